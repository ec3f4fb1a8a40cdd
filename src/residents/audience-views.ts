import { sql, type SQL } from 'drizzle-orm'
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

const lastSaid = (purpose: 'notices' | 'cross_border', who: SQL = sql`r.id`) =>
  sql`(select c.state from consents c where c.resident_id = ${who} and c.purpose = ${purpose} order by c.at desc, c.id desc limit 1)`

/** Contacts through which something may go now; Telegram only while data may leave the country. */
const usable = (who?: SQL) => sql`(h.erase_at is null and h.reachability = 'reachable' and a.state <> 'disabled'
    and (a.platform <> 'telegram' or coalesce(${lastSaid('cross_border', who)} = 'given', false)))`

/** Zalo before Telegram before the web chat, then where they wrote last. */
const preferred = sql`
  select k.chat_id, k.account_id, a.platform from contacts k
  join chats h on h.id = k.chat_id join accounts a on a.id = k.account_id
  where k.resident_id = r.id and ${usable()}
  order by array_position(array['zalo', 'telegram', 'web', 'phone'], a.platform), h.last_inbound_at desc nulls last, k.chat_id
  limit 1`

// Three hashed look-ups; asked as one question of units for each person it takes longer than all the rest.
const belongs = (audience: Audience) => sql`
  r.created_at <= ${audience.bound.toISOString()}::timestamptz and r.notices_stopped_at is null
  and ${lastSaid('notices')} = 'given'
  and (r.unit_id in (select id from below) or r.group_unit_id in (select id from below)
    or r.followed_unit_id in (select id from below))`

/** One chat of a person through which something may go now. */
export type UsableContact = {
  readonly chatId: number
  readonly accountId: string
  readonly platform: Platform
  /** Last act of the person that opened the platform's window. */
  readonly windowOpenedAt: Date | null
  readonly lastInboundAt: Date | null
}

/** Somebody who wants notices, with all ways to them; none when nothing reaches them now. */
export type PersonInAudience = {
  /** Where they stand in the order of the pages. */
  readonly anchor: number
  readonly residentId: string
  readonly language: 'vi' | 'en'
  readonly reaches: readonly UsableContact[]
}

type PersonRow = {
  anchor: string
  resident_id: string
  language: string
  chat_id: string | null
  account_id: string
  platform: Platform
  is_usable: boolean
  window_opened_at: string | null
  last_inbound_at: string | null
}

const asDate = (value: string | null): Date | null => (value === null ? null : new Date(value))

/** At one of their contacts; `isOldest` where they have none before it. */
type Met = PersonInAudience & { readonly isOldest: boolean }

const asPersons = (rows: readonly PersonRow[]): Met[] =>
  [...Map.groupBy(rows, (row) => row.anchor)].map(([anchor, own]) => ({
    anchor: Number(anchor),
    residentId: own[0]?.resident_id ?? '',
    language: own[0]?.language === 'en' ? 'en' : 'vi',
    isOldest: own.every((row) => row.chat_id === null || Number(row.chat_id) >= Number(anchor)),
    reaches: own.flatMap((row) =>
      row.chat_id === null || !row.is_usable
        ? []
        : [
            {
              chatId: Number(row.chat_id),
              accountId: row.account_id,
              platform: row.platform,
              windowOpenedAt: asDate(row.window_opened_at),
              lastInboundAt: asDate(row.last_inbound_at),
            },
          ],
    ),
  }))

const withContacts = (people: SQL, bound: Date): SQL => sql`
  select p.anchor, p.resident_id, p.language, c.* from (${people}) p
  left join lateral (
    select k.chat_id, k.account_id, a.platform, h.window_opened_at, h.last_inbound_at,
      ${usable(sql`p.resident_id`)} as is_usable
    from contacts k join chats h on h.id = k.chat_id join accounts a on a.id = k.account_id
    where k.resident_id = p.resident_id and k.linked_at <= ${bound.toISOString()}::timestamptz
  ) c on true order by p.anchor, c.chat_id`

const lastContact = async (db: Queryable): Promise<number> => {
  const [row] = await db.execute<{ last: string | null }>(sql`select max(chat_id) as last from contacts`)
  return Number(row?.last ?? 0)
}

const peopleBetween = (audience: Audience, from: number, to: number, limit: number): SQL => sql`
  with below as materialized (
    select id from units where path && ${arrayLiteral(audience.unitIds)}::text[]
  )
  select k.chat_id as anchor, r.id as resident_id, r.language from contacts k join residents r on r.id = k.resident_id
  where k.chat_id > ${from} and k.chat_id <= ${to} and k.linked_at <= ${audience.bound.toISOString()}::timestamptz
    and ${belongs(audience)}
  order by k.chat_id limit ${limit}`

/**
 * The next people of an audience who want notices, each once. Pass `cursor` on as `after`, which begins at 0; null means
 * that this was the last page. A page may be shorter than `limit`.
 *
 * Looks at contacts in stretches that grow where few belong to the audience: asked for the first so many of all, the
 * database sorts a whole city for each page (measured for a fan-out to 100,000 people: 42 s, and 3 s so).
 */
export const audiencePage = async (
  db: Queryable,
  audience: Audience & { readonly after: number; readonly limit: number },
): Promise<{ readonly persons: readonly PersonInAudience[]; readonly cursor: number | null }> => {
  const { bound, after, limit } = audience
  const last = await lastContact(db)
  const found: PersonInAudience[] = []
  for (let from = after, stretch = limit; from < last; stretch *= 2) {
    const to = Math.min(last, from + stretch)
    const room = limit - found.length
    const next = asPersons(await db.execute<PersonRow>(withContacts(peopleBetween(audience, from, to, room), bound)))
    // Each person is met once, at their oldest contact, whatever contacts they open or lose while the pages are read.
    found.push(...next.filter((one) => one.isOldest))
    if (next.length === room) return { persons: found, cursor: next.at(-1)?.anchor ?? null }
    if (found.length >= limit / 2 && to < last) return { persons: found, cursor: to }
    from = to
  }
  return { persons: found, cursor: null }
}

/** The people whose chats these are, if they want notices still; the chat is their anchor. */
export const personsOfChats = async (
  db: Queryable,
  chatIds: readonly number[],
  bound: Date,
): Promise<PersonInAudience[]> => {
  const people = sql`
    select k.chat_id as anchor, r.id as resident_id, r.language from contacts k join residents r on r.id = k.resident_id
    where k.chat_id = any(${arrayLiteral(chatIds)}::bigint[]) and r.notices_stopped_at is null`
  return asPersons(await db.execute<PersonRow>(withContacts(people, bound)))
}

/** For something personal: these residents with all ways to them, notices wanted or not. */
export const personsById = async (
  db: Queryable,
  residentIds: readonly string[],
  bound: Date,
): Promise<PersonInAudience[]> => {
  const people = sql`
    select row_number() over (order by r.id) as anchor, r.id as resident_id, r.language from residents r
    where r.id = any(${arrayLiteral(residentIds)}::uuid[])`
  return asPersons(await db.execute<PersonRow>(withContacts(people, bound)))
}

/** For something personal: the best contact of each of these residents, notices wanted or not. */
export const preferredContacts = async (db: Queryable, residentIds: readonly string[]): Promise<ReachableContact[]> => {
  const rows = await db.execute<Row>(sql`
    select 0 as anchor, r.id as resident_id, r.language, best.chat_id, best.account_id from residents r
    join lateral (${preferred}) best on true
    where r.id = any(${arrayLiteral(residentIds)}::uuid[]) order by r.id`)
  return rows.flatMap(asContact)
}
