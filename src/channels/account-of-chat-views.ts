import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

/** Where a message to a chat goes and in which language; null when the chat is gone. */
export const accountOfChat = async (
  database: Queryable,
  chatId: number,
): Promise<{ readonly accountId: string; readonly language: 'vi' | 'en' } | null> => {
  const [row] = await database.execute<{ account_id: string; language: string | null }>(sql`
    select c.account_id, v.language from chats c left join conversations v on v.chat_id = c.id where c.id = ${chatId}`)
  return row ? { accountId: row.account_id, language: row.language === 'en' ? 'en' : 'vi' } : null
}
