import { sql } from 'drizzle-orm'
import { onCommit, type Queryable, type Scope, type Transaction } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'

export type WebEntry = {
  readonly seq: number
  readonly key: string
  readonly side: 'own' | 'house' | 'notice'
  readonly at: Date
  readonly body: unknown
}

type Row = { seq: string; key: string; side: WebEntry['side']; body: Buffer; at: string }

const place = (key: string): string => `web_messages.body:${key}`
const topicOf = (chatKey: string): string => `web:${chatKey}`

/** Key of a web chat, for the address that stands in `chats` (the random id of the cookie). */
export const webChatKey = (keyring: Keyring, address: string): string => keyring.blindIndex('web-chat', address)

export const ownKey = (keyring: Keyring, chatKey: string, key: string): string =>
  keyring.blindIndex('web-chat', `own\n${chatKey}\n${key}`)

export const deliveryKey = (keyring: Keyring, deliveryId: number): string =>
  keyring.blindIndex('web-chat', `delivery\n${deliveryId}`)

const opened = (keyring: Keyring, row: Row): WebEntry => ({
  seq: Number(row.seq),
  key: row.key,
  side: row.side,
  at: new Date(row.at),
  body: JSON.parse(keyring.openText('web-chat', row.body, place(row.key))) as unknown,
})

/**
 * Writes an entry once; its number comes from the visitor's row, whose lock makes numbers commit in order. Null when
 * the key is there already or the visitor is gone.
 */
export const insertEntry = async (
  database: Queryable,
  keyring: Keyring,
  entry: {
    readonly chatKey: string
    readonly key: string
    readonly side: WebEntry['side']
    readonly body: object
    readonly at: Date
  },
): Promise<WebEntry | null> => {
  const { chatKey, key, side, at } = entry
  const body = keyring.seal('web-chat', JSON.stringify(entry.body), place(key))
  const [row] = await database.execute<{ seq: string }>(sql`
    with bumped as (
      update web_visitors set last_seq = last_seq + 1
      where chat_key = ${chatKey}::uuid and ended_at is null
        and not exists (select 1 from web_messages where key = ${key}::uuid)
      returning last_seq
    )
    insert into web_messages (chat_key, seq, key, side, body, at)
    select ${chatKey}::uuid, last_seq, ${key}::uuid, ${side}, ${body}, ${at.toISOString()}::timestamptz from bumped
    on conflict (key) do nothing returning seq`)
  return row ? { seq: Number(row.seq), key, side, at, body: entry.body } : null
}

export const findByKey = async (database: Queryable, keyring: Keyring, key: string): Promise<WebEntry | null> => {
  const [row] = await database.execute<Row>(
    sql`select seq, key, side, body, at from web_messages where key = ${key}::uuid`,
  )
  return row ? opened(keyring, row) : null
}

export const findBySeq = async (
  database: Queryable,
  keyring: Keyring,
  chatKey: string,
  seq: number,
): Promise<WebEntry | null> => {
  const [row] = await database.execute<Row>(sql`
    select seq, key, side, body, at from web_messages where chat_key = ${chatKey}::uuid and seq = ${seq}::bigint`)
  return row ? opened(keyring, row) : null
}

/** Oldest first: what follows `after`, or the newest when there is no `after`. */
export const readEntries = async (
  database: Queryable,
  keyring: Keyring,
  chatKey: string,
  range: { readonly after?: number; readonly limit: number },
): Promise<WebEntry[]> => {
  const { after, limit } = range
  const rows =
    after === undefined
      ? await database.execute<Row>(sql`
          select seq, key, side, body, at from web_messages where chat_key = ${chatKey}::uuid
          order by seq desc limit ${limit}`)
      : await database.execute<Row>(sql`
          select seq, key, side, body, at from web_messages where chat_key = ${chatKey}::uuid and seq > ${after}::bigint
          order by seq limit ${limit}`)
  const entries = rows.map((row) => opened(keyring, row))
  return after === undefined ? entries.reverse() : entries
}

export const deleteOwn = async (database: Queryable, chatKey: string, key: string): Promise<void> => {
  await database.execute(
    sql`delete from web_messages where chat_key = ${chatKey}::uuid and key = ${key}::uuid and side = 'own'`,
  )
}

export const deleteEntries = async (tx: Transaction, chatKey: string): Promise<void> => {
  await tx.execute(sql`delete from web_messages where chat_key = ${chatKey}::uuid`)
}

type Means = Pick<Scope, 'tx' | 'keyring' | 'signals' | 'clock'>

const addNotice = async (means: Means, chatKey: string, body: object, at: Date): Promise<void> => {
  const { tx, keyring, signals } = means
  await insertEntry(tx, keyring, { chatKey, key: crypto.randomUUID(), side: 'notice', body, at })
  onCommit(tx, () => signals.poke(topicOf(chatKey)))
}

/**
 * Erases what a web chat's page remembers, both sides; open pages are told to clear themselves. The visitor stays, so
 * that the confirmation still arrives: that row holds a random key and times.
 */
export const eraseWebMessagesOf = async (means: Means, chatKey: string): Promise<void> => {
  await deleteEntries(means.tx, chatKey)
  await addNotice(means, chatKey, { kind: 'cleared' }, means.clock.now())
}

const hourMs = 3_600_000

/**
 * For anonymous opinions: the page's copy of the wording leaves the store in the transaction that files the opinion,
 * on both sides, since the bot repeats the wording when it asks "Gửi?". Rows stay as empty marks with their time cut
 * to the hour, so a repeated delivery does not bring the text back; open pages take it off the screen. `since` is when
 * the wording began, `until` the time of the update that files it: own words after it are another matter. What the house
 * said after `houseUntil`, where given, is another matter as well.
 */
export const scrubWebText = async (
  means: Means,
  input: { readonly chatKey: string; readonly since: Date; readonly until: Date; readonly houseUntil?: Date },
): Promise<number> => {
  const { tx, keyring } = means
  const { chatKey, since, until, houseUntil } = input
  const rows = await tx.execute<{ seq: string; key: string; at: string }>(sql`
    select seq, key, at from web_messages
    where chat_key = ${chatKey}::uuid and at >= ${since.toISOString()}::timestamptz
      and ((side = 'house' and at <= ${houseUntil?.toISOString() ?? 'infinity'}::timestamptz) or (side = 'own' and at <= ${until.toISOString()}::timestamptz))
    order by seq for update`)
  const coarse = (at: Date): Date => new Date(Math.floor(at.getTime() / hourMs) * hourMs)
  for (const row of rows) {
    const body = keyring.seal('web-chat', JSON.stringify({ kind: 'redacted' }), place(row.key))
    await tx.execute(sql`
      update web_messages set body = ${body}, at = ${coarse(new Date(row.at)).toISOString()}::timestamptz
      where key = ${row.key}::uuid`)
  }
  if (rows.length > 0) {
    const seqs = rows.map((row) => Number(row.seq))
    await addNotice(means, chatKey, { kind: 'redaction', seqs }, coarse(means.clock.now()))
  }
  return rows.length
}

const keepDays = 7
const keepUnseenDays = 60

/** Forgets what the page has shown for a week; what nobody has opened yet waits for two months. */
export const pruneEntries = async (tx: Transaction, now: Date): Promise<number> => {
  const before = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString()
  const rows = await tx.execute(sql`
    delete from web_messages m where m.at < ${before(keepUnseenDays)}::timestamptz
      or (m.at < ${before(keepDays)}::timestamptz and (m.side = 'own' or not exists (
        select 1 from web_visitors v where v.chat_key = m.chat_key and v.seen_seq < m.seq)))
    returning m.seq`)
  return rows.length
}
