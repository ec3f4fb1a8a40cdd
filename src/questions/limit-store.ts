import { eq, inArray, lt, sql } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { questionLimits } from '../database/tables/questions.ts'

/** Counts one more within the hour that began at `since` and returns the new count. */
export const countOneMore = async (tx: Transaction, key: string, since: Date): Promise<number> => {
  const [row] = await tx
    .insert(questionLimits)
    .values({ key, since, count: 1 })
    .onConflictDoUpdate({
      target: questionLimits.key,
      set: {
        since,
        count: sql`case when ${questionLimits.since} = excluded.since then ${questionLimits.count} + 1 else 1 end`,
      },
    })
    .returning({ count: questionLimits.count })
  return row?.count ?? 1
}

export const countOf = async (database: Queryable, key: string, since: Date): Promise<number> => {
  const [row] = await database.select().from(questionLimits).where(eq(questionLimits.key, key))
  return row?.since.getTime() === since.getTime() ? row.count : 0
}

/** Removes what belongs to an hour that is over, a few at a time; rows that another turn works on are left to it. */
export const forgetCounts = async (tx: Transaction, before: Date): Promise<void> => {
  const over = tx
    .select({ key: questionLimits.key })
    .from(questionLimits)
    .where(lt(questionLimits.since, before))
    .limit(50)
    .for('update', { skipLocked: true })
  await tx.delete(questionLimits).where(inArray(questionLimits.key, over))
}

export const removeCounts = async (tx: Transaction, keys: readonly string[]): Promise<void> => {
  if (keys.length > 0) await tx.delete(questionLimits).where(inArray(questionLimits.key, [...keys]))
}
