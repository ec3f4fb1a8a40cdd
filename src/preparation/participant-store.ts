import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { sessionParticipants } from '../database/tables/preparation.ts'

type Row = typeof sessionParticipants.$inferInsert

export const insertParticipant = async (tx: Transaction, row: Row): Promise<void> => {
  await tx.insert(sessionParticipants).values(row)
}

type Place = { readonly id: string; readonly dialogueId: string; readonly version: number }
const at = ({ id, dialogueId, version }: Place) =>
  and(
    eq(sessionParticipants.id, id),
    eq(sessionParticipants.dialogueId, dialogueId),
    eq(sessionParticipants.version, version),
  )

/** False when `version` is no longer the newest. */
export const updateParticipant = async (tx: Transaction, place: Place, change: Partial<Row>): Promise<boolean> =>
  (
    await tx
      .update(sessionParticipants)
      .set({ ...change, version: sql`${sessionParticipants.version} + 1` })
      .where(at(place))
      .returning({ id: sessionParticipants.id })
  ).length > 0

/** False when `version` is no longer the newest. */
export const deleteParticipant = async (tx: Transaction, place: Place): Promise<boolean> =>
  (await tx.delete(sessionParticipants).where(at(place)).returning({ id: sessionParticipants.id })).length > 0
