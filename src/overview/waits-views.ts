import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

/** What waits for somebody, by who that is. */
export type WaitKind = 'triage' | 'contests' | 'approvals' | 'desk' | 'requests' | 'late_requests'

export type Wait = {
  readonly kind: WaitKind
  readonly count: number
  /** Since when the oldest of them has been waiting; of late requests the day on which it was due. */
  readonly since: Date
  /** In which place it waits, with the oldest of it. */
  readonly where: string
}

type Row = { kind: WaitKind; n: string; since: string; where: string }

/** One thing that waits, without a word of any resident. */
export type Waiting = {
  readonly id: string
  readonly since: Date
  readonly where: string
  /** The session that it belongs to; null for talks, and for what came in outside sessions. */
  readonly session: string | null
}

type Asked = { readonly unitId: string; readonly today: string }

const everything = ({ unitId, today }: Asked) => {
  const here = sql`u.path @> array[${unitId}]::text[]`
  return sql`
      select 'contests' as kind, o.id::text as id, r.contested_at as since, u.full_name as place, o.dialogue_id
      from opinion_refusals r join opinions o on o.id = r.opinion_id join units u on u.id = o.unit_id
      where r.contested_at is not null and r.decided_at is null and r.undone_at is null and ${here}
      union all
      select 'approvals', b.id::text, b.updated_at, u.full_name, b.dialogue_id
      from broadcasts b join units u on u.id = b.unit_id where b.state = 'draft' and ${here}
      union all
      select 'desk', '', t.last_at, u.full_name, null
      from desk_threads t join units u on u.id = t.unit_id where t.state = 'waiting' and ${here}
      union all
      select case when a.due_on < ${today}::date then 'late_requests' else 'requests' end, a.id::text,
        case when a.due_on < ${today}::date then a.due_on::timestamp at time zone 'Asia/Ho_Chi_Minh' else a.created_at end,
        u.full_name, a.dialogue_id
      from answer_requests a join units u on u.id = a.unit_id where a.state = 'asked' and ${here}`
}

/**
 * What waits in a unit and below it, for whom and since when, the longest first: opinions for a Front officer, contests
 * for another one, drafts for an approver, talks for the desk, draft answers for agencies.
 */
export const waitsOf = async (database: Queryable, asked: Asked): Promise<Wait[]> => {
  const rows = await database.execute<Row>(sql`
    with waits as (${everything(asked)})
    select kind, count(*) as n, min(since) as since, (array_agg(place order by since))[1] as "where"
    from waits group by kind order by min(since)`)
  return rows.map((row) => ({ kind: row.kind, count: Number(row.n), since: new Date(row.since), where: row.where }))
}

/** What stands behind one of these figures, the longest first, up to `limit`. */
export const waitingOf = async (
  database: Queryable,
  asked: Asked & { readonly kind: Exclude<WaitKind, 'triage'>; readonly limit: number },
): Promise<Waiting[]> => {
  const rows = await database.execute<{ id: string; since: string; place: string; session: string | null }>(sql`
    with waits as (${everything(asked)})
    select w.id, w.since, w.place, d.title as session from waits w left join dialogues d on d.id = w.dialogue_id
    where w.kind = ${asked.kind} order by w.since, w.id limit ${asked.limit}`)
  return rows.map(({ id, since, place, session }) => ({ id, since: new Date(since), where: place, session }))
}
