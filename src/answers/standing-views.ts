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

const standing = sql`case when a.id is null then 'waiting'
  when a.state = 'approved' and exists (select 1 from item_reopenings r where r.answer_id = a.id) then 'reopened'
  when a.state = 'approved' then 'answered' else a.state end`

/** Open matters of these units and all below, each with its newest answer. */
const matters = (unitIds: readonly string[]): SQL => sql`
  select i.id, i.unit_id, i.number, i.title, i.opinion_count, i.support_count, i.created_at, ${standing} as standing,
    a.decision, a.answering_body, a.answered_on::text as answered_on, a.approved_at
  from items i join units u on u.id = i.unit_id and u.path && ${arrayLiteral(unitIds)}::text[]
  left join lateral (select * from item_answers n where n.item_id = i.id order by n.seq desc limit 1) a on true
  where i.state = 'open'`

type Row = {
  id: string
  unit_id: string
  number: number
  title: string | null
  opinion_count: number
  support_count: number
  created_at: string
  standing: Standing
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
  const order = asked.standing === 'answered' ? sql`approved_at desc, id` : sql`created_at, id`
  const rows = await database.execute<Row>(sql`
    select * from (${matters(asked.unitIds)}) m where standing = ${asked.standing}
    order by ${order} limit ${asked.limit} offset ${asked.offset ?? 0}`)
  return rows.map((row) => ({
    itemId: row.id,
    unitId: row.unit_id,
    number: row.number,
    title: row.title,
    opinionCount: row.opinion_count,
    supportCount: row.support_count,
    createdAt: new Date(row.created_at),
    standing: row.standing,
    decision: row.decision,
    answeringBody: row.answering_body,
    answeredOn: row.answered_on as PlainDate | null,
  }))
}

export const countAnswering = async (
  database: Queryable,
  unitIds: readonly string[],
): Promise<Readonly<Record<Standing, number>>> => {
  const rows = await database.execute<{ standing: Standing; n: number }>(sql`
    select standing, count(*)::int as n from (${matters(unitIds)}) m group by standing`)
  const counts = { waiting: 0, draft: 0, asked: 0, sent_back: 0, reopened: 0, answered: 0 }
  for (const { standing: name, n } of rows) counts[name] = n
  return counts
}

/** How far one open matter is; nothing for one that was joined to another or is empty. */
export const standingOfItem = async (database: Queryable, itemId: string): Promise<Standing | undefined> => {
  const [row] = await database.execute<{ standing: Standing }>(sql`
    select ${standing} as standing from items i
    left join lateral (select * from item_answers n where n.item_id = i.id order by n.seq desc limit 1) a on true
    where i.id = ${itemId}::uuid and i.state = 'open'`)
  return row?.standing
}
