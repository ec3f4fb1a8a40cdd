import { and, eq, isNotNull } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { attendances } from '../database/tables/attendance.ts'
import type { Attendance } from './attendance.ts'

/** What a resident said of a session. */
export const findAttendance = async (
  db: Queryable,
  dialogueId: string,
  residentId: string,
): Promise<Attendance | undefined> => {
  const [row] = await db
    .select()
    .from(attendances)
    .where(and(eq(attendances.dialogueId, dialogueId), eq(attendances.residentId, residentId)))
  return row && { ...row, answer: row.answer as Attendance['answer'], place: row.place as Attendance['place'] }
}

/** For `XEM`: to how many sessions a resident gave an answer. */
export const countAttendancesOf = async (db: Queryable, residentId: string): Promise<number> =>
  await db.$count(attendances, and(eq(attendances.residentId, residentId), isNotNull(attendances.residentId)))
