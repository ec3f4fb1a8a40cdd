import { arrayLiteral, type Database } from '../database/index.ts'

export type Sent = { readonly id: number; readonly messageLookup: string | null }

type FastRound = {
  readonly lane: string
  readonly owner: string
  readonly epoch: number
  /** Which round of this holder it is; higher than the ones before. */
  readonly round: number
  /** What has been sent since the last round. */
  readonly sent: readonly Sent[]
  /** The messages that shall leave now. */
  readonly next: readonly number[]
  readonly now: Date
}

/**
 * One round of a fast lane: what was sent is noted in one line, and what leaves next is marked, in one statement. The
 * marks and whom they spare are those of `bookRound`; gives who may leave. Measured with 16 messages a round: half of what
 * filing each at once takes, and by `ctid` a fifth less than joined by id.
 */
export const markAndNote = async (database: Database, round: FastRound): Promise<Set<number>> => {
  const now = round.now.toISOString()
  const rows = await database.$client<{ id: string }[]>`
    with noted as (
      insert into outbox_ended (lane, epoch, round, ended_at, ids, message_lookups)
      values (${round.lane}, ${round.epoch}, ${round.round}, ${now}::timestamptz,
        ${arrayLiteral(round.sent.map((one) => one.id))}::bigint[],
        ${arrayLiteral(round.sent.map((one) => one.messageLookup))}::uuid[])
    ), free as materialized (
      select o.ctid from outbox o where o.id = any((select ${arrayLiteral(round.next)}::bigint[])::bigint[])
        and o.state = 'waiting' and o.due_at <= ${now}::timestamptz
        and (o.expires_at is null or o.expires_at > ${now}::timestamptz)
        and exists (select 1 from lanes where id = ${round.lane} and owner = ${round.owner} and epoch = ${round.epoch}
          and expires_at > clock_timestamp())
      for no key update of o skip locked
    )
    update outbox o set state = 'attempting', epoch = ${round.epoch}, attempts = o.attempts + 1
    where o.ctid = any(array(select ctid from free)) returning o.id`
  return new Set(rows.map((row) => Number(row.id)))
}

/**
 * Files what was noted: rounds of this epoch up to `upTo`, and all of former holders of the lane. A line leaves in the same
 * statement as its messages, so each is filed once, also one that was noted again because the first answer was lost.
 * Whether something else waits for a chat whose message has ended.
 */
export const fileEnded = async (
  database: Database,
  noted: { readonly lane: string; readonly epoch: number; readonly upTo: number },
): Promise<boolean> => {
  const { lane, epoch, upTo } = noted
  const [row] = await database.$client<{ has_more: boolean }[]>`
    with ended as (
      delete from outbox_ended where lane = ${lane} and (epoch < ${epoch} or (epoch = ${epoch} and round <= ${upTo}))
      returning ended_at, ids, message_lookups
    ), one as (
      select distinct on (s.id) s.id, s.message_lookup, e.ended_at
      from ended e, unnest(e.ids, e.message_lookups) as s(id, message_lookup) order by s.id, e.ended_at
    ), gone as (
      delete from outbox o where o.id = any(array(select id from one))
      returning o.id, o.lane, o.account_id, o.chat_id, o.priority, o.attempts, o.uncertain, o.ref, o.created_at, o.echo
    ), filed as (
      insert into outbox_history (id, lane, account_id, chat_id, priority, outcome, message_lookup, attempts, uncertain,
        ref, created_at, finished_at)
      select g.id, g.lane, g.account_id, g.chat_id, g.priority, 'sent', coalesce(one.message_lookup, g.echo), g.attempts,
        g.uncertain, g.ref, g.created_at, one.ended_at
      from gone g join one on one.id = g.id
    )
    select exists (
      select 1 from gone g, outbox o where o.chat_id = g.chat_id and o.state = 'waiting' and o.id <> g.id
    ) as has_more`
  return row?.has_more === true
}
