import type { UploadedFile } from '../multipart.ts'
import { badRequest, forbidden, value, type Outcome, type Read } from '../outcome.ts'
import type { Bot, Chat, EmulatorState } from '../state.ts'
import type { WireEntity } from '../wire.ts'

/** A call whose parameters were checked against the method's table. */
export type Call = {
  state: EmulatorState
  bot: Bot
  method: string
  params: Readonly<Record<string, unknown>>
  files: ReadonlyMap<string, UploadedFile>
}

export type Method = (call: Call) => Outcome | Promise<Outcome>

/** Parameters that the method's table has already checked to be of this type. */
export const stringOf = (call: Call, name: string) => call.params[name] as string | undefined
export const numberOf = (call: Call, name: string) => call.params[name] as number | undefined
export const entitiesOf = (call: Call, name: string) => call.params[name] as WireEntity[] | undefined

export const newChat = (id: number, standing: Chat['standing'], wire: Chat['wire']): Chat => ({
  id,
  wire,
  standing,
  nextMessageId: 1,
  messages: new Map(),
  sentLastMinute: [],
  lastAct: 0,
})

const unknownChat = (call: Call, id: number): Chat | undefined => {
  const standing = call.state.settings.anyChat?.(id)
  if (standing === undefined || standing === 'unknown') return undefined
  const chat = newChat(id, standing === 'open' ? 'open' : 'blocked', { id, type: 'private', first_name: 'Bà con' })
  if (standing === 'deactivated') chat.person = { id, firstName: 'Bà con', deactivated: true }
  call.bot.chats.set(id, chat)
  return chat
}

/** The chat that a call names, whatever its state. */
export const chatOf = (call: Call): Chat | undefined => {
  const given = call.params['chat_id']
  const id = typeof given === 'string' ? Number(given) : given
  if (typeof id !== 'number' || Number.isNaN(id)) return undefined
  return call.bot.chats.get(id) ?? unknownChat(call, id)
}

export const chatNotFound = badRequest('chat not found')

/** The chat that a call names, if the bot may write to it; else the refusal that Telegram would give. */
export const writableChat = (call: Call): Read<Chat> => {
  const chat = chatOf(call)
  if (chat === undefined) {
    const person = call.state.people.get(Number(call.params['chat_id']))
    return person === undefined ? chatNotFound : forbidden("bot can't initiate conversation with a user")
  }
  if (chat.migratedTo !== undefined)
    return {
      ...badRequest('group chat was upgraded to a supergroup chat'),
      parameters: { migrate_to_chat_id: chat.migratedTo },
    }
  if (chat.person?.deactivated === true) return forbidden('user is deactivated')
  if (chat.standing === 'open') return value(chat)
  if (chat.standing === 'blocked') return forbidden('bot was blocked by the user')
  if (chat.standing === 'kicked') return forbidden(`bot was kicked from the ${chat.wire.type} chat`)
  if (chat.standing === 'deleted') return forbidden('the group chat was deleted')
  return forbidden("bot can't initiate conversation with a user")
}
