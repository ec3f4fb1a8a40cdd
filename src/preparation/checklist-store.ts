import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { checklistTicks } from '../database/tables/preparation.ts'

/** False when it was ticked already. */
export const insertTick = async (tx: Transaction, tick: typeof checklistTicks.$inferInsert): Promise<boolean> =>
  (await tx.insert(checklistTicks).values(tick).onConflictDoNothing().returning()).length > 0

/** False when it was not ticked. */
export const deleteTick = async (tx: Transaction, dialogueId: string, step: string): Promise<boolean> =>
  (
    await tx
      .delete(checklistTicks)
      .where(and(eq(checklistTicks.dialogueId, dialogueId), eq(checklistTicks.step, step)))
      .returning()
  ).length > 0
