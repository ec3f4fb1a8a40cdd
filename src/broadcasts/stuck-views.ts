import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { refOf } from './broadcast.ts'

/** An account through which messages of a broadcast wait for more than their turn. */
export type StuckAccount = {
  readonly accountId: string
  readonly name: string
  readonly messages: number
  /**
   * `off`: an administrator ended it, or its permission is gone. `trouble`: the platform takes nothing from it until a
   * person acts; it is tried again now and then. `pause`: the platform asked us to wait.
   */
  readonly why: 'off' | 'trouble' | 'pause'
  /** When it is tried again; null while it is off. */
  readonly until: Date | null
}

/** Where a broadcast stands still although it is being sent; the account with the most messages first. */
export const stuckAccounts = async (db: Queryable, broadcastId: string, now: Date): Promise<StuckAccount[]> => {
  const at = now.toISOString()
  const rows = await db.execute<{
    id: string
    name: string
    state: string
    trouble: string | null
    until: string | null
    messages: string
  }>(sql`
    select a.id, a.name, a.state, a.trouble, greatest(a.paused_until, l.paused_until) as until, w.messages
    from (select account_id, count(*) as messages from outbox
      where ref = ${refOf(broadcastId)} and state = 'waiting' group by account_id) w
    join accounts a on a.id = w.account_id join lanes l on l.id = a.lane
    where a.state <> 'active' or greatest(a.paused_until, l.paused_until) > ${at}::timestamptz
    order by w.messages desc, a.id`)
  return rows.map((row) => ({
    accountId: row.id,
    name: row.name,
    messages: Number(row.messages),
    why: row.state === 'active' ? (row.trouble === null ? 'pause' : 'trouble') : 'off',
    until: row.state === 'active' && row.until !== null ? new Date(row.until) : null,
  }))
}
