import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { addDays, atVietnamTime, type PlainDate } from '../kernel/calendar/plain-date.ts'

/** One matter in the appendix of a report: never who asks, and no words but its neutral title. */
export type AppendixLine = {
  readonly id: string
  readonly unitName: string
  readonly session: string | null
  readonly number: number
  readonly title: string | null
  readonly topic: string | null
  readonly opinionClass: string
  readonly opinionCount: number
  readonly supportCount: number
  readonly state: 'open' | 'empty'
  readonly decision: string | null
  readonly answeringBody: string | null
}

type Asked = { readonly unitId: string; readonly fromOn: PlainDate; readonly untilOn: PlainDate }

const pageSize = 1_000

/** The matters of a unit and all below it in a period, a thousand at a time in the order of their ids. */
export const appendixLines = async function* (
  database: Queryable,
  { unitId, fromOn, untilOn }: Asked,
): AsyncGenerator<AppendixLine> {
  const from = atVietnamTime(fromOn, '00:00').toISOString()
  const until = atVietnamTime(addDays(untilOn, 1), '00:00').toISOString()
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await database.execute<AppendixLine>(sql`
      select i.id, u.full_name as "unitName", d.title as session, i.number, i.title, t.name_vi as topic,
        i.opinion_class as "opinionClass", i.opinion_count as "opinionCount", i.support_count as "supportCount",
        i.state, a.decision, a.answering_body as "answeringBody"
      from items i join units u on u.id = i.unit_id and u.path @> array[${unitId}]::text[]
      left join dialogues d on d.id = i.dialogue_id left join topics t on t.id = i.topic_id
      left join lateral (
        select n.decision, n.answering_body from item_answers n where n.item_id = i.id and n.state = 'approved'
          and not exists (select 1 from item_reopenings r where r.answer_id = n.id)
        order by n.seq desc limit 1) a on true
      where i.state <> 'merged' and i.id > ${after}::uuid
        and coalesce(d.starts_at, i.created_at) >= ${from}::timestamptz
        and coalesce(d.starts_at, i.created_at) < ${until}::timestamptz
      order by i.id limit ${pageSize}`)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = last.id
  }
}
