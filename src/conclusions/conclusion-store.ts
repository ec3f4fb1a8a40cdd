import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { conclusionRemarks, conclusions, conclusionSteps, conclusionTasks } from '../database/tables/conclusions.ts'
import { isId } from '../kernel/ids.ts'
import type { Conclusion, Task, TaskFields } from './conclusion.ts'

/** False where the session has one. */
export const insertConclusion = async (tx: Transaction, row: typeof conclusions.$inferInsert): Promise<boolean> =>
  (await tx.insert(conclusions).values(row).onConflictDoNothing().returning({ id: conclusions.id })).length === 1

/** Locked to the end of the transaction. */
export const lockConclusion = async (tx: Transaction, id: string): Promise<Conclusion | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await tx.select().from(conclusions).where(eq(conclusions.id, id)).for('update')
  return row as Conclusion | undefined
}

export const changeConclusion = async (
  tx: Transaction,
  id: string,
  change: Partial<typeof conclusions.$inferInsert>,
  now: Date,
): Promise<void> => {
  await tx
    .update(conclusions)
    .set({ ...change, updatedAt: now, version: sql`${conclusions.version} + 1` })
    .where(eq(conclusions.id, id))
}

export const insertTask = async (
  tx: Transaction,
  { id, conclusionId, fields }: { readonly id: string; readonly conclusionId: string; readonly fields: TaskFields },
): Promise<void> => {
  const number = sql`(select coalesce(max(t.number), 0) + 1 from conclusion_tasks t where t.conclusion_id = ${conclusionId}::uuid)`
  await tx.insert(conclusionTasks).values({ id, conclusionId, ...fields, number })
}

/** False where the conclusion has no such task. */
export const changeTask = async (
  tx: Transaction,
  of: { readonly conclusionId: string; readonly id: string },
  change: Partial<typeof conclusionTasks.$inferInsert>,
): Promise<boolean> => {
  if (!isId(of.id)) return false
  const changed = await tx
    .update(conclusionTasks)
    .set(change)
    .where(and(eq(conclusionTasks.id, of.id), eq(conclusionTasks.conclusionId, of.conclusionId)))
    .returning({ id: conclusionTasks.id })
  return changed.length === 1
}

/** Takes a task out of a draft; those behind it move up. */
export const deleteTask = async (
  tx: Transaction,
  of: { readonly conclusionId: string; readonly id: string },
): Promise<void> => {
  if (!isId(of.id)) return
  const [gone] = await tx
    .delete(conclusionTasks)
    .where(and(eq(conclusionTasks.id, of.id), eq(conclusionTasks.conclusionId, of.conclusionId)))
    .returning({ number: conclusionTasks.number })
  if (!gone) return
  const behind = and(eq(conclusionTasks.conclusionId, of.conclusionId), sql`${conclusionTasks.number} > ${gone.number}`)
  // In two strides, so that no two ever bear the same number.
  await tx
    .update(conclusionTasks)
    .set({ number: sql`-${conclusionTasks.number}` })
    .where(behind)
  const turned = and(eq(conclusionTasks.conclusionId, of.conclusionId), sql`${conclusionTasks.number} < 0`)
  await tx
    .update(conclusionTasks)
    .set({ number: sql`-${conclusionTasks.number} - 1` })
    .where(turned)
}

/** A task with its conclusion, both locked. */
export const lockTask = async (
  tx: Transaction,
  id: string,
): Promise<{ readonly task: Task; readonly conclusion: Conclusion } | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await tx.select().from(conclusionTasks).where(eq(conclusionTasks.id, id)).for('update')
  const conclusion = row && (await lockConclusion(tx, row.conclusionId))
  return row && conclusion && { task: row as Task, conclusion }
}

export const insertStep = async (tx: Transaction, row: typeof conclusionSteps.$inferInsert): Promise<void> =>
  void (await tx.insert(conclusionSteps).values(row))

export const insertRemark = async (tx: Transaction, row: typeof conclusionRemarks.$inferInsert): Promise<void> =>
  void (await tx.insert(conclusionRemarks).values(row))

/** False where it is not there or was answered. */
export const answerRemarkRow = async (
  tx: Transaction,
  of: { readonly conclusionId: string; readonly id: string },
  answer: { readonly answer: string; readonly answeredBy: string; readonly answeredAt: Date },
): Promise<boolean> => {
  if (!isId(of.id)) return false
  const changed = await tx
    .update(conclusionRemarks)
    .set(answer)
    .where(
      and(
        eq(conclusionRemarks.id, of.id),
        eq(conclusionRemarks.conclusionId, of.conclusionId),
        sql`${conclusionRemarks.answer} is null`,
      ),
    )
    .returning({ id: conclusionRemarks.id })
  return changed.length === 1
}
