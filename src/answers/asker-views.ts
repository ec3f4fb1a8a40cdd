import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { openOwnWords } from '../questions/index.ts'

export type Asker = { readonly answerId: string; readonly residentId: string }

/** Whoever asked a matter: the known authors of its opinions, and who supports it. */
export const askersOf = async (
  database: Queryable,
  { itemId, answerId }: { readonly itemId: string; readonly answerId: string },
): Promise<Asker[]> => {
  const rows = await database.execute<{ resident_id: string }>(sql`
    select p.resident_id from opinions o join opinion_authors p on p.opinion_id = o.id
    where o.item_id = ${itemId}::uuid and o.state = 'received' and o.triage = 'kept'
    union select s.resident_id from item_supports s where s.item_id = ${itemId}::uuid`)
  return rows.map((row) => ({ answerId, residentId: row.resident_id }))
}

/** Whose opinion or support came to an answered matter afterwards, once nobody has undone that. */
export const lateAskers = async (
  database: Queryable,
  between: { readonly since: Date; readonly until: Date },
): Promise<Asker[]> => {
  const rows = await database.execute<{ id: string; resident_id: string }>(sql`
    with standing as (
      select a.id, a.item_id from item_answers a join items i on i.id = a.item_id and i.state = 'open'
      where a.state = 'approved' and i.updated_at > a.approved_at
        and i.updated_at > ${between.since.toISOString()}::timestamptz
        and i.updated_at <= ${between.until.toISOString()}::timestamptz
        and not exists (select 1 from item_answers n
          where n.item_id = a.item_id and n.seq > a.seq and n.state = 'approved')
        and not exists (select 1 from item_reopenings r where r.answer_id = a.id)),
    askers as (
      select s.id, p.resident_id from standing s
      join opinions o on o.item_id = s.item_id and o.state = 'received' and o.triage = 'kept'
      join opinion_authors p on p.opinion_id = o.id
      union select s.id, u.resident_id from standing s join item_supports u on u.item_id = s.item_id)
    select x.id, x.resident_id from askers x
    where not exists (select 1 from answer_tellings t where t.answer_id = x.id and t.resident_id = x.resident_id)
    order by x.id, x.resident_id limit 2000`)
  return rows.map((row) => ({ answerId: row.id, residentId: row.resident_id }))
}

export type OwnWords = {
  readonly opinionId: string
  readonly code: string | null
  readonly words: string
  readonly sentAt: Date
}
export type AskedWhat = { readonly own: readonly OwnWords[]; readonly isSupporter: boolean }

/** What each of these people has asked of the matter that an answer belongs to; their own words only. */
export const whatTheyAsked = async (
  database: Queryable,
  keyring: Keyring,
  askers: readonly Asker[],
): Promise<Map<string, AskedWhat>> => {
  if (askers.length === 0) return new Map()
  const pairs = sql`unnest(${arrayLiteral(askers.map((one) => one.answerId))}::uuid[],
    ${arrayLiteral(askers.map((one) => one.residentId))}::uuid[]) as x (answer_id, resident_id)`
  const opinions = await database.execute<{ answer_id: string; resident_id: string; opinion_id: string }>(sql`
    select x.answer_id, x.resident_id, o.id as opinion_id from ${pairs}
    join item_answers a on a.id = x.answer_id
    join opinion_authors p on p.resident_id = x.resident_id
    join opinions o on o.id = p.opinion_id and o.item_id = a.item_id and o.state = 'received' and o.triage = 'kept'
    order by o.received_at, o.id`)
  const supports = await database.execute<{ answer_id: string; resident_id: string }>(sql`
    select distinct x.answer_id, x.resident_id from ${pairs}
    join item_answers a on a.id = x.answer_id
    join item_supports s on s.item_id = a.item_id and s.resident_id = x.resident_id`)
  const keyOf = (row: { answer_id: string; resident_id: string }): string => `${row.answer_id}:${row.resident_id}`
  const words = await openOwnWords(
    database,
    keyring,
    opinions.map((row) => row.opinion_id),
  )
  const supporters = new Set(supports.map(keyOf))
  const byAsker = Map.groupBy(opinions, keyOf)
  return new Map(
    askers.map(({ answerId, residentId }) => {
      const key = `${answerId}:${residentId}`
      const own = (byAsker.get(key) ?? []).flatMap(({ opinion_id }) => {
        const found = words.get(opinion_id)
        return found ? [{ opinionId: opinion_id, ...found }] : []
      })
      return [key, { own, isSupporter: supporters.has(key) }]
    }),
  )
}
