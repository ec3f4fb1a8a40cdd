import { sql } from 'drizzle-orm'
import type { Platform } from '../channels/port.ts'
import type { Queryable } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { DutyHours } from './desk-store.ts'

export type DeskHours = { readonly unitId: string; readonly hours: DutyHours; readonly phone: string }

/** The hours of the unit or of the nearest one above that has set them. `unitPath` runs from the country down. */
export const hoursFor = async (database: Queryable, unitPath: readonly string[]): Promise<DeskHours | null> => {
  for (const unitId of [...unitPath].reverse()) {
    const [row] = await database.execute<{ hours: DutyHours; phone: string }>(
      sql`select hours, phone from desk_hours where unit_id = ${unitId}`,
    )
    if (row) return { unitId, hours: row.hours, phone: row.phone }
  }
  return null
}

export type DeskThread = {
  readonly id: string
  readonly unitId: string
  readonly unitName: string
  readonly state: 'waiting' | 'answered' | 'closed'
  readonly platform: Platform
  readonly openedAt: Date
  readonly lastAt: Date
  readonly version: number
  /** Beginning of the newest message. */
  readonly preview: string
}

type ThreadRaw = {
  id: string
  unit_id: string
  unit_name: string
  state: string
  account_id: string
  opened_at: string
  last_at: string
  version: number
  seq: number | null
  text: Buffer | null
}

const previewLength = 140
export const messagePlace = (threadId: string, seq: number): string => `desk_messages.text:${threadId}:${seq}`

const asThread = (row: ThreadRaw, keyring: Keyring): DeskThread => {
  const text = row.text && row.seq ? keyring.openText('conversation', row.text, messagePlace(row.id, row.seq)) : ''
  return {
    id: row.id,
    unitId: row.unit_id,
    unitName: row.unit_name,
    state: row.state as DeskThread['state'],
    platform: row.account_id.split(':')[0] as DeskThread['platform'],
    openedAt: new Date(row.opened_at),
    lastAt: new Date(row.last_at),
    version: row.version,
    preview: text.length > previewLength ? `${text.slice(0, previewLength)}…` : text,
  }
}

const threadColumns = sql`
  t.id, t.unit_id, u.full_name as unit_name, t.state, c.account_id, t.opened_at, t.last_at, t.version, m.seq, m.text
  from desk_threads t join units u on u.id = t.unit_id join chats c on c.id = t.chat_id
  left join lateral (
    select seq, text from desk_messages where thread_id = t.id order by seq desc limit 1) m on true`

/** Threads of a unit and all below it; those that wait come first, the longest waiting on top. At most 200. */
export const listThreads = async (
  database: Queryable,
  keyring: Keyring,
  query: { readonly unitId: string; readonly state?: DeskThread['state'] },
): Promise<DeskThread[]> => {
  const rows = await database.execute<ThreadRaw>(sql`
    select ${threadColumns}
    where u.path @> array[${query.unitId}]::text[] and (${query.state ?? null}::text is null or t.state = ${query.state ?? null})
    order by (t.state = 'waiting') desc, case when t.state = 'waiting' then t.last_at end, t.last_at desc limit 200`)
  return rows.map((row) => asThread(row, keyring))
}

export const countWaitingThreads = async (database: Queryable, unitId: string): Promise<number> => {
  const [row] = await database.execute<{ count: string }>(sql`
    select count(*) as count from desk_threads t join units u on u.id = t.unit_id
    where u.path @> array[${unitId}]::text[] and t.state = 'waiting'`)
  return Number(row?.count ?? 0)
}

export type DeskMessage = {
  readonly seq: number
  readonly author: 'resident' | 'officer' | 'platform_console'
  readonly officerName: string | null
  readonly text: string
  readonly attachmentId: string | null
  readonly at: Date
}

export type ReadThread = DeskThread & {
  readonly unitPath: readonly string[]
  readonly messages: readonly DeskMessage[]
}

/** One thread with its words; who may read it is for the caller to check against `unitPath`. */
export const readThread = async (database: Queryable, keyring: Keyring, id: string): Promise<ReadThread | null> => {
  const [row] = await database.execute<ThreadRaw & { path: string[] }>(
    sql`select u.path, ${threadColumns} where t.id = ${id}`,
  )
  if (!row) return null
  const messages = await database.execute<{
    seq: number
    author: string
    officer_name: string | null
    text: Buffer
    attachment_id: string | null
    at: string
  }>(sql`
    select m.seq, m.author, o.name as officer_name, m.text, m.attachment_id, m.at from desk_messages m
    left join officers o on o.id = m.officer_id where m.thread_id = ${id} order by m.seq`)
  return {
    ...asThread(row, keyring),
    unitPath: row.path,
    messages: messages.map((message) => ({
      seq: message.seq,
      author: message.author as DeskMessage['author'],
      officerName: message.officer_name,
      text: keyring.openText('conversation', message.text, messagePlace(id, message.seq)),
      attachmentId: message.attachment_id,
      at: new Date(message.at),
    })),
  }
}

/** Whether a person's chat has a thread in which an officer wrote last, not longer ago than `hours`. */
export const isInTalk = async (database: Queryable, chatId: number, now: Date, hours: number): Promise<boolean> => {
  const since = new Date(now.getTime() - hours * 3_600_000).toISOString()
  const [row] = await database.execute<{ talks: boolean }>(sql`
    select exists (select 1 from desk_threads where chat_id = ${chatId} and state = 'answered' and last_at >= ${since}::timestamptz) as talks`)
  return row?.talks ?? false
}

export const countThreadsOf = async (database: Queryable, residentId: string): Promise<number> => {
  const [row] = await database.execute<{ count: string }>(
    sql`select count(*) as count from desk_threads where resident_id = ${residentId}`,
  )
  return Number(row?.count ?? 0)
}
