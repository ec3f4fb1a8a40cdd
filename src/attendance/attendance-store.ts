import { and, asc, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { attendances } from '../database/tables/attendance.ts'
import type { Attendance } from './attendance.ts'

type Row = typeof attendances.$inferSelect

const asAttendance = (row: Row): Attendance => ({
  ...row,
  answer: row.answer as Attendance['answer'],
  place: row.place as Attendance['place'],
})

/** One change of a session's seats after the other, in all processes, until the transaction ends. */
export const lockSeats = async (tx: Transaction, dialogueId: string): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`attendances/${dialogueId}`}, 0))`)
}

export const findOwn = async (
  tx: Transaction,
  dialogueId: string,
  residentId: string,
): Promise<Attendance | undefined> => {
  const [row] = await tx
    .select()
    .from(attendances)
    .where(and(eq(attendances.dialogueId, dialogueId), eq(attendances.residentId, residentId)))
  return row && asAttendance(row)
}

export const isTicketTaken = async (tx: Transaction, dialogueId: string, code: string): Promise<boolean> => {
  const rows = await tx
    .select({ id: attendances.id })
    .from(attendances)
    .where(and(eq(attendances.dialogueId, dialogueId), eq(attendances.code, code)))
  return rows.length > 0
}

/** Seats that are taken, the companions' too; `but` is left out. */
export const countSeated = async (tx: Transaction, dialogueId: string, but: string | null): Promise<number> => {
  const [row] = await tx.execute<{ seated: string }>(sql`
    select coalesce(sum(1 + companions), 0) as seated from attendances
    where dialogue_id = ${dialogueId}::uuid and place = 'seat' and id is distinct from ${but}::uuid`)
  return Number(row?.seated ?? 0)
}

/** Who waits for a seat, in order. */
export const listWaiting = async (tx: Transaction, dialogueId: string): Promise<Attendance[]> => {
  const rows = await tx
    .select()
    .from(attendances)
    .where(and(eq(attendances.dialogueId, dialogueId), eq(attendances.place, 'waiting')))
    .orderBy(asc(attendances.waitsSince), asc(attendances.id))
  return rows.map(asAttendance)
}

export type NewAnswer = Pick<
  Attendance,
  'id' | 'dialogueId' | 'answer' | 'companions' | 'place' | 'waitsSince' | 'code' | 'answeredAt'
> & { readonly residentId: string; readonly groupUnitId: string | null; readonly channel: string }

/** Writes an answer, the first or another one. Whoever gives up a seat does not keep a message about it either. */
export const saveAnswer = async (tx: Transaction, made: NewAnswer): Promise<void> => {
  const { answer, companions, place, waitsSince, groupUnitId, channel, answeredAt } = made
  await tx
    .insert(attendances)
    .values({ ...made, createdAt: answeredAt })
    .onConflictDoUpdate({
      target: [attendances.dialogueId, attendances.residentId],
      set: { answer, companions, place, waitsSince, movedUpAt: null, groupUnitId, channel, answeredAt },
    })
}

/** Gives a seat to somebody who waited. */
export const seat = async (tx: Transaction, id: string, movedUpAt: Date | null): Promise<void> => {
  await tx.update(attendances).set({ place: 'seat', waitsSince: null, movedUpAt }).where(eq(attendances.id, id))
}
