import { platformLimits } from '../channels/index.ts'
import type { OutgoingMessage, Platform } from '../channels/port.ts'
import { onCommit, type Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { splitText } from '../kernel/vietnamese/split-text.ts'
import { insertMessage, replaceUnsent } from './outbox-store.ts'

/** Replies go before what is personal, and that before bulk. */
export type Priority = 'reply' | 'personal' | 'bulk'

export type Enqueue = {
  readonly accountId: string
  readonly chatId: number
  readonly message: OutgoingMessage
  readonly priority: Priority
  /** The same key twice while the first waits: the second is dropped. */
  readonly dedupeKey?: string
  readonly dueAt?: Date
  readonly expiresAt?: Date
  /** A newer message for the slot replaces an unsent older one. Prompts use `prompt`. */
  readonly slot?: string
  /** What it belongs to, such as `broadcast:<id>`; counted in `outbox_history`. */
  readonly ref?: string
  /** What to do when it was in flight as a process died: send it again (default), or leave and report. */
  readonly onUncertain?: 'resend' | 'leave'
}

const rank: Readonly<Record<Priority, number>> = { reply: 0, personal: 1, bulk: 2 }
const hour = 3_600_000
const lifetimeMs: Readonly<Record<Priority, number>> = { reply: 24 * hour, personal: 72 * hour, bulk: 7 * 24 * hour }

const platformOf = (accountId: string): Platform => accountId.slice(0, accountId.indexOf(':')) as Platform

/** The numbered lines as every channel writes them, below the text. */
export const choiceLines = (message: OutgoingMessage): string =>
  (message.choices ?? []).map((choice) => `${choice.number}. ${choice.label}`).join('\n')

const inParts = (message: OutgoingMessage, textMax: number): OutgoingMessage[] => {
  // An approved template goes in place of the words, whole.
  if (message.template) return [message]
  const extra = [choiceLines(message), message.link ? `${message.link.label}: ${message.link.url}` : '']
    .filter((part) => part !== '')
    .map((part) => part.length + 2)
    .reduce((sum, length) => sum + length, 0)
  if (extra > textMax / 2)
    throw new AppError('INTERNAL', `a numbered list of ${extra} characters leaves no room for its text`)
  if (message.text.length + extra <= textMax) return [message]
  const texts = splitText(message.text, textMax - extra)
  return texts.map((text, at) => {
    if (at === texts.length - 1) return { ...message, text }
    return { text, locale: message.locale, ...(at === 0 && message.quotes ? { quotes: message.quotes } : {}) }
  })
}

/**
 * Puts a message in line, inside the transaction of whatever caused it; a text over the platform's limit becomes
 * several messages. Returns the ids, none when the dedupe key is waiting already.
 */
export const enqueueMessage = async (scope: Scope, input: Enqueue): Promise<number[]> => {
  const now = scope.clock.now()
  const platform = platformOf(input.accountId)
  const parts = inParts(input.message, platformLimits[platform].textMax)
  const insert = async (message: OutgoingMessage, at: number) =>
    await insertMessage(
      scope.tx,
      {
        accountId: input.accountId,
        chatId: input.chatId,
        priority: rank[input.priority],
        dueAt: input.dueAt ?? now,
        expiresAt: input.expiresAt ?? new Date(now.getTime() + lifetimeMs[input.priority]),
        dedupeKey: input.dedupeKey ? `${input.dedupeKey}:${at}` : null,
        slot: input.slot ?? null,
        onUncertain: input.onUncertain ?? 'resend',
        ref: input.ref ?? null,
        payload: scope.keyring.seal('outbox', JSON.stringify(message), `outbox.payload:${input.chatId}`),
      },
      now,
    )
  // One connection runs them in this order; sent together they take one round trip.
  const [, ...made] = await Promise.all([
    input.slot ? replaceUnsent(scope.tx, input.chatId, input.slot, now) : undefined,
    ...parts.map(insert),
  ])
  const ids: number[] = []
  for (const one of made) {
    if (!one) continue
    ids.push(one.id)
    onCommit(scope.tx, () => scope.signals.poke(`outbox:${one.lane}`))
  }
  return ids
}
