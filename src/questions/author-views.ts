import { eq } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { contacts } from '../database/tables/residents.ts'

/** All chats of a person. */
export const chatsOfAuthor = async (database: Queryable, residentId: string): Promise<number[]> => {
  const rows = await database
    .select({ chatId: contacts.chatId })
    .from(contacts)
    .where(eq(contacts.residentId, residentId))
  return rows.map((row) => row.chatId)
}
