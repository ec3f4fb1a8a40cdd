import { sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../database/index.ts'

/** A message whose answer is out or never came, with what it says. */
export type InDoubt = {
  readonly id: number
  readonly payload: Buffer | null
  readonly content: { readonly ref: string; readonly key: string; readonly payload: Buffer } | null
}

/** The message with this id is in the books already: its echo says nothing new. */
export const isBooked = async (tx: Transaction, chatId: number, lookup: string): Promise<boolean> => {
  const [row] = await tx.execute(sql`
    select 1 from outbox_history where message_lookup = ${lookup}
    union all select 1 from outbox where chat_id = ${chatId} and echo = ${lookup} limit 1`)
  return row !== undefined
}

/** What is under way to a chat or was left in doubt, without an echo so far, the oldest first. */
export const inDoubtOf = async (tx: Transaction, chatId: number): Promise<InDoubt[]> => {
  const rows = await tx.execute<{
    id: string
    payload: Buffer | null
    ref: string | null
    key: string | null
    content: Buffer | null
  }>(sql`
    select o.id, o.payload, c.ref, c.key, c.payload as content from outbox o
    left join outbox_contents c on c.id = o.content_id
    where o.chat_id = ${chatId} and (o.state = 'attempting' or o.uncertain) and o.echo is null order by o.id`)
  return rows.map((row) => ({
    id: Number(row.id),
    payload: row.payload,
    content: row.content && row.ref && row.key ? { ref: row.ref, key: row.key, payload: row.content } : null,
  }))
}

/** Notes the echo of messages: those that wait for a second try were sent, for the others it counts if no answer comes. */
export const noteEcho = async (tx: Transaction, ids: readonly number[], lookup: string, now: Date): Promise<void> => {
  const wanted = arrayLiteral(ids)
  await tx.execute(sql`update outbox set echo = ${lookup} where id = any(${wanted}::bigint[]) and state = 'attempting'`)
  await tx.execute(sql`
    with gone as (delete from outbox where id = any(${wanted}::bigint[]) and state = 'waiting' returning *)
    insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, message_lookup, attempts, uncertain, ref,
      created_at, finished_at)
    select id, lane, account_id, chat_id, priority, 'sent', ${lookup}, attempts, false, ref, created_at,
      ${now.toISOString()}::timestamptz from gone`)
}
