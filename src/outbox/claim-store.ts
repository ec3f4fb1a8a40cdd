import { arrayLiteral, type Database } from '../database/index.ts'

/** A message that may go next: the first that waits for its chat. */
export type Candidate = {
  readonly id: number
  readonly accountId: string
  readonly chatId: number
  readonly priority: number
  readonly attempts: number
  readonly onUncertain: 'resend' | 'leave'
  readonly address: Buffer
  /** Sealed; null where `contentId` names what it shares with others. */
  readonly payload: Buffer | null
  readonly contentId: number | null
}

/** A message that waits behind another of its chat. */
export type Follower = Candidate & { readonly slot: string | null }

/** What became of a message, ready for the books. */
export type Settlement = {
  readonly id: number
  readonly outcome: 'sent' | 'refused' | 'unreachable' | 'expired' | 'uncertain' | 'again'
  readonly why: string | null
  readonly messageLookup: string | null
  readonly dueAt: Date | null
  readonly uncertain: boolean
}

/** How many candidates of an account are wanted: replies and personal ones, and bulk. */
export type Wanted = { readonly accountId: string; readonly urgent: number; readonly bulk: number }

type Look = {
  readonly lane: string
  readonly wanted: readonly Wanted[]
  /** Candidates at hand and messages under way, which are not wanted again. */
  readonly known: readonly number[]
  readonly now: Date
}

/**
 * Looks ahead: the next messages of each account in the order in which they go, one a chat. Nothing is marked or locked,
 * so it costs no disk write, and what it found may have changed when its turn comes: `bookRound` looks again.
 *
 * Measured: `offset 0` keeps the look at a chat on its index (without it a whole scan, as statistics lag behind a queue),
 * a join would hash all chats, and arrays behind `select` cost the same to plan whatever they hold, so PostgreSQL soon
 * keeps one plan for good.
 */
export const lookAhead = async (database: Database, look: Look): Promise<Candidate[]> => {
  const { lane, wanted } = look
  const now = look.now.toISOString()
  const known = arrayLiteral(look.known)
  const rows = await database.$client<
    {
      id: string
      account_id: string
      chat_id: string
      priority: number
      attempts: number
      on_uncertain: 'resend' | 'leave'
      address: Buffer
      payload: Buffer | null
      content_id: string | null
    }[]
  >`
    with wanted as (
      select * from unnest((select ${arrayLiteral(wanted.map((one) => one.accountId))}::text[]),
        (select ${arrayLiteral(wanted.map((one) => one.urgent))}::int[]),
        (select ${arrayLiteral(wanted.map((one) => one.bulk))}::int[])) as w(account_id, urgent, bulk)
    )
    select h.*, (select c.address from chats c where c.id = h.chat_id) as address from wanted w cross join lateral (
      (select o.id, o.account_id, o.chat_id, o.priority, o.attempts, o.on_uncertain, o.payload, o.content_id from outbox o
        where o.lane = ${lane} and o.account_id = w.account_id and o.priority < 2 and o.state = 'waiting'
          and o.due_at <= ${now}::timestamptz and o.id not in (select unnest((select ${known})::bigint[]))
          and not exists (select 1 from (select * from outbox same_chat where same_chat.chat_id = o.chat_id offset 0) e
            where e.state = 'attempting'
              or (e.id < o.id and e.priority < 2 and (e.due_at <= ${now}::timestamptz or e.attempts > 0)))
        order by o.priority, o.due_at, o.id limit w.urgent)
      union all
      (select o.id, o.account_id, o.chat_id, o.priority, o.attempts, o.on_uncertain, o.payload, o.content_id from outbox o
        where o.lane = ${lane} and o.account_id = w.account_id and o.priority = 2 and o.state = 'waiting'
          and o.due_at <= ${now}::timestamptz and o.id not in (select unnest((select ${known})::bigint[]))
          and not exists (select 1 from (select * from outbox same_chat where same_chat.chat_id = o.chat_id offset 0) e
            where e.state = 'attempting' or (e.id < o.id and (e.due_at <= ${now}::timestamptz or e.attempts > 0)))
        order by o.due_at, o.id limit w.bulk)
    ) h`
  return rows.map((row) => ({
    id: Number(row.id),
    accountId: row.account_id,
    chatId: Number(row.chat_id),
    priority: row.priority,
    attempts: row.attempts,
    onUncertain: row.on_uncertain,
    address: row.address,
    payload: row.payload,
    contentId: row.content_id === null ? null : Number(row.content_id),
  }))
}

/** A content that many messages share. */
export const findContent = async (
  database: Database,
  id: number,
): Promise<{ ref: string; key: string; payload: Buffer } | undefined> => {
  const [row] = await database.$client<{ ref: string; key: string; payload: Buffer }[]>`
    select ref, key, payload from outbox_contents where id = ${id}`
  return row
}

/**
 * What else waits for the chats of these messages and could leave now, in its order. `slots` tells the first ones' own
 * slots, as a prompt takes nobody along.
 */
export const followersOf = async (
  database: Database,
  first: readonly Candidate[],
  now: Date,
): Promise<{ followers: Follower[]; slots: Map<number, string | null> }> => {
  const rows = await database.$client<
    {
      id: string
      chat_id: string
      priority: number
      attempts: number
      on_uncertain: 'resend' | 'leave'
      slot: string | null
      payload: Buffer | null
      content_id: string | null
    }[]
  >`
    select o.id, o.chat_id, o.priority, o.attempts, o.on_uncertain, o.slot, o.payload, o.content_id
    from unnest((select ${arrayLiteral(first.map((one) => one.id))}::bigint[]),
      (select ${arrayLiteral(first.map((one) => one.chatId))}::bigint[])) as f(id, chat_id)
    join outbox o on o.chat_id = f.chat_id and o.id >= f.id
    where o.state = 'waiting' and o.priority < 2 and o.due_at <= ${now.toISOString()}::timestamptz
    order by o.id`
  const byChat = new Map(first.map((one) => [one.chatId, one]))
  const isFirst = new Set(first.map((one) => one.id))
  const followers: Follower[] = []
  const slots = new Map<number, string | null>()
  for (const row of rows) {
    const begin = byChat.get(Number(row.chat_id))
    const id = Number(row.id)
    if (isFirst.has(id)) slots.set(id, row.slot)
    else if (begin) {
      const { priority, attempts, slot, payload, on_uncertain: onUncertain } = row
      const contentId = row.content_id === null ? null : Number(row.content_id)
      followers.push({ ...begin, id, priority, attempts, slot, payload, contentId, onUncertain })
    }
  }
  return { followers, slots }
}

type Round = {
  readonly lane: string
  readonly owner: string
  readonly epoch: number
  readonly settlements: readonly Settlement[]
  /** The messages that shall leave now. */
  readonly next: readonly number[]
  readonly now: Date
}

/**
 * One round of a lane in one statement: outcomes go to the history, and what leaves next is marked as being attempted.
 * The mark is on disk before a message leaves, so after a crash exactly the marked ones are uncertain. Gives those that
 * may leave: not what was replaced, withdrawn, held or is just being erased, and nothing when the lane has passed to
 * another process. `hasMore` says that something else waits for a chat whose message has ended.
 */
export const bookRound = async (
  database: Database,
  round: Round,
): Promise<{ marked: Set<number>; hasMore: boolean }> => {
  const { settlements: done } = round
  const now = round.now.toISOString()
  const rows = await database.$client<{ id: string | null }[]>`
    with settled as (
      select * from unnest(
        (select ${arrayLiteral(done.map((one) => one.id))}::bigint[]), (select ${arrayLiteral(done.map((one) => one.outcome))}::text[]),
        (select ${arrayLiteral(done.map((one) => one.why))}::text[]), (select ${arrayLiteral(done.map((one) => one.messageLookup))}::uuid[]),
        (select ${arrayLiteral(done.map((one) => one.dueAt))}::timestamptz[]), (select ${arrayLiteral(done.map((one) => one.uncertain))}::boolean[])
      ) as s(id, outcome, why, message_lookup, due_at, uncertain)
    ), finished as (
      delete from outbox o using settled s where o.id = s.id and (s.outcome <> 'again' or (s.uncertain and o.echo is not null))
      returning o.*, s.outcome, s.why, s.message_lookup, s.uncertain as in_doubt
    ), archived as (
      insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, why, message_lookup, attempts, uncertain,
        ref, created_at, finished_at)
      select id, lane, account_id, chat_id, priority,
        case when in_doubt and echo is not null then 'sent' else outcome end,
        case when in_doubt and echo is not null then null else why end, coalesce(message_lookup, echo), attempts,
        uncertain or (in_doubt and echo is null), ref, created_at, ${now}::timestamptz from finished
    ), put_back as (
      update outbox o set state = 'waiting', epoch = null, due_at = s.due_at, uncertain = o.uncertain or s.uncertain
      from settled s where o.id = s.id and s.outcome = 'again' and o.state = 'attempting' and o.epoch = ${round.epoch}
        and not (s.uncertain and o.echo is not null)
    ), free as (
      select o.id from unnest((select ${arrayLiteral(round.next)}::bigint[])) as n(id) join outbox o on o.id = n.id
      where o.state = 'waiting' and o.due_at <= ${now}::timestamptz
        and (o.expires_at is null or o.expires_at > ${now}::timestamptz)
        and exists (select 1 from lanes where id = ${round.lane} and owner = ${round.owner} and epoch = ${round.epoch}
          and expires_at > clock_timestamp())
      for update of o skip locked
    ), marked as (
      update outbox o set state = 'attempting', epoch = ${round.epoch}, attempts = o.attempts + 1
      from free where o.id = free.id returning o.id
    )
    select id from marked
    union all
    select null where exists (
      select 1 from finished f, outbox o where o.chat_id = f.chat_id and o.state = 'waiting' and o.id <> f.id)`
  const ids = rows.map((row) => row.id)
  return {
    marked: new Set(ids.filter((id) => id !== null).map(Number)),
    hasMore: ids.includes(null),
  }
}

/**
 * After a crash: what the former holder of the lane had under way. What the platform has shown leaving was sent; the
 * rest is resent or left, as each message says.
 */
export const reclaimInterrupted = async (
  database: Database,
  lane: string,
  epoch: number,
  now: Date,
): Promise<number> => {
  const rows = await database.$client`
    with lost as (
      select id, on_uncertain, echo from outbox where lane = ${lane} and state = 'attempting' and epoch < ${epoch}
      for update skip locked
    ), again as (
      update outbox o set state = 'waiting', epoch = null, uncertain = true
      from lost where o.id = lost.id and lost.on_uncertain = 'resend' and lost.echo is null
    ), gone as (
      delete from outbox o using lost where o.id = lost.id and (lost.on_uncertain = 'leave' or lost.echo is not null)
      returning o.*
    ), archived as (
      insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, why, message_lookup, attempts, uncertain,
        ref, created_at, finished_at)
      select id, lane, account_id, chat_id, priority, case when echo is null then 'uncertain' else 'sent' end,
        case when echo is null then 'process-died' end, echo, attempts, uncertain or echo is null, ref, created_at,
        ${now.toISOString()}::timestamptz from gone
    )
    select id from lost`
  return rows.count
}

/**
 * What this holder has marked without knowing, because the answer of the database was lost: it never left, so it goes
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
