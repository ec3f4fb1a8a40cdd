import { sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Decision } from './answer.ts'

/** How far a matter is: nothing written, written, before the second person, sent back, told, opened again. */
export const standings = ['waiting', 'draft', 'asked', 'sent_back', 'reopened', 'answered'] as const
export type Standing = (typeof standings)[number]

/** A matter in the list of answers: never who asks. */
export type AnsweringItem = {
  readonly itemId: string
  readonly unitId: string
  readonly number: number
  readonly title: string | null
  readonly opinionCount: number
  readonly supportCount: number
  readonly createdAt: Date
  readonly standing: Standing
  readonly decision: Decision | null
  readonly answeringBody: string | null
  readonly answeredOn: PlainDate | null
}

/** Matters of one standing are counted so far; this number stands for more. */
export const countedMax = 1_001

const isReopened = sql`exists (select 1 from item_reopenings r where r.answer_id = a.id)`

const fitting: Readonly<Record<Exclude<Standing, 'waiting'>, SQL>> = {
  draft: sql`a.state = 'draft'`,
  asked: sql`a.state = 'asked'`,
  sent_back: sql`a.state = 'sent_back'`,
  reopened: sql`a.state = 'approved' and ${isReopened}`,
  answered: sql`a.state = 'approved' and not ${isReopened}`,
}

const inUnits = (unitIds: readonly string[]): SQL => sql`u.path && ${arrayLiteral(unitIds)}::text[]`

/** A matter never leaves its unit, so the unit of an answer is that of its matter. */
const begun = (unitIds: readonly string[], standing: Exclude<Standing, 'waiting'>): SQL => sql`
  from units u join item_answers a on a.unit_id = u.id and ${fitting[standing]}
    and not exists (select 1 from item_answers n where n.item_id = a.item_id and n.seq > a.seq)
  join items i on i.id = a.item_id and i.state = 'open' where ${inUnits(unitIds)}`

const isUnanswered = sql`i.state = 'open' and not exists (select 1 from item_answers n where n.item_id = i.id)`

const matter = sql`i.id, i.unit_id, i.number, i.title, i.opinion_count, i.support_count, i.created_at`

type Row = {
  id: string
  unit_id: string
  number: number
  title: string | null
  opinion_count: number
  support_count: number
  created_at: string
  decision: Decision | null
  answering_body: string | null
  answered_on: string | null
}

/** The oldest first while something is owed, the newest first of what was told. */
export const listAnswering = async (
  database: Queryable,
  asked: {
    readonly unitIds: readonly string[]
    readonly standing: Standing
    readonly limit: number
    readonly offset?: number
  },
): Promise<AnsweringItem[]> => {
  const { standing, unitIds, limit, offset = 0 } = asked
  const rows = await database.execute<Row>(
    standing === 'waiting'
      ? // The oldest of each unit, and of those the oldest: no unit is read to its end.
        sql`
        select m.*, null as decision, null as answering_body, null as answered_on from units u cross join lateral (
          select ${matter} from items i where i.unit_id = u.id and ${isUnanswered}
          order by i.created_at, i.id limit ${offset + limit}) m
        where ${inUnits(unitIds)} order by m.created_at, m.id limit ${limit} offset ${offset}`
      : sql`
        select ${matter}, a.decision, a.answering_body, a.answered_on::text as answered_on ${begun(unitIds, standing)}
        order by ${standing === 'answered' ? sql`a.approved_at desc, i.id` : sql`i.created_at, i.id`}
        limit ${limit} offset ${offset}`,
  )
  return rows.map((row) => ({
    itemId: row.id,
    unitId: row.unit_id,
    number: row.number,
    title: row.title,
    opinionCount: row.opinion_count,
    supportCount: row.support_count,
    createdAt: new Date(row.created_at),
    standing,
    decision: row.decision,
    answeringBody: row.answering_body,
    answeredOn: row.answered_on as PlainDate | null,
  }))
}

/**
 * How many matters are owed an answer in each of these ways, by `countedMax` at most; `exceptBy` leaves out what this
 * officer wrote.
 */
export const countAnswering = async <Asked extends Standing>(
  database: Queryable,
  unitIds: readonly string[],
  asked: readonly Asked[],
  exceptBy: string | null = null,
): Promise<Readonly<Record<Asked, number>>> => {
  const byOthers = exceptBy === null ? sql`true` : sql`a.written_by <> ${exceptBy}::uuid`
  const parts = asked.map((standing) =>
    standing === 'waiting'
      ? sql`(select count(*) from (select 1 from units u join items i on i.unit_id = u.id and ${isUnanswered}
          where ${inUnits(unitIds)} limit ${countedMax}) m)`
      : sql`(select count(*) from (select 1 ${begun(unitIds, standing)}
          and ${byOthers} limit ${countedMax}) m)`,
  )
  const [row] = await database.execute<{ counts: number[] }>(
    sql`select array[${sql.join(parts, sql`, `)}]::int[] as counts`,
  )
  return Object.fromEntries(asked.map((standing, at) => [standing, row?.counts[at] ?? 0])) as Record<Asked, number>
}

const standing = sql`case when a.id is null then 'waiting' when a.state = 'approved' and ${isReopened} then 'reopened'
  when a.state = 'approved' then 'answered' else a.state end`

/** How far one open matter is; nothing for one that was joined to another or is empty. */
export const standingOfItem = async (database: Queryable, itemId: string): Promise<Standing | undefined> => {
  const [row] = await database.execute<{ standing: Standing }>(sql`
    select ${standing} as standing from items i
    left join lateral (select * from item_answers n where n.item_id = i.id order by n.seq desc limit 1) a on true
    where i.id = ${itemId}::uuid and i.state = 'open'`)
  return row?.standing
}
