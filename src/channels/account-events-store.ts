import { sql } from 'drizzle-orm'
import type { Scope } from '../database/index.ts'

// What is asked about later. Tags and groups are our own doing, and there are too many of them.
const kept = /^(?:user_feedback|sms-failed|change_oa_daily_quota|change_template_\w+)$/
const keptDays = 400

/** Whose template was rated or answered is for the turn at hand; what is kept leads to nobody. */
const countable = (values: Readonly<Record<string, string | number>>): Readonly<Record<string, string | number>> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'trackingId' && name !== 'data'))

/** Keeps an event of an account, and lets go of what is older than about a year. */
export const noteAccountEvent = async (
  { tx }: Scope,
  event: {
    readonly accountId: string
    readonly at: Date
    readonly name: string
    readonly values: Readonly<Record<string, string | number>>
  },
): Promise<void> => {
  if (!kept.test(event.name)) return
  const at = event.at.toISOString()
  await tx.execute(sql`
    with old as (
      delete from account_events where account_id = ${event.accountId}
        and at < ${at}::timestamptz - make_interval(days => ${keptDays})
    )
    insert into account_events (account_id, at, name, "values")
    select id, ${at}::timestamptz, ${event.name}, ${JSON.stringify(countable(event.values))}::text::jsonb
    from accounts where id = ${event.accountId}`)
}
