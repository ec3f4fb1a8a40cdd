import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

/**
 * An account can send nothing by this way for a while: `paid` (the paid quota), `templates` (the quota of the day) or
 * `template:<id>`. What is closed without an end stays so, whatever a single refusal says; `until` null has no end.
 */
export const closeWay = async (
  database: Queryable,
  closed: {
    readonly accountId: string
    readonly what: string
    readonly why: string
    readonly since: Date
    readonly until: Date | null
  },
): Promise<void> => {
  await database.execute(sql`
    insert into closed_ways (account_id, what, why, since, until)
    select id, ${closed.what}, ${closed.why}, ${closed.since.toISOString()}::timestamptz,
      ${closed.until?.toISOString() ?? null}::timestamptz
    from accounts where id = ${closed.accountId}
    on conflict (account_id, what) do update set why = excluded.why, since = excluded.since, until = excluded.until
    where closed_ways.until is not null`)
}

/** The platform has told that it is open again. */
export const openWay = async (database: Queryable, accountId: string, what: string): Promise<void> => {
  await database.execute(sql`delete from closed_ways where account_id = ${accountId} and what = ${what}`)
}
