import { sql } from 'drizzle-orm'
import { arrayLiteral, type Database, type Queryable, type Scope, type Transaction } from '../database/index.ts'

/** A row on its way in: everything that the one grouped statement needs. */
export type InboxRow = {
  readonly accountId: string
  readonly chatLookup: string
  readonly key: string
  readonly platformAt: Date
  readonly platformSeq: number
  readonly payload: Buffer
}

export type ClaimedUpdate = {
  readonly id: number
  readonly accountId: string
  readonly chatLookup: string
  readonly attempts: number
  readonly faults: number
  readonly payload: Buffer
  readonly receivedAt: Date
}

/**
 * Stores a group in one statement and returns how many were new. Keys are sorted, because two groups that meet the
 * same keys in opposite order would deadlock.
 */
export const storeUpdates = async (database: Database, rows: readonly InboxRow[], now: Date): Promise<number> => {
  const unique = new Map(rows.map((row) => [row.key, row]))
  const sorted = [...unique.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  const at = now.toISOString()
  const result = await database.$client`
    with incoming as (
      select * from unnest(
        ${arrayLiteral(sorted.map((row) => row.key))}::uuid[], ${arrayLiteral(sorted.map((row) => row.accountId))}::text[],
        ${arrayLiteral(sorted.map((row) => row.chatLookup))}::uuid[],
        ${arrayLiteral(sorted.map((row) => row.platformAt))}::timestamptz[],
        ${arrayLiteral(sorted.map((row) => row.platformSeq))}::bigint[],
        ${arrayLiteral(sorted.map((row) => row.payload))}::bytea[]
      ) as t(key, account_id, chat_lookup, platform_at, platform_seq, payload)
    ), fresh as (
      insert into inbox_seen (key, seen_at) select key, ${at}::timestamptz from incoming
      on conflict do nothing returning key
    )
    insert into inbox (account_id, chat_lookup, key, platform_at, platform_seq, received_at, due_at, payload)
    select i.account_id, i.chat_lookup, i.key, i.platform_at, i.platform_seq, ${at}::timestamptz, ${at}::timestamptz, i.payload
    from incoming i join fresh f on f.key = i.key`
  return result.count
}

export type UpdateClaim = {
  readonly processId: string
  readonly limit: number
  readonly now: Date
  /** Ours, and having their turn. */
  readonly running: readonly number[]
  /** Ours, whose turn the database cut off: that attempt was nobody's fault and does not count. */
  readonly cutOff: readonly number[]
  /** `interrupted` ones were running as a process died; one of them may be why. */
  readonly which: 'fresh' | 'interrupted'
}

/** A look at the inbox may begin before an update came that it then meets; so much later only a clock can be wrong. */
const aheadMs = 10_000

/** What came in the future came before the clock was put back: it does not wait until the clock is there again. */
const isDue = ({ $client }: Database, now: Date) => {
  const ahead = new Date(now.getTime() + aheadMs)
  return $client`(i.due_at <= ${now.toISOString()}::timestamptz or i.received_at > ${ahead.toISOString()}::timestamptz)`
}

/**
 * Takes the heads of up to `limit` chats, first come first, and counts the attempt before anything runs: an input that
 * kills the process is known by its count. A head taken by a process that no longer beats is free again, and so is one
 * of our own that is not running (its turn was cut off by a lost connection).
 *
 * This one statement does not wait for the disk: the count outlives every death of a process, and what a death of the
 * database takes of it is nobody's fault. The turn itself waits, and so do the update before it and the mark after it.
 */
export const claimUpdates = async (database: Database, claim: UpdateClaim): Promise<ClaimedUpdate[]> => {
  const { processId, limit, now } = claim
  const running = arrayLiteral(claim.running)
  const cutOff = arrayLiteral(claim.cutOff)
  const rows = await database.$client<
    {
      id: string
      account_id: string
      chat_lookup: string
      attempts: number
      faults: number
      payload: Buffer
      received_at: Date
    }[]
  >`
    with unhurried as materialized (
      select set_config('synchronous_commit', 'off', true) as flush
    ), heads as (
      select i.id from inbox i
      where i.state = 'waiting' and ${isDue(database, now)}
        and (i.taken_by is null or (i.taken_by = ${processId} and i.id <> all(${running}::bigint[])) or not exists (
          select 1 from processes p where p.id = i.taken_by and p.beat_at > clock_timestamp() - interval '5 seconds'))
        and (i.attempts > i.faults and i.id <> all(${cutOff}::bigint[])) = ${claim.which === 'interrupted'}
        and i.id = (
          select e.id from inbox e where e.chat_lookup = i.chat_lookup and e.state = 'waiting'
          order by e.platform_at, e.platform_seq, e.id limit 1)
      order by i.id limit ${limit}
      for update skip locked
    )
    update inbox i set taken_by = ${processId},
      attempts = i.attempts + case when i.id = any(${cutOff}::bigint[]) then 0 else 1 end
    from heads, unhurried where i.id = heads.id and unhurried.flush = 'off'
    returning i.id, i.account_id, i.chat_lookup, i.attempts, i.faults, i.payload, i.received_at`
  return rows.map((row) => ({
    id: Number(row.id),
    accountId: row.account_id,
    chatLookup: row.chat_lookup,
    attempts: row.attempts,
    faults: row.faults,
    payload: row.payload,
    receivedAt: new Date(row.received_at),
  }))
}

/** Whether something waits that was running as a process died. */
export const hasInterrupted = async (
  database: Database,
  { processId, now, running, cutOff }: Pick<UpdateClaim, 'processId' | 'now' | 'running' | 'cutOff'>,
): Promise<boolean> => {
  const rows = await database.$client`
    select 1 from inbox i
    where i.state = 'waiting' and i.attempts > i.faults and ${isDue(database, now)}
      and i.id <> all(${arrayLiteral([...running, ...cutOff])}::bigint[])
      and (i.taken_by is null or i.taken_by = ${processId} or not exists (
        select 1 from processes p where p.id = i.taken_by and p.beat_at > clock_timestamp() - interval '5 seconds'))
    limit 1`
  return rows.length > 0
}

/**
 * Locks the chat for this turn, and makes it at the person's first message; null when another turn of it is running.
 */
export const lockChat = async (
  tx: Transaction,
  chat: { readonly lookup: string; readonly accountId: string; seal(): Buffer },
  now: Date,
): Promise<number | null> => {
  const [known] = await tx.execute<{ id: string }>(
    sql`select id from chats where lookup = ${chat.lookup} for update skip locked`,
  )
  if (known) return Number(known.id)
  const [made] = await tx.execute<{ id: string }>(sql`
    insert into chats (lookup, account_id, address, created_at)
    values (${chat.lookup}, ${chat.accountId}, ${chat.seal()}, ${now.toISOString()}::timestamptz)
    on conflict (lookup) do nothing returning id`)
  return made ? Number(made.id) : null
}

/** Ends a turn inside its own transaction: the row and its payload leave, a bare line stays in the history. */
export const finishUpdate = async (tx: Transaction, id: number, outcome: string, now: Date): Promise<boolean> => {
  const gone = await tx.execute(sql`
    with done as (delete from inbox where id = ${id} returning *)
    insert into inbox_history (id, account_id, chat_lookup, received_at, finished_at, attempts, outcome)
    select id, account_id, chat_lookup, received_at, ${now.toISOString()}::timestamptz, attempts, ${outcome} from done
    returning id`)
  return gone.length === 1
}

/**
 * Holds the update until the turn ends, and notes on its chat that somebody wrote. Returns when the chat's window had
 * been opened before; undefined when the update is gone: a process that was thought dead was only slow, and has finished it.
 */
export const holdUpdate = async (
  tx: Transaction,
  update: { readonly id: number; readonly chatId: number; readonly at: Date; readonly opensWindow: boolean },
): Promise<{ readonly windowOpenedAt: Date | null } | undefined> => {
  const { id, chatId, opensWindow } = update
  const moment = update.at.toISOString()
  const [noted] = await tx.execute<{ opened_at: string | null }>(sql`
    with held as (select id from inbox where id = ${id} and state = 'waiting' for update),
      before as (select window_opened_at as opened_at from chats where id = ${chatId})
    update chats set last_inbound_at = greatest(last_inbound_at, ${moment}::timestamptz),
      window_opened_at = case when ${opensWindow} then greatest(window_opened_at, ${moment}::timestamptz) else window_opened_at end,
      reachability = case when ${opensWindow} then 'reachable' else reachability end,
      unreachable_why = case when ${opensWindow} then null else unreachable_why end,
      erase_at = null
    from held, before where chats.id = ${chatId} returning before.opened_at`)
  return noted && { windowOpenedAt: noted.opened_at === null ? null : new Date(noted.opened_at) }
}

/** Gives a row back unharmed, because its chat was busy: the attempt does not count. */
export const releaseUpdate = async (database: Database, id: number, dueAt: Date): Promise<void> => {
  await database.execute(sql`
    update inbox set attempts = attempts - 1, taken_by = null, due_at = ${dueAt.toISOString()}::timestamptz where id = ${id}`)
}

export const postponeUpdate = async (database: Database, id: number, dueAt: Date, fault: string): Promise<void> => {
  await database.execute(sql`
    update inbox set faults = faults + 1, taken_by = null, fault = ${fault}, due_at = ${dueAt.toISOString()}::timestamptz
    where id = ${id}`)
}

/** False when it is gone or parked already. */
export const parkUpdate = async (tx: Transaction, id: number, fault: string): Promise<boolean> => {
  const rows = await tx.execute(sql`
    update inbox set state = 'parked', taken_by = null, faults = faults + 1, fault = ${fault}
    where id = ${id} and state = 'waiting' returning id`)
  return rows.length === 1
}

/** Puts a parked update back in line; an officer does this after the cause was mended. */
export const unparkUpdate = async (tx: Transaction, id: number, now: Date): Promise<boolean> => {
  const rows = await tx.execute(sql`
    update inbox set state = 'waiting', attempts = 0, faults = 0, due_at = ${now.toISOString()}::timestamptz
    where id = ${id} and state = 'parked' returning id`)
  return rows.length === 1
}

export const pruneSeen = async (database: Queryable, before: Date): Promise<void> => {
  await database.execute(sql`delete from inbox_seen where seen_at < ${before.toISOString()}::timestamptz`)
}

/**
 * For an erasure: what waits or is parked of these chats and was sent before the request. What came after it is a new
 * beginning; the running turn's own row ends with its turn.
 */
export const eraseInboxOf = async (
  scope: Scope,
  person: { readonly chatIds: readonly number[]; readonly at: Date },
): Promise<void> => {
  await scope.tx.execute(sql`
    with gone as (
      delete from inbox where chat_lookup in (
          select lookup from chats where id = any(${arrayLiteral(person.chatIds)}::bigint[]))
        and (state = 'parked' or platform_at < ${person.at.toISOString()}::timestamptz) returning *
    )
    insert into inbox_history (id, account_id, chat_lookup, received_at, finished_at, attempts, outcome)
    select id, account_id, chat_lookup, received_at, ${scope.clock.now().toISOString()}::timestamptz, attempts, 'erased'
    from gone`)
}
