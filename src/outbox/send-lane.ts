import { loadLaneAccounts, markUnreachable, pauseAccount, pauseLane, platformLimits } from '../channels/index.ts'
import type { Channel, OutgoingMessage, SendOutcome } from '../channels/port.ts'
import type { House } from '../database/index.ts'
import type { Lease } from './lane-keeper.ts'
import {
  expireMessages,
  reclaimInterrupted,
  releaseUnknown,
  settleAndClaim,
  type Allowance,
  type ClaimedMessage,
  type Settlement,
} from './outbox-store.ts'
import { createPacer, type Pacer } from './pacer.ts'
import { retryDelayMs } from './retry-delay.ts'

type Options = {
  readonly house: House
  readonly processId: string
  readonly channelOf: (accountId: string) => Channel | undefined
  readonly lease: Lease
  readonly sendTimeoutMs?: number
  readonly random?: () => number
}

export type LaneSender = { runOnce(): Promise<number>; start(): void; stop(): Promise<void> }

const pollMs = 1_000
// Half of what may be under way: while one half is booked and replaced, the other half travels.
const closeShare = 0.5
const closeWithinMs = 3
const housekeepingMs = 5_000
const accountTroubleMs = 10 * 60_000
const drainMs = 5_000
const drainPauseMs = 100
// Bulk may use this share of the allowed rate; the rest is the reserve for replies.
const bulkShare = 0.9
// A platform that stayed silent gets a moment in which its echo can settle the matter.
const uncertainDelayMs = 5_000

type PacedAccount = {
  readonly id: string
  readonly all: Pacer
  readonly bulk: Pacer
  rate: number
  pausedUntil: number
}

/** Sends for one lane while its lease lasts: claims in rounds, paces evenly, keeps each chat in order. */
export const createLaneSender = (options: Options): LaneSender => {
  const { house, processId, channelOf, lease } = options
  const { database, clock, keyring, log, signals } = house
  const sendTimeoutMs = options.sendTimeoutMs ?? 15_000
  const random = options.random ?? Math.random
  const accounts = new Map<string, PacedAccount>()
  const inFlight = new Map<number, Promise<void>>()
  const travelling = new Set<AbortController>()
  let settlements: Settlement[] = []
  let lanePacer: Pacer | undefined
  let parallel = 32
  let pausedUntil = lease.pausedUntil?.getTime() ?? 0
  let nextHousekeeping = 0
  let stopping = false
  let poked = false
  let wake = () => {}
  let loop: Promise<void> | undefined

  const refreshAccounts = async (): Promise<void> => {
    for (const row of await loadLaneAccounts(database, lease.lane)) {
      const limits = platformLimits[row.platform]
      const rate = row.perSecond ?? limits.perSecond
      const known = accounts.get(row.id)
      const until = row.pausedUntil?.getTime() ?? 0
      if (!known)
        accounts.set(row.id, {
          id: row.id,
          all: createPacer(rate),
          bulk: createPacer(rate * bulkShare),
          rate,
          pausedUntil: until,
        })
      else {
        known.pausedUntil = until
        if (known.rate !== rate) {
          known.rate = rate
          known.all.setRate(rate)
          known.bulk.setRate(rate * bulkShare)
        }
      }
      lanePacer ??= createPacer(Math.max(limits.lanePerSecond, row.lanePerSecond ?? 0))
      parallel = limits.parallel
    }
  }

  const housekeeping = async (): Promise<void> => {
    const nowMs = performance.now()
    if (nowMs < nextHousekeeping) return
    nextHousekeeping = nowMs + housekeepingMs
    await refreshAccounts()
    const lost = await reclaimInterrupted(database, lease.lane, lease.epoch, clock.now())
    if (lost > 0)
      log.warn({ lane: lease.lane, count: lost }, 'messages were in flight when a process ended; marked uncertain')
    const known = [...inFlight.keys(), ...settlements.map((one) => one.id)]
    await releaseUnknown(database, { lane: lease.lane, epoch: lease.epoch, known })
    await expireMessages(database, lease.lane, clock.now())
  }

  const allowances = (nowMs: number, free: number): Allowance[] => {
    const wall = clock.now().getTime()
    if (!lanePacer || pausedUntil > wall || lanePacer.available(nowMs) === 0) return []
    return [...accounts.values()]
      .filter((account) => account.pausedUntil <= wall)
      .map((account) => ({
        accountId: account.id,
        // Never more than is free: each row that is looked at is locked, and a fast lane would lock thousands.
        total: Math.min(account.all.available(nowMs), lanePacer?.available(nowMs) ?? 0, free),
        bulk: account.bulk.available(nowMs),
      }))
      .filter((allowance) => allowance.total > 0)
  }

  /** The outcome first: what is noted beside it may fail with the database, and the message must not hang on that. */
  const settle = async (claimed: ClaimedMessage, outcome: SendOutcome): Promise<void> => {
    const base = { id: claimed.id, why: null, messageLookup: null, dueAt: null, uncertain: false }
    const again = (afterMs: number, uncertain = false): Settlement => ({
      ...base,
      outcome: 'again',
      dueAt: new Date(clock.now().getTime() + afterMs),
      uncertain,
    })
    switch (outcome.kind) {
      case 'sent':
        settlements.push({
          ...base,
          outcome: 'sent',
          messageLookup: outcome.messageId
            ? keyring.blindIndex('message-id', `${claimed.accountId}\n${outcome.messageId}`)
            : null,
        })
        return
      case 'retry': {
        const delay = retryDelayMs(claimed.attempts, outcome.afterMs, random())
        const until = new Date(clock.now().getTime() + Math.max(outcome.afterMs, 1000))
        settlements.push(again(outcome.scope === 'message' ? delay : Math.max(outcome.afterMs, 1000)))
        if (outcome.scope === 'lane') {
          pausedUntil = until.getTime()
          await pauseLane(database, lease.lane, until, outcome.why)
        } else if (outcome.scope === 'account') {
          const account = accounts.get(claimed.accountId)
          if (account) account.pausedUntil = until.getTime()
          await pauseAccount(database, claimed.accountId, until, null)
        }
        return
      }
      case 'refused':
        if (outcome.scope === 'message') {
          settlements.push({ ...base, outcome: 'refused', why: outcome.why })
          return
        }
        log.error({ accountId: claimed.accountId, why: outcome.why }, 'an account can send nothing until a person acts')
        settlements.push(again(accountTroubleMs))
        await pauseAccount(database, claimed.accountId, new Date(clock.now().getTime() + accountTroubleMs), outcome.why)
        nextHousekeeping = 0
        return
      case 'unreachable':
        settlements.push({ ...base, outcome: 'unreachable', why: outcome.why })
        if (outcome.reach !== 'window') await markUnreachable(database, claimed.chatId, outcome.reach, outcome.why)
        return
      case 'uncertain':
        settlements.push(
          claimed.onUncertain === 'resend'
            ? again(uncertainDelayMs, true)
            : { ...base, outcome: 'uncertain', why: outcome.why, uncertain: true },
        )
    }
  }

  const send = async (claimed: ClaimedMessage): Promise<void> => {
    const channel = channelOf(claimed.accountId)
    let outcome: SendOutcome
    // Cheaper by far than `AbortSignal.any` with a timeout of its own for each message.
    const end = new AbortController()
    const timer = setTimeout(() => end.abort(new DOMException('no answer in time', 'TimeoutError')), sendTimeoutMs)
    travelling.add(end)
    try {
      if (!channel) throw new Error('no adapter for this account')
      // Not one send once the lease may be over: another process may be sending already.
      if (!lease.isHeld()) outcome = { kind: 'retry', afterMs: 0, why: 'lease-over', scope: 'message' }
      else {
        const address = keyring.openText('contact', claimed.address, `chats.address:${claimed.accountId}`)
        const plain = keyring.openText('outbox', claimed.payload, `outbox.payload:${claimed.chatId}`)
        outcome = await channel.send(
          {
            id: claimed.id,
            accountId: claimed.accountId,
            address,
            message: JSON.parse(plain) as OutgoingMessage,
            isBulk: claimed.priority === 2,
          },
          end.signal,
        )
      }
    } catch (error) {
      // An adapter that throws is a bug of ours: tried again a few times, then refused where an operator sees it.
      log.error({ lane: lease.lane, error: error instanceof Error ? error.name : '' }, 'an adapter failed')
      outcome =
        claimed.attempts < 5
          ? { kind: 'retry', afterMs: 1000, why: 'adapter-fault', scope: 'message' }
          : { kind: 'refused', why: 'adapter-fault', scope: 'message' }
    } finally {
      clearTimeout(timer)
      travelling.delete(end)
    }
    await settle(claimed, outcome)
  }

  let closing: NodeJS.Timeout | undefined
  /** A round costs a disk write, so outcomes are closed in groups unless nothing else is under way. */
  const closeSoon = (): void => {
    const now = (): void => {
      clearTimeout(closing)
      closing = undefined
      poked = true
      wake()
    }
    if (inFlight.size === 0 || settlements.length >= parallel * closeShare) now()
    else closing ??= setTimeout(now, closeWithinMs)
  }

  const round = async (): Promise<{ claimed: number; settled: number }> => {
    await housekeeping()
    const nowMs = performance.now()
    // What is settled in this very statement is no longer under way once it has committed.
    const free = stopping || !lease.isHeld() ? 0 : parallel - inFlight.size
    const allowed = free > 0 ? allowances(nowMs, free) : []
    const done = settlements
    if (done.length === 0 && allowed.length === 0) return { claimed: 0, settled: 0 }
    settlements = []
    let claimed: ClaimedMessage[]
    try {
      claimed = await settleAndClaim(database, {
        lane: lease.lane,
        owner: processId,
        epoch: lease.epoch,
        settlements: done,
        allowances: allowed,
        limit: Math.max(0, Math.min(free, lanePacer?.available(nowMs) ?? 0)),
        now: clock.now(),
      })
    } catch (error) {
      settlements = [...done, ...settlements]
      nextHousekeeping = 0
      throw error
    }
    const startedMs = performance.now()
    lanePacer?.take(claimed.length, startedMs)
    for (const one of claimed) {
      const account = accounts.get(one.accountId)
      account?.all.take(1, startedMs)
      if (one.priority === 2) account?.bulk.take(1, startedMs)
      const work = send(one)
        .catch((error: unknown) =>
          log.error({ error: error instanceof Error ? error.name : '' }, 'an outcome was not noted'),
        )
        .finally(() => {
          inFlight.delete(one.id)
          closeSoon()
        })
      inFlight.set(one.id, work)
    }
    return { claimed: claimed.length, settled: done.length }
  }

  /** When there is something to do again, at the latest: a slot of a pacer, the end of a pause, or the next poll. */
  const waitMs = (done: { claimed: number; settled: number }): number => {
    const nowMs = performance.now()
    if (done.claimed === 0) {
      if (done.settled > 0) return 0
      // Nothing went, perhaps because only bulk waits and its share was used up: the next slot of any pacer is the moment.
      const slots = [...accounts.values()].flatMap((account) => [account.all.nextAt(), account.bulk.nextAt()])
      return Math.min(pollMs, ...slots.filter((at) => at > nowMs).map((at) => at - nowMs))
    }
    const next = Math.max(
      lanePacer?.nextAt() ?? 0,
      Math.min(...[...accounts.values()].map((account) => account.all.nextAt())),
    )
    return Math.min(pollMs, Math.max(0, next - nowMs))
  }

  const pause = async (ms: number): Promise<void> => {
    if (poked || stopping) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  const runLoop = async (): Promise<void> => {
    while (!stopping) {
      poked = false
      let done: { claimed: number; settled: number }
      try {
        done = await round()
      } catch (error) {
        log.warn({ lane: lease.lane, error: error instanceof Error ? error.name : '' }, 'a round of the outbox failed')
        await pause(pollMs)
        continue
      }
      const ms = waitMs(done)
      if (ms > 0) await pause(ms)
    }
  }

  const unlisten = signals.listen(`outbox:${lease.lane}`, () => {
    poked = true
    wake()
  })

  const drain = async (): Promise<void> => {
    await Promise.all(inFlight.values())
    // What is not noted now is sent again by the next holder. A pool that has just lost its server fails a few times.
    for (const end = performance.now() + drainMs; settlements.length > 0;) {
      try {
        await round()
      } catch (error) {
        if (performance.now() > end) throw error
        await new Promise((resolve) => setTimeout(resolve, drainPauseMs))
      }
    }
  }

  return {
    async runOnce() {
      let sent = 0
      for (;;) {
        const done = await round()
        sent += done.claimed
        await Promise.all(inFlight.values())
        if (done.claimed === 0 && done.settled === 0 && settlements.length === 0) return sent
      }
    },
    start() {
      loop ??= runLoop()
    },
    async stop() {
      stopping = true
      unlisten()
      wake()
      const patience = setTimeout(() => travelling.forEach((end) => end.abort()), 10_000)
      try {
        await loop
        await drain()
        await releaseUnknown(database, { lane: lease.lane, epoch: lease.epoch, known: [] })
      } catch (error) {
        log.warn(
          { lane: lease.lane, error: error instanceof Error ? error.name : '' },
          'the last outcomes were not noted; they are uncertain',
        )
      } finally {
        clearTimeout(patience)
      }
    },
  }
}
