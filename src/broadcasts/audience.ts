import type { Queryable } from '../database/index.ts'

/** One person and the one chat on which they get a notice. */
export type AudienceMember = {
  readonly chatId: number
  readonly accountId: string
  readonly language: 'vi' | 'en'
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
) => Promise<{ readonly recipients: readonly AudienceMember[]; readonly cursor: number | null }>
