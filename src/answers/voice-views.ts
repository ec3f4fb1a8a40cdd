import { and, count, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { answerRatings, itemReopenings } from '../database/tables/answers.ts'
import type { RatingReason, Score } from './answer.ts'
import type { Voice } from './voice-store.ts'

/** Whether somebody may speak about an answer: they asked its matter, or it answers what they asked before a merging. */
export const mayVoice = async (
  database: Queryable,
  asked: { readonly residentId: string; readonly itemId: string; readonly answerId: string },
): Promise<{ readonly isAuthor: boolean; readonly isSupporter: boolean }> => {
  const { residentId, itemId } = asked
  const [row] = await database.execute<{ author: boolean; supporter: boolean }>(sql`
    select exists (select 1 from opinion_authors p join opinions o on o.id = p.opinion_id
        where p.resident_id = ${residentId}::uuid and o.state = 'received' and o.triage = 'kept'
          and (o.item_id = ${itemId}::uuid or exists (select 1 from opinion_moves m
            where m.opinion_id = o.id and m.from_item_id = ${itemId}::uuid and m.why = 'merged' and m.undone_at is null))
      ) as author,
      exists (select 1 from item_supports s where s.resident_id = ${residentId}::uuid
        and (s.item_id = ${itemId}::uuid or s.origin_item_id = ${itemId}::uuid)) as supporter`)
  return { isAuthor: row?.author === true, isSupporter: row?.supporter === true }
}

const ofVoice = (voice: Voice, columns: typeof answerRatings | typeof itemReopenings) =>
  voice.residentId === null ? eq(columns.opinionKey, voice.opinionKey) : eq(columns.residentId, voice.residentId)

export type OwnRating = { readonly score: Score; readonly reason: RatingReason | null; readonly ratedAt: Date }

/** What somebody has said of an answer. */
export const ratingOf = async (database: Queryable, answerId: string, voice: Voice): Promise<OwnRating | undefined> => {
  const [row] = await database
    .select()
    .from(answerRatings)
    .where(and(eq(answerRatings.answerId, answerId), ofVoice(voice, answerRatings)))
  return row && { score: row.score as Score, reason: row.reason as RatingReason | null, ratedAt: row.ratedAt }
}

/** Whether they have opened this matter again before: once is all. */
export const hasReopened = async (database: Queryable, itemId: string, voice: Voice): Promise<boolean> => {
  const rows = await database
    .select({ id: itemReopenings.id })
    .from(itemReopenings)
    .where(and(eq(itemReopenings.itemId, itemId), ofVoice(voice, itemReopenings)))
    .limit(1)
  return rows.length > 0
}

/** For the overview of what is kept of a person. */
export const countRatingsOf = async (database: Queryable, residentId: string): Promise<number> => {
  const [row] = await database
    .select({ n: count() })
    .from(answerRatings)
    .where(eq(answerRatings.residentId, residentId))
  return row?.n ?? 0
}
