import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

/** A reminder that was put in line and came to nothing. */
export type Untold = {
  readonly dialogueId: string
  readonly residentId: string
  readonly fact: string
  /** Its message was refused, a way was closed, or the night came first: there is another chance. Else nothing reaches that chat any more. */
  readonly becomes: 'held' | 'unreachable'
}

type Row = { dialogue_id: string; resident_id: string; fact: string; unreachable: boolean }

const day = 24 * 3_600_000

/** Of the last three days: what a platform refused, a window that closed before it left, and what expired in line. */
export const untoldReminders = async (db: Queryable, now: Date): Promise<Untold[]> => {
  const since = new Date(now.getTime() - 3 * day).toISOString()
  const rows = await db.execute<Row>(sql`
    select m.dialogue_id, m.resident_id, m.fact, bool_or(h.outcome = 'unreachable' and not starts_with(coalesce(h.why, ''), 'closed: ')) as unreachable
    from attendance_reminders m join dialogues d on d.id = m.dialogue_id
    join contacts k on k.resident_id = m.resident_id
    join outbox_history h on h.chat_id = k.chat_id and h.finished_at >= m.at and h.created_at >= m.at
      and h.ref = 'attendance:' || m.dialogue_id || '/' || m.fact
    where m.outcome = 'sent' and m.at > ${since}::timestamptz and d.starts_at > ${now.toISOString()}::timestamptz
      and h.outcome in ('refused', 'expired', 'unreachable')
    group by m.dialogue_id, m.resident_id, m.fact order by m.dialogue_id, m.resident_id, m.fact`)
  return rows.map((row) => ({
    dialogueId: row.dialogue_id,
    residentId: row.resident_id,
    fact: row.fact,
    becomes: row.unreachable ? 'unreachable' : 'held',
  }))
}
