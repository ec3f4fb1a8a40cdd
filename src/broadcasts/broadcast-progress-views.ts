import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import type { Plan } from '../delivery/index.ts'
import { findDialogue } from '../dialogues/index.ts'
import { closedAccounts, type ClosedAccount } from './closed-accounts-views.ts'
import { refOf, type Broadcast, type BroadcastState } from './broadcast.ts'
import { findBroadcast } from './broadcast-views.ts'
import { restOf, type Rest } from './may-begin.ts'
import { expiryOf } from './expiry-of.ts'

/** Counts of messages by what became of them; they add up to `recipients`. */
export type BroadcastCounts = {
  readonly recipients: number
  /** In line, or still to be put there. */
  readonly waiting: number
  /** Nothing may be sent to them until they write; then they get it. */
  readonly held: number
  readonly sending: number
  readonly sent: number
  readonly refused: number
  readonly unreachable: number
  readonly expired: number
  readonly uncertain: number
  /** Taken back unsent, because the broadcast was stopped. */
  readonly replaced: number
}

export type BroadcastProgress = {
  readonly id: string
  readonly state: BroadcastState
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly pausedWhy: string | null
  readonly counts: BroadcastCounts
  /** Until the last one leaves, at the pace that was foreseen or set; null while nothing is being sent. */
  readonly secondsLeft: number | null
  /** Why nothing is put in line at this moment although it is being sent. */
  readonly rest: Rest | null
  /** Accounts on which a way has closed, and what became of the people concerned. */
  readonly closed: readonly ClosedAccount[]
}

const sendable = ({ persons, unreachable, byWay }: Plan): number => persons - unreachable - byWay.held.persons

/** Messages a second: what the plan came to, unless an officer set less. */
const paceOf = ({ plan, perMinute }: Broadcast): number => {
  const planned = plan && plan.lastAfterSeconds > 0 ? sendable(plan) / plan.lastAfterSeconds : Infinity
  return Math.min(planned, perMinute === null ? Infinity : perMinute / 60)
}

/** Where a broadcast stands, counted from the outbox and its history, which alone know. */
export const broadcastProgress = async (
  db: Queryable,
  id: string,
  now: Date,
): Promise<BroadcastProgress | undefined> => {
  const broadcast = await findBroadcast(db, id)
  const session = broadcast && (await findDialogue(db, broadcast.dialogueId))
  if (!broadcast || !session) return undefined
  const rows = await db.execute<{ outcome: string; count: string }>(sql`
    select case state when 'waiting' then 'waiting' else 'sending' end as outcome, count(*) as count
    from outbox where ref = ${refOf(id)} group by 1
    union all
    select outcome, count(*) as count from outbox_history where ref = ${refOf(id)} group by 1
    union all
    select 'held', count(*) as count from broadcast_recipients where broadcast_id = ${id}::uuid and way = 'held'`)
  const count = (outcome: keyof BroadcastCounts): number =>
    Number(rows.find((row) => row.outcome === outcome)?.count ?? 0)
  const outcomes = {
    held: count('held'),
    sending: count('sending'),
    sent: count('sent'),
    refused: count('refused'),
    unreachable: count('unreachable'),
    expired: count('expired'),
    uncertain: count('uncertain'),
    replaced: count('replaced'),
  }
  const inLine = count('waiting')
  const rest = broadcast.recipients - inLine - Object.values(outcomes).reduce((sum, one) => sum + one, 0)
  // Who was not put in line: its time was over, it was stopped, or they stopped all notices before their turn.
  const left = Math.max(0, rest)
  const isOpen = broadcast.state === 'running' || broadcast.state === 'paused'
  const isOver = broadcast.finishedAt !== null && broadcast.finishedAt >= expiryOf(broadcast)
  const waiting = inLine + (isOpen ? left : 0)
  const isGoing = broadcast.state === 'running' && waiting + outcomes.sending > 0
  return {
    id,
    state: broadcast.state,
    rest: isGoing ? await restOf(db, broadcast, session, now) : null,
    secondsLeft: broadcast.state === 'running' ? Math.ceil((waiting + outcomes.sending) / paceOf(broadcast)) : null,
    closed: await closedAccounts(db, id, now),
    startedAt: broadcast.startedAt,
    finishedAt: broadcast.finishedAt,
    pausedWhy: broadcast.pausedWhy,
    counts: {
      recipients: broadcast.recipients,
      waiting,
      ...outcomes,
      expired: outcomes.expired + (!isOpen && isOver ? left : 0),
      replaced: outcomes.replaced + (!isOpen && !isOver ? left : 0),
    },
  }
}
