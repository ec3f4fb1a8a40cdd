import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable, type Transaction } from '../database/index.ts'

/** Keeps what a platform tells of messages that are not booked yet; the first moment stands. */
export const keepEarly = async (
  tx: Transaction,
  told: { readonly lookups: readonly string[]; readonly at: Date; readonly seen: boolean; readonly now: Date },
): Promise<void> => {
  const [at, now] = [told.at.toISOString(), told.now.toISOString()]
  await tx.execute(sql`
    insert into early_receipts as e (message_lookup, delivered_at, seen_at, noted_at)
    select lookup, ${at}::timestamptz, case when ${told.seen}::boolean then ${at}::timestamptz end, ${now}::timestamptz
    from unnest(${arrayLiteral(told.lookups.toSorted())}::uuid[]) as t(lookup)
    on conflict (message_lookup) do update set delivered_at = least(e.delivered_at, excluded.delivered_at),
      seen_at = least(e.seen_at, excluded.seen_at)`)
}

const keptMs = 3_600_000
const most = 1000

/**
 * Receipts that came before their message was booked are noted with it; those of an hour ago, whose messages are none of
 * ours, go. Gives how many found their message.
 */
export const applyEarlyReceipts = async (database: Queryable, now: Date): Promise<number> => {
  const old = new Date(now.getTime() - keptMs).toISOString()
  const rows = await database.execute(sql`
    with early as (
      select e.* from early_receipts e
      where exists (select 1 from outbox_history h where h.message_lookup = e.message_lookup)
      order by e.message_lookup limit ${most} for update skip locked
    ), noted as (
      update outbox_history h set delivered_at = least(h.delivered_at, e.delivered_at),
        seen_at = least(h.seen_at, e.seen_at)
      from early e where h.message_lookup = e.message_lookup returning h.message_lookup
    ), gone as (
      delete from early_receipts e using early x where e.message_lookup = x.message_lookup
    ), forgotten as (
      delete from early_receipts where noted_at < ${old}::timestamptz
        and message_lookup not in (select message_lookup from early)
    )
    select message_lookup from noted`)
  return rows.length
}
