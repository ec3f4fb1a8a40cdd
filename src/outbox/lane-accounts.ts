import { loadLaneAccounts, platformLimits } from '../channels/index.ts'
import type { Database } from '../database/index.ts'
import { createPacer, type Pacer } from './pacer.ts'
import type { Allowance } from './ready-queue.ts'

// Bulk may use this share of the allowed rate; the rest is the reserve for replies.
const bulkShare = 0.9
// How long ahead of their turn messages are looked up, and how many at most.
const lookAheadSeconds = 0.25
const depthMax = 512
const depthMin = 8

type PacedAccount = {
  readonly all: Pacer
  readonly bulk: Pacer
  rate: number
  pausedUntil: number
}

/** The accounts of a lane with their rates and pauses, and the rate of the lane itself. */
export type LaneAccounts = {
  /** Messages that may be under way at once. */
  readonly parallel: number
  /** Wall-clock milliseconds until which the lane stands still. */
  pausedUntil: number
  refresh(database: Database): Promise<void>
  /** What may start now; at most `free` for each account, as no more can leave at once. */
  allowances(wallMs: number, nowMs: number, free: number): Allowance[]
  /** How many messages may start in the lane now, whatever the accounts allow. */
  available(nowMs: number): number
  /** For each account that may send: how many messages to have at hand. */
  depths(wallMs: number): Map<string, number>
  take(accountId: string, isBulk: boolean, nowMs: number): void
  pauseAccount(accountId: string, untilMs: number): void
  /** Milliseconds until the next message may start, after a round in which one did or none; Infinity when nothing paces. */
  untilNext(wallMs: number, nowMs: number, hasStarted: boolean): number
}

export const createLaneAccounts = (lane: string, pausedUntil: number): LaneAccounts => {
  const accounts = new Map<string, PacedAccount>()
  let lanePacer: Pacer | undefined
  let laneRate = 0
  let parallel = 32

  const open = (wallMs: number): [string, PacedAccount][] =>
    laneAccounts.pausedUntil > wallMs ? [] : [...accounts].filter(([, account]) => account.pausedUntil <= wallMs)

  const laneAccounts: LaneAccounts = {
    get parallel() {
      return parallel
    },
    pausedUntil,
    async refresh(database) {
      let widest = 0
      for (const row of await loadLaneAccounts(database, lane)) {
        const limits = platformLimits[row.platform]
        const rate = row.perSecond ?? limits.perSecond
        const until = row.pausedUntil?.getTime() ?? 0
        const known = accounts.get(row.id)
        if (!known) {
          accounts.set(row.id, {
            all: createPacer(rate),
            bulk: createPacer(rate * bulkShare),
            rate,
            pausedUntil: until,
          })
        } else {
          known.pausedUntil = until
          if (known.rate !== rate) {
            known.rate = rate
            known.all.setRate(rate)
            known.bulk.setRate(rate * bulkShare)
          }
        }
        widest = Math.max(widest, limits.lanePerSecond, row.lanePerSecond ?? 0)
        parallel = limits.parallel
      }
      if (widest === 0 || widest === laneRate) return
      laneRate = widest
      if (lanePacer) lanePacer.setRate(widest)
      else lanePacer = createPacer(widest)
    },
    available: (nowMs) => lanePacer?.available(nowMs) ?? 0,
    allowances(wallMs, nowMs, free) {
      const most = Math.min(free, lanePacer?.available(nowMs) ?? 0)
      if (most <= 0) return []
      return open(wallMs)
        .map(([accountId, account]) => ({
          accountId,
          total: Math.min(account.all.available(nowMs), most),
          bulk: account.bulk.available(nowMs),
        }))
        .filter((allowance) => allowance.total > 0)
    },
    depths: (wallMs) =>
      new Map(
        open(wallMs).map(([id, { rate }]) => [
          id,
          Math.min(depthMax, Math.max(depthMin, Math.ceil(rate * lookAheadSeconds))),
        ]),
      ),
    take(accountId, isBulk, nowMs) {
      lanePacer?.take(1, nowMs)
      const account = accounts.get(accountId)
      account?.all.take(1, nowMs)
      if (isBulk) account?.bulk.take(1, nowMs)
    },
    pauseAccount(accountId, untilMs) {
      const account = accounts.get(accountId)
      if (account) account.pausedUntil = untilMs
    },
    untilNext(wallMs, nowMs, hasStarted) {
      if (laneAccounts.pausedUntil > wallMs) return laneAccounts.pausedUntil - wallMs
      const sending = open(wallMs).map(([, account]) => account)
      const first = Math.max(lanePacer?.nextAt() ?? 0, Math.min(...sending.map((account) => account.all.nextAt())))
      if (first > nowMs && Number.isFinite(first)) return first - nowMs
      if (hasStarted) return 0
      // A message may start and none did, perhaps because only bulk waits and its share is used up; or an account pauses.
      const later = [
        ...sending.map((account) => account.bulk.nextAt() - nowMs),
        ...[...accounts.values()].map((account) => account.pausedUntil - wallMs),
      ]
      return Math.min(...later.filter((ms) => ms > 0))
    },
  }
  return laneAccounts
}
