import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import type { CirclePart } from './circle.ts'
import { gotTheAnnouncement } from './recipient-store.ts'

const asked = (dialogueId: string): SQL => sql`
  select w.resident_id from opinions o join opinion_authors w on w.opinion_id = o.id
  where o.dialogue_id = ${dialogueId}::uuid and o.state = 'received'`

const coming = (dialogueId: string): SQL => sql`
  select a.resident_id from attendances a
  where a.dialogue_id = ${dialogueId}::uuid and a.answer <> 'no' and a.resident_id is not null`

const answered = (dialogueId: string): SQL => sql`
  select a.resident_id from forms f join form_answers a on a.form_id = f.id
  where f.dialogue_id = ${dialogueId}::uuid and f.state = 'closed' and f.naming = 'named' and a.resident_id is not null`

/**
 * The next people who asked something for a session, said that they come or answered a form of it by name, by the oldest chat of each, in its order.
 * Who wants no notices is left out, and with `besidesTold` whoever got the announcement.
 */
export const concernedIn = async (
  db: Queryable,
  dialogueId: string,
  options: {
    readonly of: readonly CirclePart[]
    readonly besidesTold: boolean
    readonly bound: Date
    readonly after: number
    readonly limit: number
  },
): Promise<number[]> => {
  const parts = [
    ...(options.of.includes('asked') ? [asked(dialogueId)] : []),
    ...(options.of.includes('coming') ? [coming(dialogueId)] : []),
    ...(options.of.includes('answered') ? [answered(dialogueId)] : []),
  ]
  if (parts.length === 0) return []
  const rows = await db.execute<{ anchor: string }>(sql`
    select min(k.chat_id) as anchor from (${sql.join(parts, sql` union `)}) p
    join residents r on r.id = p.resident_id and r.notices_stopped_at is null
    join contacts k on k.resident_id = r.id and k.linked_at <= ${options.bound.toISOString()}::timestamptz
    where (select c.state from consents c where c.resident_id = r.id and c.purpose = 'notices'
        order by c.at desc, c.id desc limit 1) = 'given'
      ${
        options.besidesTold
          ? sql`and not exists (select 1 from contacts t where t.resident_id = r.id
              and ${gotTheAnnouncement(dialogueId, sql`t.chat_id`)})`
          : sql``
      }
    group by r.id having min(k.chat_id) > ${options.after} order by 1 limit ${options.limit}`)
  return rows.map((row) => Number(row.anchor))
}
