import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { refOf, type BroadcastState } from './broadcast.ts'
import { findBroadcast } from './broadcast-views.ts'

/** Counts of messages by what became of them; they add up to `recipients`. */
export type BroadcastCounts = {
  readonly recipients: number
  readonly waiting: number
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
}

/** Where a broadcast stands, counted from the outbox and its history, which alone know. */
export const broadcastProgress = async (db: Queryable, id: string): Promise<BroadcastProgress | undefined> => {
  const broadcast = await findBroadcast(db, id)
  if (!broadcast) return undefined
  const rows = await db.execute<{ outcome: string; count: string }>(sql`
    select case state when 'waiting' then 'waiting' else 'sending' end as outcome, count(*) as count
    from outbox where ref = ${refOf(id)} group by 1
    union all
    select outcome, count(*) as count from outbox_history where ref = ${refOf(id)} group by 1`)
  const count = (outcome: keyof BroadcastCounts): number =>
    Number(rows.find((row) => row.outcome === outcome)?.count ?? 0)
  return {
    id,
    state: broadcast.state,
    startedAt: broadcast.startedAt,
    finishedAt: broadcast.finishedAt,
    pausedWhy: broadcast.pausedWhy,
    counts: {
      recipients: broadcast.recipients,
      waiting: count('waiting'),
      sending: count('sending'),
      sent: count('sent'),
      refused: count('refused'),
      unreachable: count('unreachable'),
      expired: count('expired'),
      uncertain: count('uncertain'),
      replaced: count('replaced'),
    },
  }
}
