import type { Queryable } from '../database/index.ts'
import type { Reach, Way } from '../delivery/index.ts'

/** Somebody who wants notices, with every chat through which something may go to them now. */
export type Person = {
  /** Where they stand in the order of the pages. */
  readonly anchor: number
  readonly residentId: string
  readonly language: 'vi' | 'en'
  readonly reaches: readonly Reach[]
}

/**
 * The next people of some units and all below who want notices, each person once, in a fixed order. `bound`: who
 * joined later is left out, so that the pages of one broadcast together are always the same people. `cursor` goes in
 * again as `after`, which begins at 0; null after the last page.
 */
export type AudienceSource = (
  db: Queryable,
  options: {
    readonly unitIds: readonly string[]
    readonly bound: Date
    readonly after: number
    readonly limit: number
  },
) => Promise<{ readonly persons: readonly Person[]; readonly cursor: number | null }>

/** One person of a broadcast, with the way that was chosen for them. */
export type Recipient = {
  readonly position: number
  readonly chatId: number
  readonly accountId: string
  readonly language: 'vi' | 'en'
  readonly way: Way
  /** Held because a way had closed: when it is tried again. */
  readonly againAt?: Date
}
