import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { refOf } from './broadcast.ts'

/** An account that cannot send by some of its ways now, as far as a broadcast is concerned. */
export type ClosedAccount = {
  readonly accountId: string
  readonly name: string
  /** `paid`, `templates` or `template:<id>`. */
  readonly what: readonly string[]
  /** People who get it when they write, or when the way opens again. */
  readonly held: number
  /** Messages that came back and stand for nobody any more: their people went another way or are held. */
  readonly moved: number
  /** When it is tried again by itself; null where nobody is held. */
  readonly againAt: Date | null
}

/** What closed while a broadcast was being sent, and is closed still. */
export const closedAccounts = async (db: Queryable, broadcastId: string, now: Date): Promise<ClosedAccount[]> => {
  const rows = await db.execute<{
    id: string
    name: string
    what: string[]
    held: string
    moved: string
    again_at: string | null
  }>(sql`
    with held as (
      select c.account_id, count(*) as held, min(r.again_at) as again_at
      from broadcast_recipients r join chats c on c.id = r.chat_id
      where r.broadcast_id = ${broadcastId}::uuid and r.again_at is not null group by 1
    ), moved as (
      select account_id, count(*) as moved from outbox_history
      where ref = ${refOf(broadcastId)} and outcome = 'moved' group by 1
    ), closed as (
      select w.account_id, array_agg(w.what order by w.what) as what from closed_ways w
      where w.until is null or w.until > ${now.toISOString()}::timestamptz group by 1
    )
    select a.id, a.name, w.what, coalesce(h.held, 0) as held, coalesce(m.moved, 0) as moved, h.again_at
    from closed w join accounts a on a.id = w.account_id
    left join held h on h.account_id = a.id left join moved m on m.account_id = a.id
    where h.held > 0 or m.moved > 0 order by a.name, a.id`)
  return rows.map((row) => ({
    accountId: row.id,
    name: row.name,
    what: row.what,
    held: Number(row.held),
    moved: Number(row.moved),
    againAt: row.again_at === null ? null : new Date(row.again_at),
  }))
}
