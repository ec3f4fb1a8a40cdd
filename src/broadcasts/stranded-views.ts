import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import type { Situation } from '../delivery/index.ts'
import { refOf } from './broadcast.ts'

/** Chats whose message still stands in line for a way that has closed meanwhile. */
export const strandedChats = async (
  db: Queryable,
  broadcastId: string,
  { means }: Pick<Situation, 'means'>,
  limit: number,
): Promise<number[]> => {
  const paid = [...(means.paidClosed ?? [])]
  const templates = [...(means.templatesClosed ?? [])]
  const noZns = means.znsClosed === true
  if (paid.length === 0 && templates.length === 0 && !noZns) return []
  const rows = await db.execute<{ chat_id: string }>(sql`
    select o.chat_id from outbox o
    join broadcast_recipients r on r.broadcast_id = ${broadcastId}::uuid and r.chat_id = o.chat_id
    where o.ref = ${refOf(broadcastId)} and o.state = 'waiting' and not o.uncertain and (
      (r.way = 'zalo-paid' and o.account_id = any(${arrayLiteral(paid)}::text[]))
      or (r.way = 'zalo-template' and o.account_id = any(${arrayLiteral(templates)}::text[]))
      or (r.way = 'zns' and ${noZns}::boolean))
    order by o.id limit ${limit}`)
  return rows.map((row) => Number(row.chat_id))
}
