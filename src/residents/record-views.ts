import { sql } from 'drizzle-orm'
import type { Platform } from '../channels/port.ts'
import type { Queryable } from '../database/index.ts'
import type { ConsentPurpose } from './resident.ts'

/** What stands in the register about a resident besides their card, for `XEM`. */
export type ResidentRecord = {
  readonly since: Date
  readonly platforms: readonly Platform[]
  readonly voterCheckedAt: Date | null
  readonly consents: readonly { readonly purpose: ConsentPurpose; readonly at: Date }[]
  readonly home: string | null
  readonly group: string | null
  readonly followed: string | null
}

const fullName = (column: 'unit_id' | 'group_unit_id' | 'followed_unit_id') => sql`(
  select u.full_name || coalesce((select ', ' || p.full_name from units p where p.id = u.path[2] and u.path[2] <> u.id), '')
  from units u where u.id = ${sql.raw(`r.${column}`)})`

export const residentRecord = async (db: Queryable, residentId: string): Promise<ResidentRecord | null> => {
  const [row] = await db.execute<{
    created_at: string
    voter_checked_at: string | null
    home: string | null
    grp: string | null
    followed: string | null
    platforms: string[] | null
    given: { purpose: ConsentPurpose; at: string }[] | null
  }>(sql`
    select r.created_at, r.voter_checked_at, ${fullName('unit_id')} as home, ${fullName('followed_unit_id')} as followed,
      (select u.full_name from units u where u.id = r.group_unit_id) as grp,
      (select array_agg(a.platform order by k.chat_id) from contacts k join accounts a on a.id = k.account_id
        where k.resident_id = r.id) as platforms,
      (select json_agg(json_build_object('purpose', last.purpose, 'at', last.at) order by
        array_position(array['relay', 'notices', 'statistics', 'cross_border'], last.purpose)) from (
        select distinct on (c.purpose) c.purpose, c.state, c.at from consents c
        where c.resident_id = r.id order by c.purpose, c.at desc, c.id desc
      ) last where last.state = 'given') as given
    from residents r where r.id = ${residentId}`)
  if (!row) return null
  return {
    since: new Date(row.created_at),
    platforms: (row.platforms ?? []) as Platform[],
    voterCheckedAt: row.voter_checked_at ? new Date(row.voter_checked_at) : null,
    consents: (row.given ?? []).map(({ purpose, at }) => ({ purpose, at: new Date(at) })),
    home: row.home,
    group: row.grp,
    followed: row.followed,
  }
}
