import { and, count, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { sessionReviews, yearPlanLines, yearPlans } from '../database/tables/plans.ts'
import { isId } from '../kernel/ids.ts'

/** False where the unit has a plan for the year. */
export const insertPlan = async (tx: Transaction, row: typeof yearPlans.$inferInsert): Promise<boolean> =>
  (await tx.insert(yearPlans).values(row).onConflictDoNothing().returning({ id: yearPlans.id })).length === 1

/** Locked to the end of the transaction. */
export const lockPlan = async (tx: Transaction, id: string): Promise<typeof yearPlans.$inferSelect | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await tx.select().from(yearPlans).where(eq(yearPlans.id, id)).for('update')
  return row
}

export const changePlan = async (
  tx: Transaction,
  id: string,
  change: Partial<typeof yearPlans.$inferInsert>,
  now: Date,
): Promise<void> => {
  await tx
    .update(yearPlans)
    .set({ ...change, updatedAt: now, version: sql`${yearPlans.version} + 1` })
    .where(eq(yearPlans.id, id))
}

export const countLines = async (tx: Transaction, planId: string): Promise<number> => {
  const [row] = await tx.select({ n: count() }).from(yearPlanLines).where(eq(yearPlanLines.planId, planId))
  return row?.n ?? 0
}

export const insertLine = async (tx: Transaction, row: typeof yearPlanLines.$inferInsert): Promise<void> =>
  void (await tx.insert(yearPlanLines).values(row))

/** False where the plan has no such line. */
export const changeLine = async (
  tx: Transaction,
  of: { readonly planId: string; readonly id: string },
  change: Partial<typeof yearPlanLines.$inferInsert>,
): Promise<boolean> =>
  isId(of.id) &&
  (
    await tx
      .update(yearPlanLines)
      .set(change)
      .where(and(eq(yearPlanLines.planId, of.planId), eq(yearPlanLines.id, of.id)))
      .returning({ id: yearPlanLines.id })
  ).length === 1

export const deleteLine = async (
  tx: Transaction,
  of: { readonly planId: string; readonly id: string },
): Promise<boolean> =>
  isId(of.id) &&
  (
    await tx
      .delete(yearPlanLines)
      .where(and(eq(yearPlanLines.planId, of.planId), eq(yearPlanLines.id, of.id)))
      .returning({ id: yearPlanLines.id })
  ).length === 1

/** False where somebody else has written it since `version`; version 0 is for a review that is not there yet. */
export const putReview = async (
  tx: Transaction,
  row: Omit<typeof sessionReviews.$inferInsert, 'version'>,
  version: number,
): Promise<boolean> => {
  const { dialogueId, ...rest } = row
  const kept =
    version === 0
      ? await tx.insert(sessionReviews).values(row).onConflictDoNothing().returning({ id: sessionReviews.dialogueId })
      : await tx
          .update(sessionReviews)
          .set({ ...rest, version: version + 1 })
          .where(and(eq(sessionReviews.dialogueId, dialogueId), eq(sessionReviews.version, version)))
          .returning({ id: sessionReviews.dialogueId })
  return kept.length === 1
}
