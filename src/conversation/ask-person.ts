import type { Scope } from '../database/index.ts'
import { chooseWay, situationOf, type Way } from '../delivery/index.ts'
import { enqueueMessage } from '../outbox/index.ts'
import type { Locale } from '../phrases/index.ts'
import { afterTheNight, personsById } from '../residents/index.ts'
import { channelRules } from '../rules/index.ts'
import { openPrompt } from './open-prompt.ts'
import type { Prompt } from './turn.ts'

/** Where something personal goes to somebody. */
export type PersonalChat = { readonly chatId: number; readonly accountId: string; readonly locale: Locale }

// Something personal goes as plain words in a chat, by no template and no SMS.
const noMeans = {
  templates: new Map<string, string>(),
  zns: null,
  hasSms: false,
  rates: new Map(),
  paidClosed: new Set<string>(),
  templatesClosed: new Set<string>(),
}
const inChat: ReadonlySet<Way> = new Set<Way>(['zalo-free', 'telegram', 'web'])

/** Whether nobody is written to now of our own accord: the quiet hours of notices. */
export const isQuietNow = async ({ tx, clock }: Scope): Promise<boolean> => {
  const rules = await channelRules(tx)
  const now = clock.now()
  const next = afterTheNight(now, rules.valueOf('notice.quiet-from-hour'), rules.valueOf('notice.quiet-until-hour'))
  return next > now
}

/**
 * The chat of each of these residents to which a personal message may go now without cost. Who is not among them is told
 * when they next write.
 */
export const openChatsOf = async (
  { tx, clock }: Scope,
  residentIds: readonly string[],
): Promise<Map<string, PersonalChat>> => {
  const now = clock.now()
  const situation = await situationOf(tx, { mayCost: false }, { means: noMeans, smsText: '', now })
  const persons = await personsById(tx, residentIds, now)
  return new Map(
    persons.flatMap(({ residentId, language, reaches }): [string, PersonalChat][] => {
      const choice = chooseWay(reaches, situation)
      if (!choice || !inChat.has(choice.way)) return []
      return [[residentId, { chatId: choice.chatId, accountId: choice.accountId, locale: language }]]
    }),
  )
}

/**
 * Writes to somebody who has not just written. The list below is answered by its number, as `byNumber` says; where another
 * question is open in that chat it stays so, and `byWord` says how to answer this one in words.
 */
export const askPerson = async (
  scope: Scope,
  chat: PersonalChat,
  asked: {
    readonly topic: string
    readonly prompt: Prompt
    readonly byNumber?: string
    readonly byWord: string
    readonly dedupeKey: string
  },
): Promise<void> => {
  const { topic, prompt, byNumber, byWord, dedupeKey } = asked
  const text = byNumber === undefined ? prompt.text : `${prompt.text}\n${byNumber}`
  const message = await openPrompt(scope, chat, topic, { ...prompt, text })
  await enqueueMessage(scope, {
    accountId: chat.accountId,
    chatId: chat.chatId,
    message: message ?? { text: `${prompt.text}\n${byWord}`, locale: chat.locale },
    priority: 'personal',
    dedupeKey,
    ...(message ? { slot: 'prompt' } : {}),
  })
}
