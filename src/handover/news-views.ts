import { sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { askersBehind } from '../questions/index.ts'
import type { HandoverState, Outcome, ReturnReason } from './handover.ts'

export type Follower = { readonly handoverId: string; readonly residentId: string; readonly step: number }

/** How far a matter is that was handed over; of those it went to, the one who leads. */
export type HandedOn = {
  readonly handoverId: string
  readonly itemId: string
  readonly number: number
  readonly title: string | null
  readonly unitName: string
  readonly to: string
  readonly state: HandoverState
  readonly sentOn: PlainDate
  readonly reason: ReturnReason | null
  /** Who is competent, as the one who gave it back says. */
  readonly competentBody: string | null
  readonly outcome: Outcome | null
  readonly outcomeWords: string | null
}

const links = sql`select n.id as key, x.item_id from news n join handover_items x on x.handover_id = n.id`

type Page = {
  readonly since: Date
  readonly after: Follower | null
  readonly residentId?: string
  readonly limit: number
}

/** Who asked a matter that was handed over, and has not heard of its newest step. */
export const untoldFollowers = async (database: Queryable, page: Page): Promise<Follower[]> => {
  const { after, residentId } = page
  const beyond =
    after === null ? sql`true` : sql`(n.id, a.resident_id) > (${after.handoverId}::uuid, ${after.residentId}::uuid)`
  const whose = residentId === undefined ? sql`true` : sql`a.resident_id = ${residentId}::uuid`
  const rows = await database.execute<{ id: string; resident_id: string; step: number }>(sql`
    with news as materialized (
      select h.id, h.step from handovers h where h.step > 0 and h.stepped_at > ${page.since.toISOString()}::timestamptz)
    select n.id, a.resident_id, n.step from news n join ${askersBehind(links)} a on a.key = n.id
    left join handover_tellings k on k.handover_id = n.id and k.resident_id = a.resident_id
    where coalesce(k.step, 0) < n.step and ${beyond} and ${whose} order by n.id, a.resident_id limit ${page.limit}`)
  return rows.map((row) => ({ handoverId: row.id, residentId: row.resident_id, step: row.step }))
}

const handedOn = async (database: Queryable, where: SQL): Promise<HandedOn[]> => {
  const rows = await database.execute(sql`
    select h.id as "handoverId", m.id as "itemId", m.number, m.title, u.full_name as "unitName",
      coalesce(t.full_name, p.body) as "to", h.state, h.dated::text as "sentOn", p.return_reason as reason,
      p.competent_body as "competentBody", x.outcome, x.outcome_words as "outcomeWords"
    from handovers h join handover_items x on x.handover_id = h.id
    join items i on i.id = x.item_id join items m on m.id = coalesce(i.merged_into, i.id)
    join handover_parties p on p.handover_id = h.id and p.seq = 0
    join units u on u.id = h.unit_id left join units t on t.id = p.unit_id
    where h.sent_at is not null and ${where} order by h.sent_at, m.number`)
  return rows as unknown as HandedOn[]
}

/** What a resident asked of the matters of these handovers, each matter once. */
export const handedOnTo = async (
  database: Queryable,
  followers: readonly Follower[],
): Promise<Map<string, HandedOn[]>> => {
  if (followers.length === 0) return new Map()
  const ids = [...new Set(followers.map(({ handoverId }) => handoverId))]
  const found = await handedOn(database, sql`h.id = any(${arrayLiteral(ids)}::uuid[])`)
  const own = await database.execute<{ item_id: string; resident_id: string }>(sql`
    select a.key as item_id, a.resident_id from ${askersBehind(sql`select unnest(
      ${arrayLiteral([...new Set(found.map(({ itemId }) => itemId))])}::uuid[]) as key, unnest(
      ${arrayLiteral([...new Set(found.map(({ itemId }) => itemId))])}::uuid[]) as item_id`)} a`)
  const asked = new Set(own.map((row) => `${row.item_id}:${row.resident_id}`))
  return new Map(
    followers.map((one) => [
      `${one.handoverId}:${one.residentId}`,
      found.filter((row) => row.handoverId === one.handoverId && asked.has(`${row.itemId}:${one.residentId}`)),
    ]),
  )
}

/** Where a matter was handed, the first time first. */
export const handedOnOfItem = async (database: Queryable, itemId: string): Promise<HandedOn[]> =>
  await handedOn(database, sql`m.id = ${itemId}::uuid`)
