import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { asConcerned, mayBeWrittenTo, noticeSince, type Concerned, type ConcernedRow } from './reminder-views.ts'

/** A fact that somebody could not be told lawfully when it was due. */
export type HeldReminder = {
  readonly dialogueId: string
  readonly fact: string
  readonly person: Concerned
  readonly language: 'vi' | 'en'
  /** They answered since, or a notice of the session was put in line for them, or another reminder. */
  readonly isNeedless: boolean
}

type Row = ConcernedRow & { dialogue_id: string; fact: string; language: string; needless: boolean }

/** What is held for the person of a chat who still wants notices; locked until the turn ends, so that it goes once. */
export const heldRemindersOf = async (tx: Transaction, chatId: number, now: Date): Promise<HeldReminder[]> => {
  const found = await tx.execute<{ dialogue_id: string }>(sql`
    select distinct m.dialogue_id from attendance_reminders m join contacts k on k.resident_id = m.resident_id
    where k.chat_id = ${chatId} and m.outcome = 'held' order by m.dialogue_id`)
  const held: HeldReminder[] = []
  for (const { dialogue_id: dialogueId } of found) {
    const rows = await tx.execute<Row>(sql`
      select m.dialogue_id, m.fact, m.resident_id, ${chatId}::text as anchor, r.language,
        a.answer, a.companions, a.place, a.code,
        (a.answer is not distinct from 'no' or coalesce(a.answered_at > m.at, false)
          or exists (select 1 from attendance_reminders t where t.dialogue_id = m.dialogue_id
            and t.resident_id = m.resident_id and t.outcome = 'sent' and t.at > m.at)
          or ${noticeSince(dialogueId, sql`m.resident_id`, sql`m.at`)}) as needless
      from attendance_reminders m join contacts k on k.resident_id = m.resident_id and k.chat_id = ${chatId}
      join residents r on r.id = m.resident_id
      left join attendances a on a.dialogue_id = m.dialogue_id and a.resident_id = m.resident_id
      where m.dialogue_id = ${dialogueId}::uuid and m.outcome = 'held' and ${mayBeWrittenTo(now)}
      order by m.at desc for update of m`)
    held.push(
      ...rows.map((row) => ({
        dialogueId,
        fact: row.fact,
        person: asConcerned(row),
        language: row.language === 'en' ? ('en' as const) : ('vi' as const),
        isNeedless: row.needless,
      })),
    )
  }
  return held
}
