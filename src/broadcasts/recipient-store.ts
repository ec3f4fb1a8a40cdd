import { sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable, type Transaction } from '../database/index.ts'
import type { Way } from '../delivery/index.ts'
import type { Recipient } from './audience.ts'

/** Enters a page of people; gives the number of those who were not in yet. */
export const insertRecipients = async (
  tx: Transaction,
  broadcastId: string,
  page: readonly Recipient[],
): Promise<number> => {
  const rows = await tx.execute<{ count: string }>(sql`
    with made as (
      insert into broadcast_recipients (broadcast_id, position, chat_id, language, way)
      select ${broadcastId}::uuid, p.position, p.chat_id, p.language, p.way
      from unnest(${arrayLiteral(page.map((one) => one.position))}::bigint[],
        ${arrayLiteral(page.map((one) => one.chatId))}::bigint[],
        ${arrayLiteral(page.map((one) => one.language))}::text[],
        ${arrayLiteral(page.map((one) => one.way))}::text[]) as p(position, chat_id, language, way)
      on conflict do nothing returning 1
    ) select count(*) as count from made`)
  return Number(rows[0]?.count ?? 0)
}

type RecipientRow = { position: string; chat_id: string; account_id: string; language: string; way: Way }

const asRecipient = (row: RecipientRow): Recipient => ({
  position: Number(row.position),
  chatId: Number(row.chat_id),
  accountId: row.account_id,
  language: row.language === 'en' ? 'en' : 'vi',
  way: row.way,
})

/** The next people who were not put in line yet; those whose messages are held are passed over. */
export const nextToFeed = async (
  tx: Transaction,
  broadcastId: string,
  options: { readonly after: number; readonly limit: number },
): Promise<Recipient[]> => {
  const rows = await tx.execute<RecipientRow>(sql`
    select r.position, r.chat_id, c.account_id, r.language, r.way
    from broadcast_recipients r join chats c on c.id = r.chat_id
    where r.broadcast_id = ${broadcastId}::uuid and r.position > ${options.after} and r.way <> 'held'
    order by r.position limit ${options.limit}`)
  return rows.map(asRecipient)
}

/** Notes another way, perhaps on another chat of the same person, and when it is tried again. */
export const setWays = async (tx: Transaction, broadcastId: string, changed: readonly Recipient[]): Promise<void> => {
  if (changed.length === 0) return
  await tx.execute(sql`
    update broadcast_recipients r set way = c.way, chat_id = c.chat_id, again_at = c.again_at
    from unnest(${arrayLiteral(changed.map((one) => one.position))}::bigint[],
      ${arrayLiteral(changed.map((one) => one.chatId))}::bigint[],
      ${arrayLiteral(changed.map((one) => one.way))}::text[],
      ${arrayLiteral(changed.map((one) => one.againAt?.toISOString() ?? null))}::timestamptz[]) as c(position, chat_id, way, again_at)
    where r.broadcast_id = ${broadcastId}::uuid and r.position = c.position`)
}

export const markReleased = async (tx: Transaction, broadcastId: string, chatId: number, way: Way): Promise<void> => {
  await tx.execute(sql`
    update broadcast_recipients set way = ${way}, again_at = null
    where broadcast_id = ${broadcastId}::uuid and chat_id = ${chatId} and way = 'held'`)
}

/** Those of these chats to whom a broadcast goes by some way. */
export const recipientsAt = async (
  tx: Transaction,
  broadcastId: string,
  chatIds: readonly number[],
): Promise<Recipient[]> => {
  const rows = await tx.execute<RecipientRow>(sql`
    select r.position, r.chat_id, c.account_id, r.language, r.way
    from broadcast_recipients r join chats c on c.id = r.chat_id
    where r.broadcast_id = ${broadcastId}::uuid and r.way <> 'held'
      and r.chat_id = any(${arrayLiteral(chatIds)}::bigint[]) order by r.position`)
  return rows.map(asRecipient)
}

/** Held ones whose closed way may be tried again; who writes at this moment is left to their own turn. */
export const dueAgain = async (
  tx: Transaction,
  broadcastId: string,
  now: Date,
  limit: number,
): Promise<Recipient[]> => {
  const rows = await tx.execute<RecipientRow>(sql`
    select r.position, r.chat_id, c.account_id, r.language, r.way
    from broadcast_recipients r join chats c on c.id = r.chat_id
    where r.broadcast_id = ${broadcastId}::uuid and r.again_at <= ${now.toISOString()}::timestamptz
    order by r.position limit ${limit} for update of r skip locked`)
  return rows.map(asRecipient)
}

/** Nothing of a broadcast is tried again by itself any more; who is held stays so until they write. */
export const dropAgain = async (tx: Transaction, broadcastId: string): Promise<void> => {
  await tx.execute(sql`
    update broadcast_recipients set again_at = null where broadcast_id = ${broadcastId}::uuid and again_at is not null`)
}

// Sent, or perhaps sent, or under way at this moment. The history is asked by chat, whose index is narrow.
const gotIt = (broadcast: SQL, chat: SQL): SQL => sql`(
  exists (select 1 from outbox_history h where h.chat_id = ${chat} and h.finished_at >= ${broadcast}.approved_at
    and h.ref = 'broadcast:' || ${broadcast}.id and h.outcome in ('sent', 'uncertain'))
  or exists (select 1 from outbox o where o.chat_id = ${chat} and o.ref = 'broadcast:' || ${broadcast}.id
    and (o.state = 'attempting' or o.uncertain)))`

/** Whether an announcement of the session came to a chat. */
export const gotTheAnnouncement = (dialogueId: string, chat: SQL): SQL => sql`exists (
  select 1 from broadcasts b join broadcast_recipients got on got.broadcast_id = b.id and got.chat_id = ${chat}
  where b.dialogue_id = ${dialogueId}::uuid and b.kind = 'announcement' and b.approved_at is not null
    and ${gotIt(sql`b`, chat)})`

/**
 * Those who got an announcement of the session, by the chat on which they got it, with its language. People who have asked to be erased or have stopped all notices since are left out.
 */
export const readersOf = async (
  tx: Queryable,
  dialogueId: string,
  options: { readonly after: number; readonly limit: number },
): Promise<{ chatId: number; language: 'vi' | 'en' }[]> => {
  const rows = await tx.execute<{ chat_id: string; language: string }>(sql`
    select distinct on (r.chat_id) r.chat_id, r.language
    from broadcasts b
    join broadcast_recipients r on r.broadcast_id = b.id and r.chat_id > ${options.after}
    join chats c on c.id = r.chat_id and c.erase_at is null
    where b.dialogue_id = ${dialogueId}::uuid and b.kind = 'announcement' and b.approved_at is not null
      and ${gotIt(sql`b`, sql`r.chat_id`)}
      and not exists (select 1 from contacts k join residents p on p.id = k.resident_id
        where k.chat_id = r.chat_id and p.notices_stopped_at is not null)
    order by r.chat_id, b.approved_at desc limit ${options.limit}`)
  return rows.map((row) => ({
    chatId: Number(row.chat_id),
    language: row.language === 'en' ? 'en' : 'vi',
  }))
}

/** Which of these chats got an earlier announcement of the session. */
export const alreadyTold = async (
  tx: Queryable,
  dialogueId: string,
  broadcastId: string,
  chatIds: readonly number[],
): Promise<Set<number>> => {
  const rows = await tx.execute<{ chat_id: string }>(sql`
    select distinct r.chat_id from broadcasts b
    join broadcast_recipients r on r.broadcast_id = b.id and r.chat_id = any(${arrayLiteral(chatIds)}::bigint[])
    where b.dialogue_id = ${dialogueId}::uuid and b.kind = 'announcement' and b.approved_at is not null
      and b.id <> ${broadcastId}::uuid and ${gotIt(sql`b`, sql`r.chat_id`)}`)
  return new Set(rows.map((row) => Number(row.chat_id)))
}
