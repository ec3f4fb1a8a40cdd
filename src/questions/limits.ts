import type { Scope } from '../database/index.ts'
import { countOf, countOneMore, forgetCounts, removeCounts } from './limit-store.ts'

/** Wrong codes that one chat may try within an hour. */
export const wrongCodesMax = 10
/** Opinions of one chat within an hour that join the list at once; what comes beyond waits for a person. */
export const handInsMax = 12

const hourMs = 3_600_000

/** Hours of the clock, not of the first act: the moment of an act is not kept. */
const hourOf = (now: Date): Date => new Date(Math.floor(now.getTime() / hourMs) * hourMs)

type Means = Pick<Scope, 'tx' | 'clock' | 'keyring'>

const keyOf = (means: Pick<Means, 'keyring'>, kind: 'code' | 'hand-in', chatId: string): string =>
  means.keyring.blindIndex('chat', `limit:${kind}:${chatId}`)

/** Whether this chat has tried too many codes within the hour. Read it before a code is looked up. */
export const mayTryCode = async (means: Means, chatId: string): Promise<boolean> =>
  (await countOf(means.tx, keyOf(means, 'code', chatId), hourOf(means.clock.now()))) < wrongCodesMax

/** Remembers that a code was looked up and is nobody's. */
export const noteWrongCode = async (means: Means, chatId: string): Promise<void> => {
  await countOneMore(means.tx, keyOf(means, 'code', chatId), hourOf(means.clock.now()))
}

/** Counts what this chat hands in and tells whether it is a flood by now. */
export const countHandIn = async (means: Means, chatId: string): Promise<{ readonly isFlood: boolean }> => {
  const hour = hourOf(means.clock.now())
  await forgetCounts(means.tx, hour)
  const count = await countOneMore(means.tx, keyOf(means, 'hand-in', chatId), hour)
  return { isFlood: count > handInsMax }
}

/** For an erasure: what this hour has counted of these chats. */
export const forgetLimitsOf = async (
  means: Pick<Means, 'tx' | 'keyring'>,
  chatIds: readonly number[],
): Promise<void> => {
  const keys = chatIds.flatMap((id) => [keyOf(means, 'code', String(id)), keyOf(means, 'hand-in', String(id))])
  await removeCounts(means.tx, keys)
}
