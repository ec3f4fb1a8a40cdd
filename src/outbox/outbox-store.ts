import { sql } from 'drizzle-orm'
import { phoneAccountId } from '../channels/index.ts'
import { arrayLiteral, type Queryable, type Scope, type Transaction } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { keepEarly } from './early-receipts-store.ts'

export type OutboxRow = {
  readonly accountId: string
  readonly chatId: number
  readonly priority: number
  readonly dueAt: Date
  readonly expiresAt: Date
  readonly dedupeKey: string | null
  readonly slot: string | null
  readonly onUncertain: 'resend' | 'leave'
  readonly ref: string | null
  readonly payload: Buffer
}

/** Puts one message in line. The lane is the account's. Null when the dedupe key is already waiting. */
export const insertMessage = async (
  tx: Transaction,
  row: OutboxRow,
  now: Date,
): Promise<{ id: number; lane: string } | null> => {
  const [made] = await tx.execute<{ id: string; lane: string }>(sql`
    insert into outbox (lane, account_id, chat_id, priority, due_at, expires_at, dedupe_key, slot, on_uncertain, ref, created_at, payload)
    select a.lane, a.id, ${row.chatId}, ${row.priority}, ${row.dueAt.toISOString()}::timestamptz,
      ${row.expiresAt.toISOString()}::timestamptz, ${row.dedupeKey}, ${row.slot}, ${row.onUncertain}, ${row.ref},
      ${now.toISOString()}::timestamptz, ${row.payload}
    from accounts a where a.id = ${row.accountId}
    on conflict (dedupe_key) do nothing
    returning id, lane`)
  return made ? { id: Number(made.id), lane: made.lane } : null
}

/** An unsent older message for the same slot leaves, so that a late answer never meets two prompts. */
export const replaceUnsent = async (tx: Transaction, chatId: number, slot: string, now: Date): Promise<void> => {
  await tx.execute(sql`
    with gone as (
      delete from outbox where chat_id = ${chatId} and slot = ${slot} and state = 'waiting' returning *
    )
    insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, attempts, uncertain, ref, created_at, finished_at)
    select id, lane, account_id, chat_id, priority, 'replaced', attempts, uncertain, ref, created_at, ${now.toISOString()}::timestamptz
    from gone`)
}

/** Takes back what belongs to something that was stopped; what is under way cannot be called back. */
export const withdrawUnsent = async (tx: Transaction, ref: string, now: Date): Promise<number> => {
  const rows = await tx.execute(sql`
    with gone as (delete from outbox where ref = ${ref} and state = 'waiting' returning *)
    insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, attempts, uncertain, ref, created_at, finished_at)
    select id, lane, account_id, chat_id, priority, 'replaced', attempts, uncertain, ref, created_at, ${now.toISOString()}::timestamptz
    from gone returning id`)
  return rows.length
}

export const countWaiting = async (
  database: Queryable,
): Promise<{ lane: string; priority: number; count: number }[]> => {
  const rows = await database.execute<{ lane: string; priority: number; count: string }>(
    sql`select lane, priority, count(*) as count from outbox group by lane, priority`,
  )
  return rows.map((row) => ({ lane: row.lane, priority: row.priority, count: Number(row.count) }))
}

/** For an erasure: messages to these chats that have not left. What is under way cannot be called back. */
export const eraseOutboxOf = async (scope: Scope, person: { readonly chatIds: readonly number[] }): Promise<void> => {
  await scope.tx.execute(sql`
    with gone as (
      delete from outbox where chat_id = any(${arrayLiteral(person.chatIds)}::bigint[]) and state = 'waiting' returning *
    )
    insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, why, attempts, uncertain, ref, created_at, finished_at)
    select id, lane, account_id, chat_id, priority, 'replaced', 'erased', attempts, uncertain, ref, created_at,
      ${scope.clock.now().toISOString()}::timestamptz from gone`)
}

/**
 * The platform says that these messages reached the person, or were seen; what was seen has arrived. Templates by phone
 * number are booked under the phones' account, and their receipts come from the Zalo account that sent them. A receipt may
 * overtake the booking of its message: what finds none is kept for `applyEarlyReceipts`.
 */
export const noteReceipt = async (
  scope: Scope,
  receipt: {
    readonly accountId: string
    readonly messageIds: readonly string[]
    readonly what: 'delivered' | 'seen'
    readonly at: Date
  },
): Promise<void> => {
  requireSystem(scope.actor)
  const places = receipt.messageIds.map((id) =>
    [receipt.accountId, phoneAccountId].map((account) => scope.keyring.blindIndex('message-id', `${account}\n${id}`)),
  )
  const lookups = places.flat()
  const at = receipt.at.toISOString()
  await scope.tx.execute(sql`
    update outbox_history set delivered_at = coalesce(delivered_at, ${at}::timestamptz),
      seen_at = case when ${receipt.what === 'seen'} then coalesce(seen_at, ${at}::timestamptz) else seen_at end
    where message_lookup = any(${arrayLiteral(lookups)}::uuid[])
      and (delivered_at is null or (${receipt.what === 'seen'} and seen_at is null))`)
  const known = await scope.tx.execute<{ lookup: string }>(sql`
    select message_lookup as lookup from outbox_history where message_lookup = any(${arrayLiteral(lookups)}::uuid[])`)
  const isKnown = new Set(known.map((row) => row.lookup))
  // Which of its two accounts a message will be booked under shows only then.
  const early = places.filter((both) => !both.some((lookup) => isKnown.has(lookup))).flat()
  if (early.length === 0) return
  const now = scope.clock.now()
  await keepEarly(scope.tx, { lookups: early, at: receipt.at, seen: receipt.what === 'seen', now })
}
