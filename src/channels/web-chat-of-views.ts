import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { webChatKey } from './web-messages-store.ts'

/** Keys of the web pages behind chats; chats of other platforms have none. */
export const webChatKeysOf = async (
  database: Queryable,
  keyring: Keyring,
  chatIds: readonly number[],
): Promise<string[]> => {
  const rows = await database.execute<{ address: Buffer }>(sql`
    select address from chats where account_id = 'web:chat' and id = any(${arrayLiteral(chatIds)}::bigint[])`)
  return rows.map((row) => webChatKey(keyring, keyring.openText('contact', row.address, 'chats.address:web:chat')))
}
