import { eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { dialogues } from '../database/tables/dialogues.ts'
import { dialogueRequests } from '../database/tables/requests.ts'
import type { RequestState } from './request.ts'

export type NewsFacts = {
  readonly step: number
  readonly state: RequestState
  /** Null for one that was refused before anybody gave it a title. */
  readonly title: string | null
  readonly askedAt: Date
  readonly reason: string | null
  readonly sessionStartsAt: Date | null
}

/** What may be said of these requests, by their ids. */
export const newsFacts = async (database: Queryable, ids: readonly string[]): Promise<Map<string, NewsFacts>> => {
  if (ids.length === 0) return new Map()
  const rows = await database
    .select({
      id: dialogueRequests.id,
      step: dialogueRequests.step,
      state: dialogueRequests.state,
      title: dialogueRequests.title,
      askedAt: dialogueRequests.askedAt,
      reason: dialogueRequests.reason,
      sessionStartsAt: dialogues.startsAt,
    })
    .from(dialogueRequests)
    .leftJoin(dialogues, eq(dialogues.id, dialogueRequests.dialogueId))
    .where(inArray(dialogueRequests.id, [...ids]))
  return new Map(rows.map(({ id, state, ...facts }) => [id, { ...facts, state: state as RequestState }]))
}
