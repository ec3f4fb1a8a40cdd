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

/**
 * What waits in a unit and below it, for whom and since when, the longest first: opinions for a Front officer, contests
 * for another one, drafts for an approver, talks for the desk, draft answers for agencies.
 */
export const waitsOf = async (
  database: Queryable,
  asked: { readonly unitId: string; readonly today: string },
): Promise<Wait[]> => {
  const here = sql`u.path @> array[${asked.unitId}]::text[]`
  const rows = await database.execute<Row>(sql`
    with waits as (
      select 'contests' as kind, r.contested_at as since, u.full_name as place
      from opinion_refusals r join opinions o on o.id = r.opinion_id join units u on u.id = o.unit_id
      where r.contested_at is not null and r.decided_at is null and r.undone_at is null and ${here}
      union all
      select 'approvals', b.updated_at, u.full_name
      from broadcasts b join units u on u.id = b.unit_id where b.state = 'draft' and ${here}
      union all
      select 'desk', t.last_at, u.full_name
      from desk_threads t join units u on u.id = t.unit_id where t.state = 'waiting' and ${here}
      union all
      select case when a.due_on < ${asked.today}::date then 'late_requests' else 'requests' end,
        case when a.due_on < ${asked.today}::date then a.due_on::timestamp at time zone 'Asia/Ho_Chi_Minh' else a.created_at end,
        u.full_name
      from answer_requests a join units u on u.id = a.unit_id where a.state = 'asked' and ${here}
    )
    select kind, count(*) as n, min(since) as since, (array_agg(place order by since))[1] as "where"
    from waits group by kind order by min(since)`)
  return rows.map((row) => ({ kind: row.kind, count: Number(row.n), since: new Date(row.since), where: row.where }))
}
