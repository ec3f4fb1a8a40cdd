import { sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../database/index.ts'

/** For an erasure: that these chats were told something. Counts of the broadcast stand in its own row. */
export const eraseRecipientsOf = async (tx: Transaction, chatIds: readonly number[]): Promise<void> => {
  await tx.execute(sql`delete from broadcast_recipients where chat_id = any(${arrayLiteral(chatIds)}::bigint[])`)
}
