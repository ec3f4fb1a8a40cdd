import {
  isSlowRate,
  loadLaneAccounts,
  pacedRate,
  platformLimits,
  toldScope,
  withTold,
  type Rates,
} from '../channels/index.ts'
import type { Budget } from '../channels/port.ts'
import type { Database } from '../database/index.ts'
import { createLateness } from './lateness.ts'
import { createPacer, type Pacer } from './pacer.ts'
import type { Allowance } from './ready-queue.ts'
import { createToldCount, type ToldCount } from './told-count.ts'

// Messages under way that bulk leaves to replies: a platform that is silent to a whole broadcast must not hold them up.
// Of the rate nothing is set aside, as a reply takes the next moment of sending whatever else waits.
const reserved = 4
// Faster lanes wake this seldom at most: a round for a few messages costs as much as for one. What is marked ahead can
// wait for company a little longer.
const shortestPauseMs = 4
const shortestSlowPauseMs = 15
// A slow account's message is marked this long before its moment, the longer the books take.
const shortestLeadMs = 40
const longestLeadMs = 200
const leadOfBooking = 2.5
// A lane that many accounts share is spaced by them; the lane itself has to keep its sum.
const sharedBurstSeconds = 0.25
// How long ahead of their turn messages are looked up, and how many at most.
const lookAheadSeconds = 0.25
const depthMax = 512
const depthMin = 8

// A platform that names no moment counts its calls anew within a minute.
const longestCountMs = 60_000

type PacedAccount = {
  readonly pacer: Pacer
  readonly count: ToldCount
  /** As it was set, messages a second. */
  set: Rates
  /** Calls a minute that the platform last told. */
  told: number | undefined
  rate: number
  pausedUntil: number
}

/** What an answer told that has to be obeyed, and was not known yet. */
export type Heard = {
  readonly scope: 'account' | 'lane'
  /** It allows this many calls a minute, and they are fewer than what was set; null when they are no longer. */
  readonly perMinute?: number | null
  /** Nothing is left until then, by the wall clock. */
  readonly untilMs?: number
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
  /** The answer to what was to leave at `momentMs` came back at `nowMs`. */
  answered(accountId: string, momentMs: number, nowMs: number): void
  /** Marking messages took so long. */
  booked(ms: number): void
  pauseAccount(accountId: string, untilMs: number): void
  /**
   * A platform told what it will take. A lower rate than what was set is kept from here on; an account or lane with
   * nothing left, when what is on its way arrives, pauses. Gives what has changed.
   */
  heard(
    accountId: string,
    budget: Budget,
    at: { readonly wallMs: number; readonly underWay: number },
  ): Heard | undefined
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
  // Where many begin at once, the first answers are slow for all of them.
  const lateness = createLateness(() => Math.max(10, 2 * accounts.size))
  const laneCount = createToldCount()
  let lanePacer: Pacer | undefined
  let laneSet = 0
  let laneTold = Number.POSITIVE_INFINITY
  let laneRate = 0
  let parallel = 32
  let bookingMs = 0
  let leadMs = shortestLeadMs

  const open = (wallMs: number): [string, PacedAccount][] =>
    laneAccounts.pausedUntil > wallMs ? [] : [...accounts].filter(([, account]) => account.pausedUntil <= wallMs)

  /** `after`: how much of a message's distance it holds back at first. */
  const afresh = (rate: number, quickestMs: () => number | null, after = 0): Pacer => {
    const pacer = createPacer(rate, { leadMs: () => leadMs, quickestMs })
    const pause = after + (isHandedOver ? 1 : 0)
    if (pause > 0) pacer.holdBack(performance.now() + (pause * 1000) / rate)
    return pacer
  }

  const paceAccount = (account: PacedAccount): void => {
    const rate = pacedRate(withTold(account.set, account.told).perSecond)
    if (rate === account.rate) return
    account.rate = rate
    account.pacer.setRate(rate)
  }

  const paceLane = (): void => {
    const rate = Math.min(laneSet, laneTold)
    if (rate === 0 || rate === laneRate) return
    laneRate = rate
    if (lanePacer) lanePacer.setRate(pacedRate(rate))
    else lanePacer = afresh(pacedRate(rate), () => null)
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
      const rows = await loadLaneAccounts(database, lane)
      const added = rows.filter(({ id }) => !accounts.has(id)).length
      let nth = 0
      for (const row of rows) {
        const until = row.pausedUntil?.getTime() ?? 0
        const known = accounts.get(row.id)
        if (known) {
          known.pausedUntil = until
          known.set = row.rates
          paceAccount(known)
        } else {
          const rate = pacedRate(withTold(row.rates, row.toldPerMinute).perSecond)
          accounts.set(row.id, {
            // Slow accounts that began together would send together for ever, each in the others' way.
            pacer: afresh(rate, lateness.quickestMs, isSlowRate(rate) ? nth / added : 0),
            count: createToldCount(),
            set: row.rates,
            told: row.toldPerMinute,
            rate,
            pausedUntil: until,
          })
          nth += 1
        }
        widest = Math.max(widest, row.rates.lanePerSecond)
        most = Math.max(most, row.parallel ?? platformLimits[row.platform].parallel)
      }
      if (most > 0) parallel = most
      if (widest > 0) laneSet = widest
      paceLane()
      const isShared = accounts.size > 1 && [...accounts.values()].every(({ rate }) => isSlowRate(rate))
      if (isShared) lanePacer?.setBurst(sharedBurstSeconds)
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
    isSlow: (accountId) => {
      const account = accounts.get(accountId)
      return account !== undefined && isSlowRate(account.rate)
    },
    take(accountId, nowMs) {
      lanePacer?.take(nowMs)
      return accounts.get(accountId)?.pacer.take(nowMs) ?? 0
    },
    answered(accountId, momentMs, nowMs) {
      accounts.get(accountId)?.pacer.answered(momentMs, lateness.of(nowMs - momentMs))
    },
    booked(ms) {
      bookingMs = bookingMs * 0.9 + ms * 0.1
      leadMs = Math.min(longestLeadMs, Math.max(shortestLeadMs, bookingMs * leadOfBooking))
    },
    pauseAccount(accountId, untilMs) {
      const account = accounts.get(accountId)
      if (account) account.pausedUntil = untilMs
    },
    heard(accountId, { perMinute, remaining, resetAfterMs }, { wallMs, underWay }) {
      const account = accounts.get(accountId)
      if (!account) return undefined
      const before = account.told
      const told = perMinute ?? before
      const scope = told === undefined ? 'account' : toldScope(account.set, told)
      const isLess = told !== undefined && told / 60 < account.set[scope === 'account' ? 'perSecond' : 'lanePerSecond']
      if (perMinute !== null) {
        account.told = isLess ? perMinute : undefined
        paceAccount(account)
        if (scope === 'lane') laneTold = perMinute / 60
        paceLane()
      }
      const news = account.told === before ? {} : { perMinute: account.told ?? null }
      const at = scope === 'account' ? account : laneAccounts
      const count = scope === 'account' ? account.count : laneCount
      const left = scope === 'account' ? 0 : underWay
      // A moment that is named is waited for; a count alone may be none to go by.
      const isSpent = (has: number): boolean => (resetAfterMs === null ? count.isSpent(has, left) : has <= left)
      const isPause = remaining !== null && at.pausedUntil <= wallMs && isSpent(remaining)
      if (isPause) at.pausedUntil = wallMs + (resetAfterMs ?? longestCountMs)
      if (!isPause && account.told === before) return undefined
      return { scope, ...news, ...(isPause ? { untilMs: at.pausedUntil } : {}) }
    },
    untilNext({ wallMs, nowMs, chosenMs, hasStarted, has }) {
      if (laneAccounts.pausedUntil > wallMs) return laneAccounts.pausedUntil - wallMs
      let first = Number.POSITIVE_INFINITY
      let areSlow = true
      for (const [id, account] of accounts) {
        if (!has(id)) continue
        areSlow &&= isSlowRate(account.rate)
        const pauseMs = Math.max(0, account.pausedUntil - wallMs)
        first = Math.min(first, Math.max(account.pacer.nextAt(), chosenMs + pauseMs))
      }
      const next = Math.max(lanePacer?.nextAt() ?? 0, first)
      const shortestMs = areSlow ? shortestSlowPauseMs : shortestPauseMs
      if (next > chosenMs) return Math.max(next - nowMs, shortestMs)
      return hasStarted ? 0 : Number.POSITIVE_INFINITY
    },
  }
  return laneAccounts
}
