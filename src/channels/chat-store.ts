import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

/** Why a person cannot be reached; a later act of theirs clears it. */
export const markUnreachable = async (
  database: Queryable,
  chatId: number,
  reach: 'blocked' | 'gone' | 'no_relation',
  why: string,
): Promise<void> => {
  await database.execute(sql`update chats set reachability = ${reach}, unreachable_why = ${why} where id = ${chatId}`)
}

/** The person asked to be erased: the address goes as soon as nothing waits for the chat. */
export const markForErasure = async (database: Queryable, chatId: number, at: Date): Promise<void> => {
  await database.execute(sql`update chats set erase_at = ${at.toISOString()}::timestamptz where id = ${chatId}`)
}

/** Removes chats whose time has come and for which nothing waits; returns how many went. */
export const eraseMarkedChats = async (database: Queryable, now: Date): Promise<number> => {
  const rows = await database.execute(sql`
    delete from chats c where c.erase_at <= ${now.toISOString()}::timestamptz
      and not exists (select 1 from outbox o where o.chat_id = c.id)
      and not exists (select 1 from inbox i where i.chat_lookup = c.lookup)
    returning c.id`)
  return rows.length
}
