import { and, count, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { floorQuestions, hallActs, hallNotes, halls } from '../database/tables/hall.ts'

export type HallRow = typeof halls.$inferSelect

/** The hall locked for an act: two moderators' acts come one after the other. */
export const lockHall = async (tx: Transaction, dialogueId: string): Promise<HallRow | undefined> => {
  const [row] = await tx.select().from(halls).where(eq(halls.dialogueId, dialogueId)).for('update')
  return row
}

/** Opens it, or opens it again after it was closed by mistake. */
export const openRow = async (tx: Transaction, dialogueId: string, at: Date): Promise<void> => {
  await tx
    .insert(halls)
    .values({ dialogueId, openedAt: at, lastActAt: at })
    .onConflictDoUpdate({ target: halls.dialogueId, set: { closedAt: null, lastActAt: at } })
}

export const changeHall = async (
  tx: Transaction,
  dialogueId: string,
  changes: Partial<typeof halls.$inferInsert>,
): Promise<void> => {
  await tx
    .update(halls)
    .set({ ...changes, version: sql`${halls.version} + 1` })
    .where(eq(halls.dialogueId, dialogueId))
}

/** False when the act was done before. */
export const noteAct = async (
  tx: Transaction,
  act: { readonly dialogueId: string; readonly key: string; readonly kind: string; readonly at: Date },
): Promise<boolean> => {
  const rows = await tx.insert(hallActs).values(act).onConflictDoNothing().returning({ key: hallActs.key })
  return rows.length === 1
}

export const insertFloor = async (tx: Transaction, question: typeof floorQuestions.$inferInsert): Promise<boolean> => {
  const rows = await tx
    .insert(floorQuestions)
    .values(question)
    .onConflictDoNothing()
    .returning({ id: floorQuestions.id })
  return rows.length === 1
}

export const countWaitingFloor = async (tx: Transaction, dialogueId: string): Promise<number> => {
  const [row] = await tx
    .select({ n: count() })
    .from(floorQuestions)
    .where(and(eq(floorQuestions.dialogueId, dialogueId), eq(floorQuestions.state, 'waiting')))
  return row?.n ?? 0
}

export const lockFloor = async (
  tx: Transaction,
  dialogueId: string,
  id: string,
): Promise<typeof floorQuestions.$inferSelect | undefined> => {
  const [row] = await tx
    .select()
    .from(floorQuestions)
    .where(and(eq(floorQuestions.id, id), eq(floorQuestions.dialogueId, dialogueId)))
    .for('update')
  return row
}

export const changeFloor = async (
  tx: Transaction,
  id: string,
  changes: Partial<typeof floorQuestions.$inferInsert>,
): Promise<void> => {
  await tx.update(floorQuestions).set(changes).where(eq(floorQuestions.id, id))
}

export const addFloorSeconds = async (tx: Transaction, id: string, seconds: number): Promise<void> => {
  await tx
    .update(floorQuestions)
    .set({ usedSeconds: sql`coalesce(${floorQuestions.usedSeconds}, 0) + ${seconds}` })
    .where(eq(floorQuestions.id, id))
}

export const insertNote = async (tx: Transaction, note: typeof hallNotes.$inferInsert): Promise<void> => {
  await tx.insert(hallNotes).values(note)
}

export const strikeNote = async (tx: Transaction, dialogueId: string, id: string, at: Date): Promise<void> => {
  await tx
    .update(hallNotes)
    .set({ undoneAt: at })
    .where(and(eq(hallNotes.id, id), eq(hallNotes.dialogueId, dialogueId), isNull(hallNotes.undoneAt)))
}
