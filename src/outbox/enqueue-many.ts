import { platformLimits } from '../channels/index.ts'
import type { OutgoingMessage, Platform } from '../channels/port.ts'
import { onCommit, type Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import {
  bringForward,
  contentPlace,
  countUnsettled,
  deleteContents,
  insertMessages,
  postponeUnsent,
  saveContent,
  spaceOut,
} from './bulk-store.ts'

export type EnqueueMany = {
  /** What all of them belong to, such as `broadcast:<id>`. */
  readonly ref: string
  readonly dueAt?: Date
  readonly expiresAt: Date
  /** What happens to a message of which nobody knows whether it left; sent again unless told. */
  readonly onUncertain?: 'resend' | 'leave'
  readonly messages: readonly {
    readonly accountId: string
    readonly chatId: number
    /** Which of `contents`. */
    readonly content: string
  }[]
  /** What the messages say, each plain text that fits one message of its platform: sealed once for all who get it. */
  readonly contents: Readonly<Record<string, OutgoingMessage>>
}

const bulk = 2
// PostgreSQL takes far more; this keeps one statement short beside the replies of residents.
const most = 1000

const pokeLanes = (scope: Scope, lanes: Iterable<string>): void => {
  for (const lane of lanes) onCommit(scope.tx, () => scope.signals.poke(`outbox:${lane}`))
}

/**
 * Puts up to 1,000 bulk messages in line with one statement, inside the transaction of whatever causes them. Nothing
 * is dropped as a repeat: the caller says once whom it has reached. Gives the chats whose account is known.
 */
export const enqueueMany = async (scope: Scope, input: EnqueueMany): Promise<number[]> => {
  if (input.messages.length === 0) return []
  if (input.messages.length > most) throw new AppError('INTERNAL', `${input.messages.length} messages at once`)
  const now = scope.clock.now()
  const ids = new Map<string, number>()
  const contentIdOf = async (key: string): Promise<number> => {
    const known = ids.get(key)
    if (known !== undefined) return known
    const message = input.contents[key]
    if (!message) throw new AppError('INTERNAL', `no content ${key} of ${input.ref}`)
    const payload = scope.keyring.seal('outbox', JSON.stringify(message), contentPlace(input.ref, key))
    const id = await saveContent(scope.tx, { ref: input.ref, key, payload }, now)
    ids.set(key, id)
    return id
  }
  const rows = []
  for (const { accountId, chatId, content } of input.messages) {
    const message = input.contents[content]
    const { textMax } = platformLimits[accountId.slice(0, accountId.indexOf(':')) as Platform]
    // A template goes in place of the words, so that their length does not matter.
    const isTooLong = message !== undefined && !message.template && message.text.length > textMax
    if (isTooLong || message?.choices) {
      throw new AppError('INTERNAL', 'a bulk message is one plain text within the limit of its platform')
    }
    rows.push({ accountId, chatId, contentId: await contentIdOf(content) })
  }
  const made = await insertMessages(
    scope.tx,
    {
      priority: bulk,
      dueAt: input.dueAt ?? now,
      expiresAt: input.expiresAt,
      onUncertain: input.onUncertain ?? 'resend',
      ref: input.ref,
      rows,
    },
    now,
  )
  pokeLanes(scope, new Set(made.map((row) => row.lane)))
  return made.map((row) => row.chatId)
}

/** What waits of a ref stays where it is until `releaseUnsent`, at most to its expiry. What is under way goes on. */
export const holdUnsent = async (scope: Scope, ref: string): Promise<number> => await postponeUnsent(scope.tx, ref)

/** What was held goes on. */
export const releaseUnsent = async (scope: Scope, ref: string): Promise<void> =>
  pokeLanes(scope, await bringForward(scope.tx, ref, scope.clock.now()))

/** What waits of a ref leaves one after another from now on, at most `perMinute` of them a minute. */
export const spaceUnsent = async (scope: Scope, ref: string, perMinute: number): Promise<void> =>
  pokeLanes(scope, await spaceOut(scope.tx, ref, perMinute, scope.clock.now()))

/** Messages of a ref that wait or are under way. */
export const countUnsent = async (scope: Scope, ref: string): Promise<number> => await countUnsettled(scope.tx, ref)

/** Nothing of the ref waits any more: what its messages shared leaves. */
export const dropContents = async (scope: Scope, ref: string): Promise<void> => await deleteContents(scope.tx, ref)
