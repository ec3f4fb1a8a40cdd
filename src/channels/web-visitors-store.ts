import { sql } from 'drizzle-orm'
import { arrayLiteral, type Database, type Queryable, type Transaction } from '../database/index.ts'

export type VisitorRow = { readonly isKiosk: boolean; readonly lastSeq: number }

export const findVisitor = async (database: Queryable, chatKey: string): Promise<VisitorRow | null> => {
  const [row] = await database.execute<{ is_kiosk: boolean; last_seq: string }>(
    sql`select is_kiosk, last_seq from web_visitors where chat_key = ${chatKey}::uuid and ended_at is null`,
  )
  return row ? { isKiosk: row.is_kiosk, lastSeq: Number(row.last_seq) } : null
}

export const insertVisitor = async (
  database: Queryable,
  visitor: { readonly chatKey: string; readonly isKiosk: boolean; readonly burst: number },
  now: Date,
): Promise<boolean> => {
  const at = now.toISOString()
  const rows = await database.execute(sql`
    insert into web_visitors (chat_key, is_kiosk, allowance, allowance_at, created_at, last_seen_at)
    values (${visitor.chatKey}::uuid, ${visitor.isKiosk}, ${visitor.burst}, ${at}::timestamptz, ${at}::timestamptz,
      ${at}::timestamptz)
    on conflict do nothing returning chat_key`)
  return rows.length > 0
}

export type SpendInput = {
  readonly cost: number
  readonly burst: number
  readonly everyMs: number
  readonly bytes?: number
  readonly bytesMax?: number
}

export type SpendResult =
  | { readonly kind: 'ok' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'day-full' }
  | { readonly kind: 'unknown' }

/** Takes from the visitor's bucket under its row lock, so several processes share one allowance. */
export const spendAllowance = async (
  tx: Transaction,
  chatKey: string,
  spend: SpendInput,
  now: Date,
): Promise<SpendResult> => {
  const [row] = await tx.execute<{
    allowance: number
    allowance_at: string
    upload_day: string
    upload_bytes: string
  }>(sql`
    select allowance, allowance_at, upload_day, upload_bytes from web_visitors
    where chat_key = ${chatKey}::uuid and ended_at is null for update`)
  if (!row) return { kind: 'unknown' }
  const passed = Math.max(0, now.getTime() - new Date(row.allowance_at).getTime())
  const filled = Math.min(spend.burst, row.allowance + passed / spend.everyMs)
  if (filled < spend.cost) return { kind: 'wait', ms: Math.ceil((spend.cost - filled) * spend.everyMs) }
  const day = now.toISOString().slice(0, 10)
  const bytes = (row.upload_day === day ? Number(row.upload_bytes) : 0) + (spend.bytes ?? 0)
  if (spend.bytesMax !== undefined && bytes > spend.bytesMax) return { kind: 'day-full' }
  await tx.execute(sql`
    update web_visitors set allowance = ${filled - spend.cost}, allowance_at = ${now.toISOString()}::timestamptz,
      upload_day = ${day}, upload_bytes = ${bytes} where chat_key = ${chatKey}::uuid`)
  return { kind: 'ok' }
}

export const readLastSeqs = async (
  database: Database,
  chatKeys: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const rows = await database.execute<{ chat_key: string; last_seq: string }>(
    sql`select chat_key, last_seq from web_visitors where chat_key = any(${arrayLiteral(chatKeys)}::uuid[]) and ended_at is null`,
  )
  return new Map(rows.map((row) => [row.chat_key, Number(row.last_seq)]))
}

export const markSeen = async (
  database: Database,
  seen: readonly { readonly chatKey: string; readonly seq: number }[],
  now: Date,
): Promise<void> => {
  const sorted = [...seen].sort((a, b) => (a.chatKey < b.chatKey ? -1 : 1))
  await database.execute(sql`
    update web_visitors v set seen_seq = greatest(v.seen_seq, s.seq), last_seen_at = ${now.toISOString()}::timestamptz
    from unnest(${arrayLiteral(sorted.map((one) => one.chatKey))}::uuid[],
      ${arrayLiteral(sorted.map((one) => one.seq))}::bigint[]) as s(chat_key, seq)
    where v.chat_key = s.chat_key`)
}

export const endVisitor = async (tx: Transaction, chatKey: string, now: Date): Promise<void> => {
  await tx.execute(sql`
    update web_visitors set ended_at = ${now.toISOString()}::timestamptz where chat_key = ${chatKey}::uuid`)
}

/** Arrivals of this window and, as far as it still weighs, of the one before. */
export const countArrivals = async (
  database: Queryable,
  bucket: string,
  windowMs: number,
  now: Date,
): Promise<number> => {
  const since = new Date(now.getTime() - windowMs).toISOString()
  const [row] = await database.execute<{ count: string | null }>(sql`
    select sum(count) as count from web_arrivals
    where bucket = ${bucket}::uuid and window_at > ${since}::timestamptz`)
  return Number(row?.count ?? 0)
}

// Windows of a fifth of the span, so that a limit frees itself step by step.
const steps = 5

export const noteArrival = async (
  database: Queryable,
  buckets: readonly string[],
  windowMs: number,
  now: Date,
): Promise<void> => {
  const step = windowMs / steps
  const windowAt = new Date(Math.floor(now.getTime() / step) * step).toISOString()
  for (const bucket of [...buckets].sort()) {
    await database.execute(sql`
      insert into web_arrivals as a (bucket, window_at, count) values (${bucket}::uuid, ${windowAt}::timestamptz, 1)
      on conflict (bucket, window_at) do update set count = a.count + 1`)
  }
}

/** Forgets counts of yesterday, and browsers that did not come back for half a year. */
export const pruneVisitors = async (tx: Transaction, now: Date): Promise<void> => {
  const before = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString()
  await tx.execute(sql`delete from web_arrivals where window_at < ${before(1)}::timestamptz`)
  await tx.execute(sql`
    delete from web_visitors where last_seen_at < ${before(180)}::timestamptz
      or ended_at < ${before(2)}::timestamptz or (is_kiosk and last_seen_at < ${before(2)}::timestamptz)`)
}
