import { sql } from 'drizzle-orm'
import { refOf } from '../../broadcasts/index.ts'
import { arrayLiteral, type Queryable } from '../../database/index.ts'
import { footingOf, footings } from './counting-ways.ts'
import type { GroupCounts, WayCounts } from './proof.ts'

export type Outcomes = {
  readonly ways: readonly WayCounts[]
  /** By village or ward group; under the empty text those of whom no group is known. */
  readonly byGroup: ReadonlyMap<string, GroupCounts>
  /** Of the messages that count. */
  readonly firstCountedAt: Date | null
  readonly firstSentAt: Date | null
  readonly lastSentAt: Date | null
}

type Row = Record<string, string | null>

const amounts = ['persons', 'sent', 'counted', 'delivered', 'seen', 'refused', 'unreachable', 'uncertain'] as const
type Amounts = Record<(typeof amounts)[number], number>

const sumOf = (rows: readonly Row[]): Amounts =>
  Object.fromEntries(
    amounts.map((name) => [name, rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0)]),
  ) as Amounts

const wayCounts = (way: string, rows: readonly Row[]): WayCounts => {
  const sum = sumOf(rows)
  const unsent = sum.persons - sum.sent - sum.refused - sum.unreachable - sum.uncertain
  return { way, footing: footingOf(way), ...sum, unsent }
}

const groupCounts = (rows: readonly Row[]): GroupCounts => {
  const { persons, sent, counted } = sumOf(rows)
  return { persons, counted, onlyExtra: sent - counted, unreached: persons - sent }
}

const moments = (rows: readonly Row[], name: string): Date[] =>
  rows.flatMap((row) => (row[name] ? [new Date(row[name])] : [])).toSorted((one, other) => Number(one) - Number(other))

/**
 * What became of one broadcast's messages, by the way that was chosen for each person and by their village or ward
 * group; counted, never listed. A social network counts for whom the group had agreed to it on the day of sending.
 */
export const outcomesOf = async (
  db: Queryable,
  broadcast: { readonly id: string; readonly audienceUnits: readonly string[] },
): Promise<Outcomes> => {
  const rows = await db.execute<Row>(sql`
    with last as (
      select distinct on (h.chat_id) h.chat_id, h.outcome, h.finished_at, h.delivered_at, h.seen_at
      from outbox_history h where h.ref = ${refOf(broadcast.id)}
      order by h.chat_id, (h.outcome = 'sent') desc, h.finished_at desc
    ), footing as (
      select key as way, value as needs from jsonb_each_text(${JSON.stringify(footings)}::text::jsonb)
    ), told as (
      select r.way, g.id as group_id, l.outcome, l.finished_at, l.delivered_at, l.seen_at,
        coalesce(l.outcome = 'sent', false) and (f.needs = 'by-itself' or exists (
          select 1 from unit_networks n where n.unit_id = g.id and n.kind = f.needs
            and n.since <= (l.finished_at at time zone 'Asia/Ho_Chi_Minh')::date
            and (n.ended_on is null or n.ended_on > (l.finished_at at time zone 'Asia/Ho_Chi_Minh')::date)
        )) as counts
      from broadcast_recipients r
        join footing f on f.way = r.way
        left join last l on l.chat_id = r.chat_id
        left join contacts c on c.chat_id = r.chat_id
        left join residents p on p.id = c.resident_id
        left join units g on g.id = coalesce(p.group_unit_id, p.unit_id) and g.level = 'group'
          and g.path && ${arrayLiteral(broadcast.audienceUnits)}::text[]
      where r.broadcast_id = ${broadcast.id}::uuid
    )
    select way, group_id, count(*) as persons,
      count(*) filter (where outcome = 'sent') as sent,
      count(*) filter (where counts) as counted,
      count(*) filter (where outcome = 'sent' and delivered_at is not null) as delivered,
      count(*) filter (where outcome = 'sent' and seen_at is not null) as seen,
      count(*) filter (where outcome = 'refused') as refused,
      count(*) filter (where outcome = 'unreachable') as unreachable,
      count(*) filter (where outcome = 'uncertain') as uncertain,
      min(finished_at) filter (where counts) as first_counted,
      min(finished_at) filter (where outcome = 'sent') as first_sent,
      max(finished_at) filter (where outcome = 'sent') as last_sent
    from told group by way, group_id order by way`)
  const ways = Map.groupBy(rows, (row) => row['way'] ?? '')
  const groups = Map.groupBy(rows, (row) => row['group_id'] ?? '')
  return {
    ways: [...ways].map(([way, of]) => wayCounts(way, of)),
    byGroup: new Map([...groups].map(([id, of]) => [id, groupCounts(of)])),
    firstCountedAt: moments(rows, 'first_counted')[0] ?? null,
    firstSentAt: moments(rows, 'first_sent')[0] ?? null,
    lastSentAt: moments(rows, 'last_sent').at(-1) ?? null,
  }
}
