import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

/** What a result tells of a session in numbers. */
export type SessionFigures = {
  /** People who came in, with companions, invited or counted by hand. */
  readonly present: number
  /** Questions and opinions that were received for it and not taken back. */
  readonly opinions: number
}

export const sessionFigures = async (db: Queryable, dialogueId: string): Promise<SessionFigures> => {
  const [row] = await db.execute<{ present: string; opinions: string }>(sql`
    select (
      (select coalesce(sum(arrived_persons), 0) from attendances where dialogue_id = ${dialogueId}::uuid)
      + (select coalesce(sum(arrived_persons), 0) from attendance_invitations where dialogue_id = ${dialogueId}::uuid)
      + (select coalesce(sum(persons), 0) from attendance_counts
          where dialogue_id = ${dialogueId}::uuid and undone_at is null)
    ) as present,
    (select count(*) from opinions where dialogue_id = ${dialogueId}::uuid and state = 'received') as opinions`)
  return { present: Number(row?.present ?? 0), opinions: Number(row?.opinions ?? 0) }
}
