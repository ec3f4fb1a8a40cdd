import type { Queryable } from '../database/index.ts'

/** One chat through which a person gets notices. */
export type AudienceMember = {
  readonly chatId: number
  readonly accountId: string
  readonly residentId: string
  readonly language: 'vi' | 'en'
}

/**
 * People of some units and all below who want notices, by chat id, from behind `afterChatId` on. `bound`: who joined
 * later is left out, so that the pages of one broadcast always show the same people.
 */
export type AudienceSource = (
  db: Queryable,
  options: {
    readonly unitIds: readonly string[]
    readonly afterChatId: number
    readonly limit: number
    readonly bound: Date
  },
) => Promise<readonly AudienceMember[]>
