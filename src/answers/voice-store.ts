import { and, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { answerRatings, itemAnswers, itemReopenings } from '../database/tables/answers.ts'

/** Somebody who asked: known, or known only by the opinion whose code they hold. */
export type Voice =
  | { readonly residentId: string; readonly opinionKey: null }
  | { readonly residentId: null; readonly opinionKey: string }

export type RatingRow = typeof answerRatings.$inferSelect

export const lockRating = async (tx: Transaction, answerId: string, voice: Voice): Promise<RatingRow | undefined> => {
  const [row] = await tx
    .select()
    .from(answerRatings)
    .where(
      and(
        eq(answerRatings.answerId, answerId),
        voice.residentId === null
          ? eq(answerRatings.opinionKey, voice.opinionKey)
          : eq(answerRatings.residentId, voice.residentId),
      ),
    )
    .for('update')
  return row
}

/** False where the same voice was quicker. */
export const insertRating = async (tx: Transaction, row: typeof answerRatings.$inferInsert): Promise<boolean> =>
  (await tx.insert(answerRatings).values(row).onConflictDoNothing().returning({ id: answerRatings.id })).length > 0

export const changeRating = async (
  tx: Transaction,
  id: string,
  changes: Partial<typeof answerRatings.$inferInsert>,
): Promise<void> => void (await tx.update(answerRatings).set(changes).where(eq(answerRatings.id, id)))

/** False where this voice has opened the matter again before. */
export const insertReopening = async (tx: Transaction, row: typeof itemReopenings.$inferInsert): Promise<boolean> =>
  (await tx.insert(itemReopenings).values(row).onConflictDoNothing().returning({ id: itemReopenings.id })).length > 0

/** For an erasure: a score counts on without its person, its words go; that a matter was opened again stays. */
export const forgetVoicesOf = async (tx: Transaction, residentId: string): Promise<void> => {
  await tx
    .update(answerRatings)
    .set({ residentId: null, opinionKey: sql`'gone:' || ${answerRatings.id}::text`, words: null })
    .where(eq(answerRatings.residentId, residentId))
  await tx
    .update(itemReopenings)
    .set({ residentId: null, opinionKey: sql`'gone:' || ${itemReopenings.id}::text`, words: null })
    .where(eq(itemReopenings.residentId, residentId))
}

/** The same for all whose answer was approved before a moment. Returns how many people left. */
export const forgetVoicesBefore = async (tx: Transaction, before: Date): Promise<number> => {
  const old = tx.select({ id: itemAnswers.id }).from(itemAnswers).where(lt(itemAnswers.approvedAt, before))
  const ratings = await tx
    .update(answerRatings)
    .set({ residentId: null, opinionKey: sql`'gone:' || ${answerRatings.id}::text`, words: null })
    .where(and(isNotNull(answerRatings.residentId), inArray(answerRatings.answerId, old)))
    .returning({ id: answerRatings.id })
  const reopenings = await tx
    .update(itemReopenings)
    .set({ residentId: null, opinionKey: sql`'gone:' || ${itemReopenings.id}::text`, words: null })
    .where(and(isNotNull(itemReopenings.residentId), inArray(itemReopenings.answerId, old)))
    .returning({ id: itemReopenings.id })
  return ratings.length + reopenings.length
}

/** Two contacts turned out to be one person: what both have said counts once. */
export const moveVoices = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.execute(sql`
    delete from answer_ratings gone where gone.resident_id = ${from}::uuid
      and exists (select 1 from answer_ratings stays
        where stays.answer_id = gone.answer_id and stays.resident_id = ${to}::uuid)`)
  await tx.update(answerRatings).set({ residentId: to }).where(eq(answerRatings.residentId, from))
  await tx.execute(sql`
    delete from item_reopenings gone where gone.resident_id = ${from}::uuid
      and exists (select 1 from item_reopenings stays
        where stays.item_id = gone.item_id and stays.resident_id = ${to}::uuid)`)
  await tx.update(itemReopenings).set({ residentId: to }).where(eq(itemReopenings.residentId, from))
}
