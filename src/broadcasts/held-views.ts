import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'

export type Held = { readonly broadcastId: string; readonly language: 'vi' | 'en' }

/** What is held for a chat whose person still wants notices; locked until the turn ends, so that it goes once. */
export const heldFor = async (tx: Transaction, chatId: number): Promise<Held[]> => {
  const rows = await tx.execute<{ broadcast_id: string; language: string }>(sql`
    select r.broadcast_id, r.language from broadcast_recipients r
    join contacts k on k.chat_id = r.chat_id join residents p on p.id = k.resident_id
    where r.chat_id = ${chatId} and r.way = 'held' and p.notices_stopped_at is null
    for update of r`)
  return rows.map((row) => ({ broadcastId: row.broadcast_id, language: row.language === 'en' ? 'en' : 'vi' }))
}
