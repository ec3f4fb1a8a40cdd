import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import {
  conclusionDeliveries,
  conclusionRemarks,
  conclusionReminders,
  conclusions,
  conclusionSteps,
  conclusionTaskItems,
  conclusionTasks,
  conclusionTellings,
} from '../database/tables/conclusions.ts'
import { isId } from '../kernel/ids.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
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

/** Puts these matters in the place of those that the task came of before. */
export const replaceTaskItems = async (tx: Transaction, taskId: string, itemIds: readonly string[]): Promise<void> => {
  await tx.delete(conclusionTaskItems).where(eq(conclusionTaskItems.taskId, taskId))
  if (itemIds.length > 0) await tx.insert(conclusionTaskItems).values(itemIds.map((itemId) => ({ taskId, itemId })))
}

/** There is something new to tell of these tasks. */
export const stepTasks = async (tx: Transaction, taskIds: readonly string[], now: Date): Promise<void> => {
  if (taskIds.length === 0) return
  await tx
    .update(conclusionTasks)
    .set({ step: sql`${conclusionTasks.step} + 1`, steppedAt: now })
    .where(inArray(conclusionTasks.id, [...taskIds]))
}

type Telling = { readonly taskId: string; readonly residentId: string; readonly step: number }

export const markTold = async (tx: Transaction, tellings: readonly Telling[], toldAt: Date): Promise<void> => {
  if (tellings.length === 0) return
  await tx
    .insert(conclusionTellings)
    .values(tellings.map(({ taskId, residentId, step }) => ({ taskId, residentId, step, toldAt })))
    .onConflictDoUpdate({
      target: [conclusionTellings.taskId, conclusionTellings.residentId],
      set: { step: sql`greatest(conclusion_tellings.step, excluded.step)`, toldAt },
    })
}

export const forgetTellingsOf = async (tx: Transaction, residentId: string): Promise<void> =>
  void (await tx.delete(conclusionTellings).where(eq(conclusionTellings.residentId, residentId)))

export const moveTellings = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.execute(sql`
    insert into conclusion_tellings (task_id, resident_id, step, told_at)
    select task_id, ${to}::uuid, step, told_at from conclusion_tellings where resident_id = ${from}::uuid
    on conflict (task_id, resident_id) do update set step = greatest(conclusion_tellings.step, excluded.step)`)
  await forgetTellingsOf(tx, from)
}

export const forgetTellingsBefore = async (tx: Transaction, before: Date): Promise<void> =>
  void (await tx.delete(conclusionTellings).where(lt(conclusionTellings.toldAt, before)))

type Reminder = { readonly taskId: string; readonly kind: 'soon' | 'late' | 'above'; readonly dueOn: PlainDate }

/** False where that reminder was sent before. */
export const insertReminder = async (tx: Transaction, reminder: Reminder, remindedAt: Date): Promise<boolean> => {
  const row = { ...reminder, remindedAt, reached: 0 }
  const made = await tx.insert(conclusionReminders).values(row).onConflictDoNothing().returning()
  return made.length === 1
}

export const countReached = async (tx: Transaction, reminder: Reminder, reached: number): Promise<void> => {
  const { taskId, kind, dueOn } = reminder
  await tx
    .update(conclusionReminders)
    .set({ reached })
    .where(
      and(
        eq(conclusionReminders.taskId, taskId),
        eq(conclusionReminders.kind, kind),
        eq(conclusionReminders.dueOn, dueOn),
      ),
    )
}

export const insertDeliveries = async (
  tx: Transaction,
  rows: readonly (typeof conclusionDeliveries.$inferInsert)[],
): Promise<void> => {
  if (rows.length > 0)
    await tx
      .insert(conclusionDeliveries)
      .values([...rows])
      .onConflictDoNothing()
}
