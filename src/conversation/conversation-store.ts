import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable, type Scope, type Transaction } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Input } from './turn.ts'

/** The open prompt of a chat. */
export type OpenPrompt = {
  readonly id: string
  readonly topic: string
  readonly state: unknown
  readonly numbers: readonly number[]
  readonly labels: readonly string[]
  readonly takesNumbers: boolean
}

export type Conversation = {
  readonly language: 'vi' | 'en' | null
  readonly prompt: OpenPrompt | null
  readonly held: readonly Input[]
  readonly withOfficer: boolean
}

const heldHours = 24
const place = (column: 'state' | 'held', chatId: number): string => `conversations.${column}:${chatId}`

export const loadConversation = async (
  tx: Transaction,
  keyring: Keyring,
  chatId: number,
  now: Date,
): Promise<Conversation> => {
  const [row] = await tx.execute<{
    language: string
    topic: string | null
    prompt_id: string | null
    state: Buffer | null
    held: Buffer | null
    held_at: string | null
    with_officer: boolean
  }>(
    sql`select language, topic, prompt_id, state, held, held_at, with_officer from conversations where chat_id = ${chatId}`,
  )
  if (!row) return { language: null, prompt: null, held: [], withOfficer: false }
  const isFresh = row.held_at !== null && now.getTime() - new Date(row.held_at).getTime() < heldHours * 3_600_000
  const open = row.state
    ? (JSON.parse(keyring.openText('conversation', row.state, place('state', chatId))) as Omit<
        OpenPrompt,
        'id' | 'topic'
      >)
    : null
  return {
    language: row.language === 'en' ? 'en' : 'vi',
    prompt: open && row.topic && row.prompt_id ? { ...open, id: row.prompt_id, topic: row.topic } : null,
    held:
      row.held && isFresh
        ? (JSON.parse(keyring.openText('conversation', row.held, place('held', chatId))) as Input[])
        : [],
    withOfficer: row.with_officer,
  }
}

export const saveConversation = async (
  tx: Transaction,
  keyring: Keyring,
  chatId: number,
  next: Conversation,
  now: Date,
): Promise<void> => {
  const { prompt, held } = next
  const state = prompt
    ? keyring.seal(
        'conversation',
        JSON.stringify({
          state: prompt.state,
          numbers: prompt.numbers,
          labels: prompt.labels,
          takesNumbers: prompt.takesNumbers,
        }),
        place('state', chatId),
      )
    : null
  const kept = held.length > 0 ? keyring.seal('conversation', JSON.stringify(held), place('held', chatId)) : null
  const at = now.toISOString()
  await tx.execute(sql`
    insert into conversations (chat_id, language, topic, prompt_id, state, held, held_at, with_officer, updated_at)
    values (${chatId}, ${next.language ?? 'vi'}, ${prompt?.topic ?? null}, ${prompt?.id ?? null}, ${state}, ${kept},
      ${kept ? at : null}::timestamptz, ${next.withOfficer}, ${at}::timestamptz)
    on conflict (chat_id) do update set language = excluded.language, topic = excluded.topic,
      prompt_id = excluded.prompt_id, state = excluded.state, held = excluded.held,
      held_at = case when excluded.held is null then null else coalesce(conversations.held_at, excluded.held_at) end,
      with_officer = excluded.with_officer, updated_at = excluded.updated_at`)
}

/** Chats in which a prompt of the topic is open and nothing has been said since; their rows are locked. */
export const findIdleConversations = async (
  tx: Transaction,
  idle: { readonly topic: string; readonly from: Date; readonly until: Date },
): Promise<number[]> => {
  const rows = await tx.execute<{ chat_id: string }>(sql`
    select chat_id from conversations
    where topic = ${idle.topic} and updated_at > ${idle.from.toISOString()}::timestamptz
      and updated_at <= ${idle.until.toISOString()}::timestamptz
    order by chat_id for update skip locked`)
  return rows.map((row) => Number(row.chat_id))
}

/**
 * Holds a chat until the transaction ends, unless a turn of it is running. Gives the topic whose prompt is open and since
 * when nothing has been said.
 */
export const holdChat = async (
  tx: Transaction,
  chatId: number,
): Promise<{ readonly openTopic: string | null; readonly quietSince: Date | null } | null> => {
  const [row] = await tx.execute<{ topic: string | null; updated_at: string | null }>(sql`
    select v.topic, v.updated_at from chats c left join conversations v on v.chat_id = c.id
    where c.id = ${chatId} for update of c skip locked`)
  return row ? { openTopic: row.topic, quietSince: row.updated_at ? new Date(row.updated_at) : null } : null
}

/** Forgets what waited for a consent that did not come within a day. Returns how many chats were cleared. */
export const purgeHeld = async (database: Queryable, now: Date): Promise<number> => {
  const before = new Date(now.getTime() - heldHours * 3_600_000).toISOString()
  const rows = await database.execute(sql`
    update conversations set held = null, held_at = null where held_at < ${before}::timestamptz returning chat_id`)
  return rows.length
}

/** For an erasure: the dialogue state of these chats and whatever they held. */
export const eraseConversationsOf = async (
  scope: Scope,
  person: { readonly chatIds: readonly number[] },
): Promise<void> => {
  await scope.tx.execute(sql`delete from conversations where chat_id = any(${arrayLiteral(person.chatIds)}::bigint[])`)
}

/** The turn of an erasure leaves its language behind; that goes once the chat itself is gone. Returns how many went. */
export const forgetLostConversations = async (database: Queryable): Promise<number> => {
  const rows = await database.execute(sql`
    delete from conversations v where not exists (select 1 from chats c where c.id = v.chat_id) returning v.chat_id`)
  return rows.length
}
