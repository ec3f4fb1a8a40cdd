import { loadLaneAccounts, platformLimits } from '../channels/index.ts'
import type { Database } from '../database/index.ts'
import { createLateness } from './lateness.ts'
import { createPacer, type Pacer } from './pacer.ts'
import type { Allowance } from './ready-queue.ts'

// Of what a platform allows: answers travel unevenly, and its clock is not ours. A slow account is paced by its answers.
const slowPerSecond = 20
const withMargin = (perSecond: number): number => perSecond * (perSecond < slowPerSecond ? 0.995 : 0.985)
// Messages under way that bulk leaves to replies: a platform that is silent to a whole broadcast must not hold them up.
// Of the rate nothing is set aside, as a reply takes the next moment of sending whatever else waits.
const reserved = 4
// Faster lanes wake this seldom at most: a round for a few messages costs as much as for one.
const shortestPauseMs = 4
// How long ahead of their turn messages are looked up, and how many at most.
const lookAheadSeconds = 0.25
const depthMax = 512
const depthMin = 8

type PacedAccount = {
  readonly pacer: Pacer
  rate: number
  pausedUntil: number
}

/** The accounts of a lane with their rates and pauses, and the rate of the lane itself. */
export type LaneAccounts = {
  /** Messages that may be under way at once. */
  readonly parallel: number
  /** How many of those may be bulk. */
  readonly parallelBulk: number
  /** Wall-clock milliseconds until which the lane stands still. */
  pausedUntil: number
  refresh(database: Database): Promise<void>
  /** What may start now; at most `free` for each account, as no more can leave at once. */
  allowances(wallMs: number, nowMs: number, free: number): Allowance[]
  /** How many messages may start in the lane now, whatever the accounts allow. */
  available(nowMs: number): number
  /** For each account that may send: how many messages to have at hand. */
  depths(wallMs: number): Map<string, number>
  /** So slow that answers to one chat are better joined than sent one by one. */
  isSlow(accountId: string): boolean
  /** Notes that a message of the account starts; gives the milliseconds that it has to wait for its moment. */
  take(accountId: string, nowMs: number): number
  /** An answer came back after so long. */
  answered(accountId: string, roundTripMs: number): void
  pauseAccount(accountId: string, untilMs: number): void
  /**
   * Milliseconds until one of the accounts that have something at hand may start it, after a round in which one did or
   * none; Infinity when something else than the pace holds it up.
   */
  untilNext(at: {
    readonly wallMs: number
    readonly nowMs: number
    /** When that round looked for what may start: what has come due since then is no reason to wait for an event. */
    readonly chosenMs: number
    readonly hasStarted: boolean
    has(accountId: string): boolean
  }): number
}

type Opened = {
  readonly lane: string
  readonly pausedUntil: number
  /** Another process has sent here until just now, so each account begins with a pause of one message. */
  readonly isHandedOver: boolean
}

export const createLaneAccounts = ({ lane, pausedUntil, isHandedOver }: Opened): LaneAccounts => {
  const accounts = new Map<string, PacedAccount>()
  const lateness = createLateness()
  let lanePacer: Pacer | undefined
  let laneRate = 0
  let parallel = 32

  const open = (wallMs: number): [string, PacedAccount][] =>
    laneAccounts.pausedUntil > wallMs ? [] : [...accounts].filter(([, account]) => account.pausedUntil <= wallMs)

  const afresh = (rate: number): Pacer => {
    const pacer = createPacer(rate)
    if (isHandedOver) pacer.take(performance.now())
    return pacer
  }

  const laneAccounts: LaneAccounts = {
    get parallel() {
      return parallel
    },
    get parallelBulk() {
      return Math.max(1, parallel - reserved)
    },
    pausedUntil,
    async refresh(database) {
      let widest = 0
      let most = 0
      for (const row of await loadLaneAccounts(database, lane)) {
        const limits = platformLimits[row.platform]
        const rate = withMargin(row.perSecond ?? limits.perSecond)
        const until = row.pausedUntil?.getTime() ?? 0
        const known = accounts.get(row.id)
        if (!known) {
          accounts.set(row.id, { pacer: afresh(rate), rate, pausedUntil: until })
        } else {
          known.pausedUntil = until
          if (known.rate !== rate) {
            known.rate = rate
            known.pacer.setRate(rate)
          }
        }
        widest = Math.max(widest, limits.lanePerSecond, row.lanePerSecond ?? 0)
        most = Math.max(most, row.parallel ?? limits.parallel)
      }
      if (most > 0) parallel = most
      if (widest === 0 || widest === laneRate) return
      laneRate = widest
      if (lanePacer) lanePacer.setRate(withMargin(widest))
      else lanePacer = afresh(withMargin(widest))
    },
    available: (nowMs) => lanePacer?.available(nowMs) ?? 0,
    allowances(wallMs, nowMs, free) {
      const most = Math.min(free, lanePacer?.available(nowMs) ?? 0)
      if (most <= 0) return []
      return open(wallMs)
        .map(([accountId, account]) => ({
          accountId,
          total: Math.min(account.pacer.available(nowMs), most),
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
    isSlow: (accountId) => (accounts.get(accountId)?.rate ?? slowPerSecond) < slowPerSecond,
    take(accountId, nowMs) {
      lanePacer?.take(nowMs)
      return accounts.get(accountId)?.pacer.take(nowMs) ?? 0
    },
    answered(accountId, roundTripMs) {
      accounts.get(accountId)?.pacer.wasLate(lateness.of(roundTripMs))
    },
    pauseAccount(accountId, untilMs) {
      const account = accounts.get(accountId)
      if (account) account.pausedUntil = untilMs
    },
    untilNext({ wallMs, nowMs, chosenMs, hasStarted, has }) {
      if (laneAccounts.pausedUntil > wallMs) return laneAccounts.pausedUntil - wallMs
      let first = Number.POSITIVE_INFINITY
      for (const [id, account] of accounts) {
        if (!has(id)) continue
        const pauseMs = Math.max(0, account.pausedUntil - wallMs)
        first = Math.min(first, Math.max(account.pacer.nextAt(), chosenMs + pauseMs))
      }
      const next = Math.max(lanePacer?.nextAt() ?? 0, first)
      if (next > chosenMs) return Math.max(next - nowMs, shortestPauseMs)
      return hasStarted ? 0 : Number.POSITIVE_INFINITY
    },
  }
  return laneAccounts
}
