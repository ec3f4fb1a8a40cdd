import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

export type AccountEvent = {
  readonly at: Date
  readonly name: string
  readonly values: Readonly<Record<string, string | number>>
}

/** The newest of an account that concern its templates and quotas. */
export const accountEvents = async (
  database: Queryable,
  query: { readonly accountId: string; readonly limit: number },
): Promise<AccountEvent[]> => {
  const rows = await database.execute<{ at: string; name: string; values: Record<string, string | number> }>(sql`
    select at, name, "values" from account_events where account_id = ${query.accountId} and name like 'change%'
    order by at desc, id desc limit ${query.limit}`)
  return rows.map(({ at, name, values }) => ({ at: new Date(at), name, values }))
}

export type Ratings = { readonly count: number; readonly average: number | null }

/** How templates of an account were rated since then, one star to five. Nobody's words, nobody's name. */
export const ratingsOf = async (
  database: Queryable,
  query: { readonly accountId: string; readonly since: Date },
): Promise<Ratings> => {
  const [row] = await database.execute<{ count: string; average: string | null }>(sql`
    select count(*) as count, avg(("values" ->> 'rate')::numeric) as average from account_events
    where account_id = ${query.accountId} and name = 'user_feedback' and at >= ${query.since.toISOString()}::timestamptz
      and "values" ->> 'rate' ~ '^[1-5]$'`)
  return { count: Number(row?.count ?? 0), average: row?.average ? Number(row.average) : null }
}
