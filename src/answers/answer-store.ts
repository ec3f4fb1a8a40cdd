import { and, asc, desc, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { answerTellings, itemAnswers } from '../database/tables/answers.ts'

type AnswerRow = typeof itemAnswers.$inferSelect
type NewAnswer = typeof itemAnswers.$inferInsert

/** Whoever answers or reopens a matter waits for the others who do. */
export const lockMatter = async (tx: Transaction, itemId: string): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`answers:${itemId}`}, 0))`)
}

export const answerRow = async (tx: Transaction, id: string): Promise<AnswerRow | undefined> => {
  const [row] = await tx.select().from(itemAnswers).where(eq(itemAnswers.id, id))
  return row
}

/** The newest answer of a matter, in whatever state. */
export const lastAnswerRow = async (tx: Transaction, itemId: string): Promise<AnswerRow | undefined> => {
  const [row] = await tx
    .select()
    .from(itemAnswers)
    .where(eq(itemAnswers.itemId, itemId))
    .orderBy(desc(itemAnswers.seq))
    .limit(1)
  return row
}

export const insertAnswer = async (tx: Transaction, row: NewAnswer): Promise<void> =>
  void (await tx.insert(itemAnswers).values(row))

/** The caller has locked the matter. */
export const changeAnswer = async (tx: Transaction, id: string, changes: Partial<NewAnswer>): Promise<void> => {
  await tx
    .update(itemAnswers)
    .set({ ...changes, version: sql`${itemAnswers.version} + 1` })
    .where(eq(itemAnswers.id, id))
}

type Telling = { readonly answerId: string; readonly residentId: string }

const atOnce = 2_000

/** These are to be told, unless they are on the list already. */
export const enlist = async (tx: Transaction, tellings: readonly Telling[]): Promise<void> => {
  for (let from = 0; from < tellings.length; from += atOnce) {
    await tx
      .insert(answerTellings)
      .values(tellings.slice(from, from + atOnce))
      .onConflictDoNothing()
  }
}

/** Who has not heard of the answers before hears the newest only. */
export const dropUntoldBefore = async (tx: Transaction, itemId: string, answerId: string): Promise<void> => {
  const earlier = tx
    .select({ id: itemAnswers.id })
    .from(itemAnswers)
    .where(and(eq(itemAnswers.itemId, itemId), ne(itemAnswers.id, answerId)))
  await tx.delete(answerTellings).where(and(isNull(answerTellings.toldAt), inArray(answerTellings.answerId, earlier)))
}

/** Whom to tell what, in a fixed order; locked, so that each is told once. */
export const lockUntold = async (
  tx: Transaction,
  asked: { readonly since: Date; readonly after: Telling | null; readonly residentId?: string; readonly limit: number },
): Promise<Telling[]> => {
  const { after } = asked
  return await tx
    .select({ answerId: answerTellings.answerId, residentId: answerTellings.residentId })
    .from(answerTellings)
    .innerJoin(itemAnswers, eq(itemAnswers.id, answerTellings.answerId))
    .where(
      and(
        isNull(answerTellings.toldAt),
        gt(itemAnswers.approvedAt, asked.since),
        asked.residentId === undefined ? undefined : eq(answerTellings.residentId, asked.residentId),
        after === null
          ? undefined
          : or(
              gt(answerTellings.answerId, after.answerId),
              and(eq(answerTellings.answerId, after.answerId), gt(answerTellings.residentId, after.residentId)),
            ),
      ),
    )
    .orderBy(asc(answerTellings.answerId), asc(answerTellings.residentId))
    .limit(asked.limit)
    .for('update', { of: answerTellings, skipLocked: true })
}

export const markTold = async (tx: Transaction, { answerId, residentId }: Telling, toldAt: Date): Promise<void> => {
  await tx
    .update(answerTellings)
    .set({ toldAt })
    .where(and(eq(answerTellings.answerId, answerId), eq(answerTellings.residentId, residentId)))
}

export const forgetTellingsOf = async (tx: Transaction, residentId: string): Promise<void> =>
  void (await tx.delete(answerTellings).where(eq(answerTellings.residentId, residentId)))

export const moveTellings = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.execute(sql`
    delete from answer_tellings gone where gone.resident_id = ${from}::uuid
      and exists (select 1 from answer_tellings stays
        where stays.answer_id = gone.answer_id and stays.resident_id = ${to}::uuid)`)
  await tx.update(answerTellings).set({ residentId: to }).where(eq(answerTellings.residentId, from))
}

/** Answers approved before a moment: the list of who was told goes. */
export const forgetTellingsBefore = async (tx: Transaction, before: Date): Promise<void> => {
  const old = tx.select({ id: itemAnswers.id }).from(itemAnswers).where(lt(itemAnswers.approvedAt, before))
  await tx.delete(answerTellings).where(inArray(answerTellings.answerId, old))
}
