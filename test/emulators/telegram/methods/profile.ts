import { answer, badRequest, value, type Outcome, type Read } from '../outcome.ts'
import { type Call, stringOf } from './call.ts'

type Scope = { type: string; chat_id?: number | string; user_id?: number }
type Command = { command: string; description: string }

const plainScopes = new Set(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'])
const chatScopes = new Set(['chat', 'chat_administrators', 'chat_member'])
const mostCommands = 100
const longestDescription = 256

export const getMe = (call: Call): Outcome =>
  answer({
    ...call.bot.user,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  })

const languageOf = (call: Call): Read<string> => {
  const code = stringOf(call, 'language_code') ?? ''
  return code === '' || /^[a-z]{2}$/u.test(code) ? value(code) : badRequest('invalid language code specified')
}

/** The list that a call means: its scope and its language. */
const listOf = (call: Call): Read<string> => {
  const language = languageOf(call)
  if (!language.ok) return language
  const scope = (call.params['scope'] as Scope | undefined) ?? { type: 'default' }
  const fail = (why: string) => badRequest(`can't parse BotCommandScope: ${why}`)
  if (plainScopes.has(scope.type)) return value(`${scope.type}|${language.value}`)
  if (!chatScopes.has(scope.type)) return fail('Unsupported type specified')
  if (scope.chat_id === undefined || scope.chat_id === '') return fail('Empty chat_id specified')
  if (!call.bot.chats.has(Number(scope.chat_id))) return badRequest('chat not found')
  if (scope.type === 'chat_member' && (scope.user_id ?? 0) <= 0) return fail('Invalid user_id specified')
  return value(`${scope.type}:${scope.chat_id}:${scope.user_id ?? ''}|${language.value}`)
}

const checkCommands = (commands: readonly Command[]) => {
  if (commands.length > mostCommands) return badRequest('too many commands specified')
  for (const { command, description } of commands) {
    if (!/^\/?[a-z\d_]{1,32}$/u.test(command)) return badRequest('BOT_COMMAND_INVALID')
    if (description.trim() === '') return badRequest('command description must be non-empty')
    if (description.length > longestDescription) return badRequest('command description is too long')
  }
  return undefined
}

export const setMyCommands = (call: Call): Outcome => {
  const commands = (call.params['commands'] as Command[] | undefined) ?? []
  const list = listOf(call)
  if (!list.ok) return list
  const failure = checkCommands(commands)
  if (failure !== undefined) return failure
  call.bot.commands.set(
    list.value,
    commands.map(({ command, description }) => ({ command: command.replace('/', ''), description })),
  )
  return answer(true)
}

export const getMyCommands = (call: Call): Outcome => {
  const list = listOf(call)
  return list.ok ? answer(call.bot.commands.get(list.value) ?? []) : list
}

export const deleteMyCommands = (call: Call): Outcome => {
  const list = listOf(call)
  if (!list.ok) return list
  call.bot.commands.delete(list.value)
  return answer(true)
}

const setText =
  (name: string, longest: number) =>
  (call: Call): Outcome => {
    const language = languageOf(call)
    if (!language.ok) return language
    const text = stringOf(call, name) ?? ''
    if (text.length > longest) return badRequest(`${name.replaceAll('_', ' ')} is too long`)
    const key = `${name}|${language.value}`
    if (text === '') call.bot.texts.delete(key)
    else call.bot.texts.set(key, text)
    return answer(true)
  }

/** The text for a language, else the one for everybody. */
const getText =
  (name: string) =>
  (call: Call): Outcome => {
    const language = languageOf(call)
    if (!language.ok) return language
    const { texts } = call.bot
    return answer({ [name]: texts.get(`${name}|${language.value}`) ?? texts.get(`${name}|`) ?? '' })
  }

export const setMyDescription = setText('description', 512)
export const getMyDescription = getText('description')
export const setMyShortDescription = setText('short_description', 120)
export const getMyShortDescription = getText('short_description')
