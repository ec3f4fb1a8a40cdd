import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'

const heldBefore = (day: Date) =>
  sql`(select d.id from dialogues d where coalesce(d.ends_at, d.starts_at) < ${day.toISOString()}::timestamptz)`

/** Names, titles and contacts of those who were invited to sessions that lie before. */
export const wipeInvitees = async (tx: Transaction, before: Date): Promise<number> => {
  const rows = await tx.execute(sql`
    update attendance_invitations set person = null, organisation = null, likeness = gen_random_uuid()
    where person is not null and dialogue_id in ${heldBefore(before)} returning id`)
  return rows.length
}

/** Who answered for sessions that lie before; what they answered stays as a number. */
export const loosenAnswers = async (tx: Transaction, before: Date): Promise<number> => {
  const rows = await tx.execute(sql`
    update attendances set resident_id = null, moved_up_at = null
    where resident_id is not null and dialogue_id in ${heldBefore(before)} returning id`)
  await tx.execute(sql`delete from attendance_reminders where dialogue_id in ${heldBefore(before)}`)
  return rows.length
}
