import { sql } from 'drizzle-orm'
import { phoneAccountId } from '../channels/index.ts'
import type { Queryable } from '../database/index.ts'
import { entryEnd } from './number-store.ts'

export type EntryToGreet = {
  readonly id: string
  readonly chatId: number
  readonly language: 'vi' | 'en'
  /** The commune that entered it, as within a sentence. */
  readonly place: string
  readonly consentedOn: string
}

/** Entries of a unit and its groups whose people were not told of them yet, and have not stopped meanwhile. */
export const entriesToGreet = async (db: Queryable, unitId: string): Promise<EntryToGreet[]> => {
  const rows = await db.execute<{
    id: string
    chat_id: string
    language: string
    place: string
    consented_on: string
  }>(sql`
    select e.id, k.chat_id, r.language, e.consented_on::text,
      lower(left(p.full_name, 1)) || substr(p.full_name, 2) as place
    from number_entries e join residents r on r.id = e.resident_id join units u on u.id = e.unit_id
    join units p on p.id = case when u.level = 'group' then u.path[array_length(u.path, 1) - 1] else u.id end
    join lateral (select min(chat_id) as chat_id from contacts
      where resident_id = e.resident_id and account_id = ${phoneAccountId}) k on true
    where u.path @> array[${unitId}]::text[] and e.greeted_at is null and k.chat_id is not null and ${entryEnd} is null
    order by e.entered_at, e.id`)
  return rows.map((row) => ({
    id: row.id,
    chatId: Number(row.chat_id),
    language: row.language === 'en' ? 'en' : 'vi',
    place: row.place,
    consentedOn: row.consented_on,
  }))
}
