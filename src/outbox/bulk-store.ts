import { sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../database/index.ts'

export type BulkRows = {
  readonly priority: number
  readonly dueAt: Date
  readonly expiresAt: Date
  readonly ref: string
  readonly rows: readonly { readonly accountId: string; readonly chatId: number; readonly payload: Buffer }[]
}

/** Puts many messages in line with one statement, in their order. Gives those whose account is known. */
export const insertMessages = async (
  tx: Transaction,
  bulk: BulkRows,
  now: Date,
): Promise<{ chatId: number; lane: string }[]> => {
  const made = await tx.execute<{ chat_id: string; lane: string }>(sql`
    insert into outbox (lane, account_id, chat_id, priority, due_at, expires_at, ref, created_at, payload)
    select a.lane, a.id, m.chat_id, ${bulk.priority}, ${bulk.dueAt.toISOString()}::timestamptz,
      ${bulk.expiresAt.toISOString()}::timestamptz, ${bulk.ref}, ${now.toISOString()}::timestamptz, m.payload
    from unnest(${arrayLiteral(bulk.rows.map((row) => row.accountId))}::text[],
      ${arrayLiteral(bulk.rows.map((row) => row.chatId))}::bigint[],
      ${arrayLiteral(bulk.rows.map((row) => row.payload))}::bytea[]) with ordinality as m(account_id, chat_id, payload, at)
    join accounts a on a.id = m.account_id
    order by m.at
    returning chat_id, lane`)
  return made.map((row) => ({ chatId: Number(row.chat_id), lane: row.lane }))
}

/** Unsent messages of a ref wait for their expiry; at that moment they leave unsent. Gives their number. */
export const postponeUnsent = async (tx: Transaction, ref: string): Promise<number> => {
  const rows = await tx.execute(sql`
    update outbox set due_at = expires_at
    where ref = ${ref} and state = 'waiting' and expires_at is not null and due_at <> expires_at returning id`)
  return rows.length
}

/** Unsent messages of a ref are due now. Gives the lanes concerned. */
export const bringForward = async (tx: Transaction, ref: string, now: Date): Promise<string[]> => {
  const rows = await tx.execute<{ lane: string }>(sql`
    update outbox set due_at = ${now.toISOString()}::timestamptz where ref = ${ref} and state = 'waiting' returning lane`)
  return [...new Set(rows.map((row) => row.lane))]
}

export const countUnsettled = async (tx: Transaction, ref: string): Promise<number> => {
  const [row] = await tx.execute<{ count: string }>(sql`select count(*) as count from outbox where ref = ${ref}`)
  return Number(row?.count ?? 0)
}
