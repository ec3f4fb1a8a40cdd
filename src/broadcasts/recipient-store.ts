import { sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../database/index.ts'
import type { AudienceMember } from './audience.ts'

/** Enters a page of people; gives those who were not in yet. */
export const insertRecipients = async (
  tx: Transaction,
  broadcastId: string,
  page: readonly AudienceMember[],
): Promise<Set<number>> => {
  const rows = await tx.execute<{ chat_id: string }>(sql`
    insert into broadcast_recipients (broadcast_id, chat_id, language)
    select ${broadcastId}::uuid, p.chat_id, p.language
    from unnest(${arrayLiteral(page.map((one) => one.chatId))}::bigint[],
      ${arrayLiteral(page.map((one) => one.language))}::text[]) as p(chat_id, language)
    on conflict do nothing returning chat_id`)
  return new Set(rows.map((row) => Number(row.chat_id)))
}

// Sent, or perhaps sent, or under way at this moment. The history is asked by chat, whose index is narrow.
const gotIt = (broadcast: SQL, chat: SQL): SQL => sql`(
  exists (select 1 from outbox_history h where h.chat_id = ${chat} and h.finished_at >= ${broadcast}.approved_at
    and h.ref = 'broadcast:' || ${broadcast}.id and h.outcome in ('sent', 'uncertain'))
  or exists (select 1 from outbox o where o.chat_id = ${chat} and o.ref = 'broadcast:' || ${broadcast}.id
    and (o.state = 'attempting' or o.uncertain)))`

/**
 * Those who got an announcement of the session, by chat id: on the chat on which they got it, in its language. People
 * who have asked to be erased or have stopped all notices since are left out.
 */
export const readersOf = async (
  tx: Transaction,
  dialogueId: string,
  options: { readonly after: number; readonly limit: number },
): Promise<AudienceMember[]> => {
  const rows = await tx.execute<{ chat_id: string; account_id: string; language: string }>(sql`
    select distinct on (r.chat_id) r.chat_id, c.account_id, r.language
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
    accountId: row.account_id,
    language: row.language === 'en' ? 'en' : 'vi',
  }))
}

/** Which of these chats got an earlier announcement of the session. */
export const alreadyTold = async (
  tx: Transaction,
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
