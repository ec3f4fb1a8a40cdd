import type { House } from '../database/index.ts'
import type { Settlement } from './claim-store.ts'
import { fileEnded, markAndNote } from './ended-store.ts'

type Context = {
  readonly house: House
  readonly lane: string
  readonly epoch: number
  /** Something may go that had to wait for what is filed now. */
  onMore(): void
}

type Round = {
  readonly owner: string
  readonly settlements: readonly Settlement[]
  readonly next: readonly number[]
  readonly now: Date
}

/** What a fast lane has sent, noted with the marks of what goes next and filed soon after, many at a time. */
export type EndedBook = {
  /** Messages that were sent and stand in the outbox as under way until they are filed. */
  ids(): number[]
  /** Whether a round is worth noting; others are booked at once. */
  takes(round: Pick<Round, 'settlements' | 'next'>): boolean
  /** Notes what was sent and marks what goes next; gives who may leave. */
  mark(round: Round): Promise<Set<number>>
  /**
   * Files what is noted, of former holders too. Whether, since it was last called, something was filed whose chat has
   * something else waiting.
   */
  file(): Promise<boolean>
}

// A few are booked at once for the price of noting them.
const fewest = 4
const fileAtOnce = 256
const fileWithinMs = 25
const retryMs = 1_000

export const createEndedBook = ({ house, lane, epoch, onMore }: Context): EndedBook => {
  const { database, log } = house
  const noted: { readonly round: number; readonly ids: readonly number[] }[] = []
  let count = 0
  let round = 0
  let soon: NodeJS.Timeout | undefined
  let filing: Promise<void> | undefined
  // Kept until `file` tells of it: what was filed meanwhile may be what the caller waits for.
  let hasMore = false

  const fileNoted = async (): Promise<boolean> => {
    clearTimeout(soon)
    soon = undefined
    // Rounds are noted one after the other, so what is at hand is what stands in the database.
    const upTo = noted.at(-1)?.round ?? 0
    const found = await fileEnded(database, { lane, epoch, upTo })
    hasMore ||= found
    while (noted[0] && noted[0].round <= upTo) count -= noted.shift()?.ids.length ?? 0
    return found
  }

  const fileMeanwhile = async (): Promise<void> => {
    try {
      if (await fileNoted()) onMore()
    } catch (error) {
      log.debug({ lane, error: error instanceof Error ? error.name : '' }, 'what was sent could not be filed yet')
      soon ??= setTimeout(begin, retryMs)
    } finally {
      filing = undefined
    }
  }

  const begin = (): void => {
    filing ??= fileMeanwhile()
  }

  return {
    ids: () => noted.flatMap((one) => one.ids),
    takes: ({ settlements, next }) =>
      next.length > 0 &&
      settlements.length >= fewest &&
      settlements.every((one) => one.outcome === 'sent' && !one.uncertain),
    async mark({ owner, settlements, next, now }) {
      round += 1
      const marked = await markAndNote(database, { lane, owner, epoch, round, sent: settlements, next, now })
      noted.push({ round, ids: settlements.map((one) => one.id) })
      count += settlements.length
      if (count >= fileAtOnce) begin()
      else soon ??= setTimeout(begin, fileWithinMs)
      return marked
    },
    async file() {
      await filing
      await fileNoted()
      const told = hasMore
      hasMore = false
      return told
    },
  }
}
