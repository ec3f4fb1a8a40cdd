import { sql } from 'drizzle-orm'
import type { Platform } from '../channels/port.ts'
import { arrayLiteral, type Queryable } from '../database/index.ts'

/** One person and the one contact on which they get what is sent to many. */
export type ReachableContact = {
  readonly chatId: number
  readonly accountId: string
  readonly residentId: string
  readonly language: 'vi' | 'en'
}

export type Audience = {
  /** Each with all that lies below it. */
  readonly unitIds: readonly string[]
  /** Who joined after this moment is not in it. */
  readonly bound: Date
}

type Row = { anchor: string; chat_id: string | null; account_id: string | null; resident_id: string; language: string }

const asContact = (row: Row): ReachableContact[] =>
  row.chat_id === null || row.account_id === null
    ? []
    : [
        {
          chatId: Number(row.chat_id),
          accountId: row.account_id,
          residentId: row.resident_id,
          language: row.language === 'en' ? 'en' : 'vi',
        },
      ]

const lastSaid = (purpose: 'notices' | 'cross_border') =>
  sql`(select c.state from consents c where c.resident_id = r.id and c.purpose = ${purpose} order by c.at desc, c.id desc limit 1)`

/** Zalo before Telegram before the web chat before a bare number, then where they wrote last; Telegram only while data may leave. */
const preferred = (bound: Date) => sql`
  select k.chat_id, k.account_id, a.platform from contacts k
  join chats h on h.id = k.chat_id join accounts a on a.id = k.account_id
  where k.resident_id = r.id and k.linked_at <= ${bound.toISOString()}::timestamptz and h.erase_at is null
    and h.reachability = 'reachable' and a.state <> 'disabled'
    and (a.platform <> 'telegram' or ${lastSaid('cross_border')} = 'given')
  order by array_position(array['zalo', 'telegram', 'web', 'phone'], a.platform), h.last_inbound_at desc nulls last, k.chat_id
  limit 1`

const belongs = (audience: Audience) => sql`
  r.created_at <= ${audience.bound.toISOString()}::timestamptz and r.notices_stopped_at is null
  and ${lastSaid('notices')} = 'given'
  and exists (select 1 from units u where u.id in (r.unit_id, r.group_unit_id, r.followed_unit_id)
    and u.path && ${arrayLiteral(audience.unitIds)}::text[])`

/** Each person is met once, at their oldest contact, whatever contacts they open or lose while the pages are read. */
const isAnchor = (bound: Date) => sql`
  k.linked_at <= ${bound.toISOString()}::timestamptz and not exists (
    select 1 from contacts e where e.resident_id = k.resident_id and e.chat_id < k.chat_id
      and e.linked_at <= ${bound.toISOString()}::timestamptz)`

/**
 * The next people of an audience who want notices, one contact each: nobody gets the same notice on two channels. Pass
 * `cursor` on as `after`, never a chat's id; null means that this was the last page. A page may be shorter than `limit`.
 */
export const audiencePage = async (
  db: Queryable,
  audience: Audience & { readonly after: number; readonly limit: number },
): Promise<{ readonly recipients: readonly ReachableContact[]; readonly cursor: number | null }> => {
  const { bound, after, limit } = audience
  const rows = await db.execute<Row>(sql`
    select p.anchor, p.resident_id, p.language, best.chat_id, best.account_id
    from (
      select k.chat_id as anchor, r.id as resident_id, r.language from contacts k join residents r on r.id = k.resident_id
      where k.chat_id > ${after} and ${isAnchor(bound)} and ${belongs(audience)}
      order by k.chat_id limit ${limit}
    ) p join residents r on r.id = p.resident_id
    left join lateral (${preferred(bound)}) best on true
    order by p.anchor`)
  const last = rows.at(-1)
  return {
    recipients: rows.flatMap(asContact),
    cursor: last && rows.length === limit ? Number(last.anchor) : null,
  }
}

export type AudienceCount = {
  /** People who want notices. */
  readonly persons: number
  /** Of these, by the platform on which they would get one. */
  readonly byPlatform: Readonly<Record<Platform, number>>
  /** Of these, whom no channel reaches now. */
  readonly unreachable: number
}

/** How many a notice would reach, before anybody is written to. */
export const countAudience = async (db: Queryable, audience: Audience): Promise<AudienceCount> => {
  const rows = await db.execute<{ platform: string | null; persons: string }>(sql`
    select best.platform, count(*) as persons from residents r
    left join lateral (${preferred(audience.bound)}) best on true
    where ${belongs(audience)} group by best.platform`)
  const of = (platform: string | null): number => Number(rows.find((row) => row.platform === platform)?.persons ?? 0)
  return {
    persons: rows.reduce((sum, row) => sum + Number(row.persons), 0),
    byPlatform: { zalo: of('zalo'), telegram: of('telegram'), web: of('web'), phone: of('phone') },
    unreachable: of(null),
  }
}

/** For something personal: the best contact of each of these residents, notices wanted or not. */
export const preferredContacts = async (db: Queryable, residentIds: readonly string[]): Promise<ReachableContact[]> => {
  const rows = await db.execute<Row>(sql`
    select 0 as anchor, r.id as resident_id, r.language, best.chat_id, best.account_id from residents r
    join lateral (${preferred(new Date('9999-12-31T00:00:00Z'))}) best on true
    where r.id = any(${arrayLiteral(residentIds)}::uuid[]) order by r.id`)
  return rows.flatMap(asContact)
}
