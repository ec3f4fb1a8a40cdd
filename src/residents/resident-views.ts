import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { ConsentPurpose, MuteReason, Naming, ResidentCard } from './resident.ts'

type Row = {
  id: string
  language: string
  unit_id: string | null
  group_unit_id: string | null
  followed_unit_id: string | null
  naming: string
  name: Buffer | null
  notices_stopped_at: string | null
  muted_until: string | null
  muted_why: string | null
  consents: string[] | null
}

const asCard = (row: Row, keyring: Keyring): ResidentCard => ({
  id: row.id,
  language: row.language === 'en' ? 'en' : 'vi',
  unitId: row.unit_id,
  groupUnitId: row.group_unit_id,
  followedUnitId: row.followed_unit_id,
  naming: row.naming as Naming,
  name: row.name ? keyring.openText('resident', row.name, `residents.name:${row.id}`) : null,
  noticesStopped: row.notices_stopped_at !== null,
  mutedUntil: row.muted_until ? new Date(row.muted_until) : null,
  mutedWhy: row.muted_why as MuteReason | null,
  consents: (row.consents ?? []) as ConsentPurpose[],
})

/** The person behind a chat, with the consents that hold now: of each purpose the last act counts. */
export const findResidentByChat = async (
  database: Queryable,
  keyring: Keyring,
  chatId: number,
): Promise<ResidentCard | null> => {
  const [row] = await database.execute<Row>(sql`
    select r.id, r.language, r.unit_id, r.group_unit_id, r.followed_unit_id, r.naming, r.name, r.notices_stopped_at,
      r.muted_until, r.muted_why, (
        select array_agg(last.purpose) from (
          select distinct on (c.purpose) c.purpose, c.state from consents c
          where c.resident_id = r.id order by c.purpose, c.at desc, c.id desc
        ) last where last.state = 'given'
      ) as consents
    from contacts k join residents r on r.id = k.resident_id where k.chat_id = ${chatId}`)
  return row ? asCard(row, keyring) : null
}
