import { sql } from 'drizzle-orm'
import { arrayLiteral, type Database, type Queryable, type Scope, type Transaction } from '../database/index.ts'

export type OutboxRow = {
  readonly accountId: string
  readonly chatId: number
  readonly priority: number
  readonly dueAt: Date
  readonly expiresAt: Date
  readonly dedupeKey: string | null
  readonly slot: string | null
  readonly onUncertain: 'resend' | 'leave'
  readonly ref: string | null
  readonly payload: Buffer
}

/** Puts one message in line. The lane is the account's. Null when the dedupe key is already waiting. */
export const insertMessage = async (
  tx: Transaction,
  row: OutboxRow,
  now: Date,
): Promise<{ id: number; lane: string } | null> => {
  const [made] = await tx.execute<{ id: string; lane: string }>(sql`
    insert into outbox (lane, account_id, chat_id, priority, due_at, expires_at, dedupe_key, slot, on_uncertain, ref, created_at, payload)
    select a.lane, a.id, ${row.chatId}, ${row.priority}, ${row.dueAt.toISOString()}::timestamptz,
      ${row.expiresAt.toISOString()}::timestamptz, ${row.dedupeKey}, ${row.slot}, ${row.onUncertain}, ${row.ref},
      ${now.toISOString()}::timestamptz, ${row.payload}
    from accounts a where a.id = ${row.accountId}
    on conflict (dedupe_key) do nothing
    returning id, lane`)
  return made ? { id: Number(made.id), lane: made.lane } : null
}

/** An unsent older message for the same slot leaves, so that a late answer never meets two prompts. */
export const replaceUnsent = async (tx: Transaction, chatId: number, slot: string, now: Date): Promise<void> => {
  await tx.execute(sql`
    with gone as (
      delete from outbox where chat_id = ${chatId} and slot = ${slot} and state = 'waiting' returning *
    )
    insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, attempts, uncertain, ref, created_at, finished_at)
    select id, lane, account_id, chat_id, priority, 'replaced', attempts, uncertain, ref, created_at, ${now.toISOString()}::timestamptz
    from gone`)
}

/** Takes back what belongs to something that was stopped; what is under way cannot be called back. */
export const withdrawUnsent = async (tx: Transaction, ref: string, now: Date): Promise<number> => {
  const rows = await tx.execute(sql`
    with gone as (delete from outbox where ref = ${ref} and state = 'waiting' returning *)
    insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, attempts, uncertain, ref, created_at, finished_at)
    select id, lane, account_id, chat_id, priority, 'replaced', attempts, uncertain, ref, created_at, ${now.toISOString()}::timestamptz
    from gone returning id`)
  return rows.length
}

export type ClaimedMessage = {
  readonly id: number
  readonly accountId: string
  readonly chatId: number
  readonly priority: number
  readonly attempts: number
  readonly onUncertain: 'resend' | 'leave'
  readonly address: Buffer
  readonly payload: Buffer
}

/** What became of a message, ready for the books. */
export type Settlement = {
  readonly id: number
  readonly outcome: 'sent' | 'refused' | 'unreachable' | 'expired' | 'uncertain' | 'again'
  readonly why: string | null
  readonly messageLookup: string | null
  readonly dueAt: Date | null
  readonly uncertain: boolean
}

/** How many messages an account may start now, in all and of bulk. */
export type Allowance = { readonly accountId: string; readonly total: number; readonly bulk: number }

type Claim = {
  readonly lane: string
  readonly owner: string
  readonly epoch: number
  readonly settlements: readonly Settlement[]
  readonly allowances: readonly Allowance[]
  readonly limit: number
  readonly now: Date
}

/**
 * One round of a lane in one statement: outcomes go to the history, waiting heads of chats are marked as being
 * attempted. The mark is on disk before a message leaves, so after a crash exactly the marked ones are uncertain.
 * Nothing is claimed when the lane has passed to another process.
 *
 * Measured: `offset 0` keeps the look at a chat on its index (without it a whole scan, as statistics lag behind a queue),
 * and arrays behind `select` cost the same to plan whatever they hold, so PostgreSQL soon keeps one plan for good.
 */
export const settleAndClaim = async (database: Database, claim: Claim): Promise<ClaimedMessage[]> => {
  const { settlements: done, allowances } = claim
  // A chat whose message ends in this statement is free for its next one in the same statement.
  const ended = arrayLiteral(done.filter((one) => one.outcome !== 'again').map((one) => one.id))
  const now = claim.now.toISOString()
  const rows = await database.$client<
    {
      id: string
      account_id: string
      chat_id: string
      priority: number
      attempts: number
      on_uncertain: 'resend' | 'leave'
      address: Buffer
      payload: Buffer
    }[]
  >`
    with settled as (
      select * from unnest(
        (select ${arrayLiteral(done.map((one) => one.id))}::bigint[]), (select ${arrayLiteral(done.map((one) => one.outcome))}::text[]),
        (select ${arrayLiteral(done.map((one) => one.why))}::text[]), (select ${arrayLiteral(done.map((one) => one.messageLookup))}::uuid[]),
        (select ${arrayLiteral(done.map((one) => one.dueAt))}::timestamptz[]), (select ${arrayLiteral(done.map((one) => one.uncertain))}::boolean[])
      ) as s(id, outcome, why, message_lookup, due_at, uncertain)
    ), finished as (
      delete from outbox o using settled s where o.id = s.id and s.outcome <> 'again' returning o.*
    ), archived as (
      insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, why, message_lookup, attempts, uncertain,
        ref, created_at, finished_at)
      select f.id, f.lane, f.account_id, f.chat_id, f.priority, s.outcome, s.why, s.message_lookup, f.attempts,
        f.uncertain or s.uncertain, f.ref, f.created_at, ${now}::timestamptz
      from finished f join settled s on s.id = f.id
    ), put_back as (
      update outbox o set state = 'waiting', epoch = null, due_at = s.due_at, uncertain = o.uncertain or s.uncertain
      from settled s where o.id = s.id and s.outcome = 'again' and o.state = 'attempting' and o.epoch = ${claim.epoch}
    ), held as (
      select 1 from lanes where id = ${claim.lane} and owner = ${claim.owner} and epoch = ${claim.epoch}
        and expires_at > clock_timestamp()
    ), allowed as (
      select * from unnest((select ${arrayLiteral(allowances.map((one) => one.accountId))}::text[]),
        (select ${arrayLiteral(allowances.map((one) => one.total))}::int[]),
        (select ${arrayLiteral(allowances.map((one) => one.bulk))}::int[])) as a(account_id, total, bulk)
    ), urgent as (
      select h.id, h.account_id, h.priority, h.due_at from held cross join allowed a cross join lateral (
        select o.id, o.account_id, o.priority, o.due_at from outbox o
        where o.lane = ${claim.lane} and o.account_id = a.account_id and o.priority < 2 and o.state = 'waiting'
          and o.due_at <= ${now}::timestamptz
          and not exists (select 1 from (select * from outbox same_chat where same_chat.chat_id = o.chat_id offset 0) e
            where e.id <> all(${ended}::bigint[]) and (e.state = 'attempting'
              or (e.id < o.id and e.priority < 2 and (e.due_at <= ${now}::timestamptz or e.attempts > 0))))
        order by o.priority, o.due_at, o.id limit a.total
        for update skip locked) h
    ), bulk as (
      select h.id, h.account_id, h.priority, h.due_at from held cross join allowed a cross join lateral (
        select o.id, o.account_id, o.priority, o.due_at from outbox o
        where o.lane = ${claim.lane} and o.account_id = a.account_id and o.priority = 2 and o.state = 'waiting'
          and o.due_at <= ${now}::timestamptz
          and not exists (select 1 from (select * from outbox same_chat where same_chat.chat_id = o.chat_id offset 0) e
            where e.id <> all(${ended}::bigint[]) and (e.state = 'attempting'
              or (e.id < o.id and (e.due_at <= ${now}::timestamptz or e.attempts > 0))))
        order by o.due_at, o.id
        limit greatest(0, least(a.bulk, a.total - (select count(*)::int from urgent u where u.account_id = a.account_id)))
        for update skip locked) h
    ), chosen as (
      select id from (select * from urgent union all select * from bulk) both_kinds order by priority, due_at, id limit ${claim.limit}
    )
    update outbox o set state = 'attempting', epoch = ${claim.epoch}, attempts = o.attempts + 1
    from chosen, chats c where o.id = chosen.id and c.id = o.chat_id
    returning o.id, o.account_id, o.chat_id, o.priority, o.attempts, o.on_uncertain, c.address, o.payload`
  return rows
    .map((row) => ({
      id: Number(row.id),
      accountId: row.account_id,
      chatId: Number(row.chat_id),
      priority: row.priority,
      attempts: row.attempts,
      onUncertain: row.on_uncertain,
      address: row.address,
      payload: row.payload,
    }))
    .sort((a, b) => a.priority - b.priority || a.id - b.id)
}

/** After a crash: what the former holder of the lane had under way. Resent or left, as each message says. */
export const reclaimInterrupted = async (
  database: Database,
  lane: string,
  epoch: number,
  now: Date,
): Promise<number> => {
  const rows = await database.$client`
    with lost as (
      select id, on_uncertain from outbox where lane = ${lane} and state = 'attempting' and epoch < ${epoch} for update skip locked
    ), again as (
      update outbox o set state = 'waiting', epoch = null, uncertain = true
      from lost where o.id = lost.id and lost.on_uncertain = 'resend'
    ), gone as (
      delete from outbox o using lost where o.id = lost.id and lost.on_uncertain = 'leave' returning o.*
    ), archived as (
      insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, why, attempts, uncertain, ref, created_at, finished_at)
      select id, lane, account_id, chat_id, priority, 'uncertain', 'process-died', attempts, true, ref, created_at,
        ${now.toISOString()}::timestamptz from gone
    )
    select id from lost`
  return rows.count
}

/**
 * What this holder has claimed without knowing, because the answer of the database was lost: it never left, so it goes
 * back in line without a mark. `known` are those that it knows to be under way.
 */
export const releaseUnknown = async (
  database: Database,
  held: { readonly lane: string; readonly epoch: number; readonly known: readonly number[] },
): Promise<number> => {
  const rows = await database.$client`
    update outbox set state = 'waiting', epoch = null
    where lane = ${held.lane} and state = 'attempting' and epoch = ${held.epoch}
      and id <> all(${arrayLiteral(held.known)}::bigint[]) returning id`
  return rows.count
}

/** Messages whose time has passed are not sent late. */
export const expireMessages = async (database: Database, lane: string, now: Date): Promise<number> => {
  const rows = await database.$client`
    with gone as (
      delete from outbox where id in (
        select id from outbox where lane = ${lane} and state = 'waiting' and expires_at <= ${now.toISOString()}::timestamptz
        limit 1000 for update skip locked) returning *
    )
    insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, attempts, uncertain, ref, created_at, finished_at)
    select id, lane, account_id, chat_id, priority, 'expired', attempts, uncertain, ref, created_at, ${now.toISOString()}::timestamptz
    from gone returning id`
  return rows.count
}

export const countWaiting = async (
  database: Queryable,
): Promise<{ lane: string; priority: number; count: number }[]> => {
  const rows = await database.execute<{ lane: string; priority: number; count: string }>(
    sql`select lane, priority, count(*) as count from outbox group by lane, priority`,
  )
  return rows.map((row) => ({ lane: row.lane, priority: row.priority, count: Number(row.count) }))
}

/** For an erasure: messages to these chats that have not left. What is under way cannot be called back. */
export const eraseOutboxOf = async (scope: Scope, person: { readonly chatIds: readonly number[] }): Promise<void> => {
  await scope.tx.execute(sql`
    with gone as (
      delete from outbox where chat_id = any(${arrayLiteral(person.chatIds)}::bigint[]) and state = 'waiting' returning *
    )
    insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, why, attempts, uncertain, ref, created_at, finished_at)
    select id, lane, account_id, chat_id, priority, 'replaced', 'erased', attempts, uncertain, ref, created_at,
      ${scope.clock.now().toISOString()}::timestamptz from gone`)
}

/** The platform says that the person has seen these messages. */
export const markSeen = async (
  scope: Scope,
  accountId: string,
  messageIds: readonly string[],
  at: Date,
): Promise<void> => {
  const lookups = messageIds.map((id) => scope.keyring.blindIndex('message-id', `${accountId}\n${id}`))
  await scope.tx.execute(sql`
    update outbox_history set seen_at = ${at.toISOString()}::timestamptz
    where message_lookup = any(${arrayLiteral(lookups)}::uuid[]) and seen_at is null`)
}
