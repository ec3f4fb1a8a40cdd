import { sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../database/index.ts'
import type { DutyHours } from '../database/tables/desk.ts'

export type { DutyHours }

export type ThreadRow = {
  readonly id: string
  readonly chatId: number
  readonly unitId: string
  readonly state: 'waiting' | 'answered' | 'closed'
  readonly version: number
}

type Raw = { id: string; chat_id: string; unit_id: string; state: string; version: number }

const asThread = (row: Raw): ThreadRow => ({
  id: row.id,
  chatId: Number(row.chat_id),
  unitId: row.unit_id,
  state: row.state as ThreadRow['state'],
  version: row.version,
})

export const lockOpenThread = async (tx: Transaction, chatId: number): Promise<ThreadRow | undefined> => {
  const [row] = await tx.execute<Raw>(sql`
    select id, chat_id, unit_id, state, version from desk_threads
    where chat_id = ${chatId} and state <> 'closed' order by opened_at desc limit 1 for update`)
  return row && asThread(row)
}

export const lockThread = async (tx: Transaction, id: string): Promise<ThreadRow | undefined> => {
  const [row] = await tx.execute<Raw>(sql`
    select id, chat_id, unit_id, state, version from desk_threads where id = ${id} for update`)
  return row && asThread(row)
}

export const insertThread = async (
  tx: Transaction,
  thread: { id: string; chatId: number; residentId: string | null; unitId: string },
  now: Date,
): Promise<ThreadRow> => {
  const at = now.toISOString()
  await tx.execute(sql`
    insert into desk_threads (id, chat_id, resident_id, unit_id, state, opened_at, last_at)
    values (${thread.id}, ${thread.chatId}, ${thread.residentId}, ${thread.unitId}, 'waiting', ${at}::timestamptz, ${at}::timestamptz)`)
  return { id: thread.id, chatId: thread.chatId, unitId: thread.unitId, state: 'waiting', version: 1 }
}

export type NewDeskMessage = {
  readonly threadId: string
  readonly author: 'resident' | 'officer' | 'platform_console'
  readonly officerId: string | null
  readonly seal: (seq: number) => Buffer
  readonly attachmentId: string | null
  readonly state: ThreadRow['state']
}

/** Adds a message and moves its thread on; the caller holds the thread's row. */
export const insertMessage = async (tx: Transaction, message: NewDeskMessage, now: Date): Promise<number> => {
  const at = now.toISOString()
  const [last] = await tx.execute<{ seq: number }>(sql`
    select coalesce(max(seq), 0) as seq from desk_messages where thread_id = ${message.threadId}`)
  const seq = (last?.seq ?? 0) + 1
  await tx.execute(sql`
    insert into desk_messages (thread_id, seq, author, officer_id, text, attachment_id, at)
    values (${message.threadId}, ${seq}, ${message.author}, ${message.officerId}, ${message.seal(seq)}, ${message.attachmentId}, ${at}::timestamptz)`)
  await tx.execute(sql`
    update desk_threads set state = ${message.state}, last_at = ${at}::timestamptz, version = version + 1
    where id = ${message.threadId}`)
  return seq
}

export const closeThreadRow = async (tx: Transaction, id: string, now: Date): Promise<void> => {
  await tx.execute(sql`
    update desk_threads set state = 'closed', closed_at = ${now.toISOString()}::timestamptz, version = version + 1 where id = ${id}`)
}

export const saveHours = async (
  tx: Transaction,
  input: { unitId: string; hours: DutyHours; phone: string },
  now: Date,
): Promise<void> => {
  await tx.execute(sql`
    insert into desk_hours (unit_id, hours, phone, updated_at)
    values (${input.unitId}, ${JSON.stringify(input.hours)}::text::jsonb, ${input.phone}, ${now.toISOString()}::timestamptz)
    on conflict (unit_id) do update set hours = excluded.hours, phone = excluded.phone, updated_at = excluded.updated_at`)
}

export const deleteThreadsOf = async (tx: Transaction, chatIds: readonly number[]): Promise<void> => {
  await tx.execute(sql`delete from desk_threads where chat_id = any(${arrayLiteral(chatIds)}::bigint[])`)
}

export const moveThreads = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.execute(sql`update desk_threads set resident_id = ${to} where resident_id = ${from}`)
}
