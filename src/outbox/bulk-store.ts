import { sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../database/index.ts'

export type BulkRows = {
  readonly priority: number
  readonly dueAt: Date
  readonly expiresAt: Date
  readonly onUncertain: 'resend' | 'leave'
  readonly ref: string
  readonly rows: readonly { readonly accountId: string; readonly chatId: number; readonly contentId: number }[]
}

/** Where a shared content belongs: sealed for one ref, it opens for no other. */
export const contentPlace = (ref: string, key: string): string => `outbox_contents.payload:${ref}:${key}`

/** Keeps what many messages share; the same key of a ref is kept once. Gives its id. */
export const saveContent = async (
  tx: Transaction,
  content: { readonly ref: string; readonly key: string; readonly payload: Buffer },
  now: Date,
): Promise<number> => {
  const [row] = await tx.execute<{ id: string }>(sql`
    with made as (
      insert into outbox_contents (ref, key, created_at, payload)
      values (${content.ref}, ${content.key}, ${now.toISOString()}::timestamptz, ${content.payload})
      on conflict (ref, key) do nothing returning id
    )
    select id from made union all select id from outbox_contents where ref = ${content.ref} and key = ${content.key} limit 1`)
  return Number(row?.id)
}

export const deleteContents = async (tx: Transaction, ref: string): Promise<void> => {
  await tx.execute(sql`delete from outbox_contents where ref = ${ref}`)
}

/** Puts many messages in line with one statement, in their order. Gives those whose account is known. */
export const insertMessages = async (
  tx: Transaction,
  bulk: BulkRows,
  now: Date,
): Promise<{ chatId: number; lane: string }[]> => {
  const made = await tx.execute<{ chat_id: string; lane: string }>(sql`
    insert into outbox (lane, account_id, chat_id, priority, due_at, expires_at, on_uncertain, ref, created_at, content_id)
    select a.lane, a.id, m.chat_id, ${bulk.priority}, ${bulk.dueAt.toISOString()}::timestamptz,
      ${bulk.expiresAt.toISOString()}::timestamptz, ${bulk.onUncertain}, ${bulk.ref}, ${now.toISOString()}::timestamptz, m.content_id
    from unnest(${arrayLiteral(bulk.rows.map((row) => row.accountId))}::text[],
      ${arrayLiteral(bulk.rows.map((row) => row.chatId))}::bigint[],
      ${arrayLiteral(bulk.rows.map((row) => row.contentId))}::bigint[]) with ordinality as m(account_id, chat_id, content_id, at)
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

/** Unsent messages of a ref become due one after another, `perMinute` of them a minute. Gives the lanes concerned. */
export const spaceOut = async (tx: Transaction, ref: string, perMinute: number, now: Date): Promise<string[]> => {
  const rows = await tx.execute<{ lane: string }>(sql`
    update outbox o set due_at = ${now.toISOString()}::timestamptz + w.place * interval '1 minute' / ${perMinute}::int
    from (select id, row_number() over (order by due_at, id) - 1 as place from outbox
      where ref = ${ref} and state = 'waiting') w
    where o.id = w.id and o.state = 'waiting' returning o.lane`)
  return [...new Set(rows.map((row) => row.lane))]
}

export const countUnsettled = async (tx: Transaction, ref: string): Promise<number> => {
  const [row] = await tx.execute<{ count: string }>(sql`select count(*) as count from outbox where ref = ${ref}`)
  return Number(row?.count ?? 0)
}
