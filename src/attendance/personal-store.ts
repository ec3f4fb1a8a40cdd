import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'

/** Sessions still to come for which a resident has answered, so that a seat that becomes free is given away. */
export const comingOf = async (tx: Transaction, residentId: string, now: Date): Promise<string[]> => {
  const rows = await tx.execute<{ dialogue_id: string }>(sql`
    select a.dialogue_id from attendances a join dialogues d on d.id = a.dialogue_id
    where a.resident_id = ${residentId}::uuid and a.arrived_at is null and d.starts_at > ${now.toISOString()}::timestamptz
    order by a.dialogue_id`)
  return rows.map((row) => row.dialogue_id)
}

/** An answer for a session to come leaves; of one that took place only what counts stays, and leads to nobody. */
export const eraseAnswers = async (tx: Transaction, residentId: string, coming: readonly string[]): Promise<void> => {
  for (const dialogueId of coming) {
    await tx.execute(
      sql`delete from attendances where dialogue_id = ${dialogueId}::uuid and resident_id = ${residentId}::uuid`,
    )
  }
  await tx.execute(sql`
    update attendances set resident_id = null, moved_up_at = null where resident_id = ${residentId}::uuid`)
  await tx.execute(sql`delete from attendance_reminders where resident_id = ${residentId}::uuid`)
}

/** Two residents are one person: the one who stays keeps their own answers. */
export const moveAnswers = async (tx: Transaction, fromId: string, toId: string): Promise<void> => {
  await tx.execute(sql`
    delete from attendances a using attendances b where a.resident_id = ${fromId}::uuid
      and b.resident_id = ${toId}::uuid and b.dialogue_id = a.dialogue_id and a.arrived_at is null`)
  await tx.execute(sql`
    update attendances a set resident_id = null where a.resident_id = ${fromId}::uuid and exists (
      select 1 from attendances b where b.resident_id = ${toId}::uuid and b.dialogue_id = a.dialogue_id)`)
  await tx.execute(sql`update attendances set resident_id = ${toId}::uuid where resident_id = ${fromId}::uuid`)
  await tx.execute(sql`
    insert into attendance_reminders (dialogue_id, resident_id, fact, outcome, way, at)
    select dialogue_id, ${toId}::uuid, fact, outcome, way, at from attendance_reminders where resident_id = ${fromId}::uuid
    on conflict do nothing`)
  await tx.execute(sql`delete from attendance_reminders where resident_id = ${fromId}::uuid`)
}
