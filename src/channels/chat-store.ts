import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { phoneAccountId } from './phone-account.ts'

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

type PhoneChat = { readonly id: number; readonly lookup: string }

/** Which chat a number has: a keyed hash, as for a number that writes to us by itself. */
export const phoneLookup = (keyring: Keyring, phone: string): string =>
  keyring.blindIndex('chat', `${phoneAccountId}\n${phone}`)

/** The chat of a number (E.164), made when there is none, and locked: whoever enters or writes at once waits. */
export const openPhoneChat = async (
  database: Queryable,
  keyring: Keyring,
  phone: string,
  now: Date,
): Promise<PhoneChat> => {
  const lookup = phoneLookup(keyring, phone)
  const address = keyring.seal('contact', phone, `chats.address:${phoneAccountId}`)
  // Somebody whose erasure still waits for a last reply begins anew.
  const [row] = await database.execute<{ id: string }>(sql`
    insert into chats (lookup, account_id, address, created_at)
    values (${lookup}, ${phoneAccountId}, ${address}, ${now.toISOString()}::timestamptz)
    on conflict (lookup) do update set erase_at = null returning id`)
  return { id: Number(row?.id), lookup }
}

/** The last three digits of the numbers behind chats: all that is ever shown of one. */
export const phoneEndings = async (
  database: Queryable,
  keyring: Keyring,
  chatIds: readonly number[],
): Promise<Map<number, string>> => {
  const rows = await database.execute<{ id: string; address: Buffer }>(sql`
    select id, address from chats
    where account_id = ${phoneAccountId} and id = any(${arrayLiteral(chatIds)}::bigint[])`)
  return new Map(
    rows.map(({ id, address }) => [
      Number(id),
      keyring.openText('contact', address, `chats.address:${phoneAccountId}`).slice(-3),
    ]),
  )
}
