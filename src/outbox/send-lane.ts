import type { Channel, SendOutcome } from '../channels/port.ts'
import type { House } from '../database/index.ts'
import {
  bookRound,
  expireMessages,
  followersOf,
  lookAhead,
  reclaimInterrupted,
  releaseUnknown,
  type Candidate,
  type Settlement,
} from './claim-store.ts'
import { joinable, joinTexts } from './join-answers.ts'
import { createBudgetEar } from './budget-ear.ts'
import { createEndedBook } from './ended-book.ts'
import { createLaneAccounts } from './lane-accounts.ts'
import type { Lease } from './lane-keeper.ts'
import { noteOutcome } from './note-outcome.ts'
import { createContentReader } from './read-content.ts'
import { createReadyQueue } from './ready-queue.ts'

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
// What a round and a wake-up cost is the same for one message as for a whole window: a fast platform's answers are booked
// when all of them are there, and nobody waits longer than this for the last.
const closeWithinMs = 3
const housekeepingMs = 5_000
const drainMs = 5_000
const drainPauseMs = 100
const adapterFaultsMax = 5

/**
 * Sends for one lane while its lease lasts: looks ahead for what goes next, marks it in rounds just before it leaves,
 * paces evenly, keeps each chat in order.
 */
export const createLaneSender = (options: Options): LaneSender => {
  const { house, processId, channelOf, lease } = options
  const { database, clock, keyring, log, signals } = house
  const sendTimeoutMs = options.sendTimeoutMs ?? 15_000
  const random = options.random ?? Math.random
  const sound = new Set<string>()
  const accounts = createLaneAccounts({
    lane: lease.lane,
    pausedUntil: lease.pausedUntil?.getTime() ?? 0,
    isHandedOver: lease.isHandedOver,
  })
  const heed = createBudgetEar({ house, lane: lease.lane, accounts })
  const ready = createReadyQueue()
  const contents = createContentReader(house)
  const ended = createEndedBook({
    house,
    lane: lease.lane,
    epoch: lease.epoch,
    onMore() {
      ready.somethingChanged()
      poke()
    },
  })
  const inFlight = new Map<number, Promise<void>>()
  let bulkInFlight = 0
  const busyChats = new Set<number>()
  const travelling = new Set<AbortController>()
  let settlements: Settlement[] = []
  let looking: Promise<void> | undefined
  let nextLookMs = 0
  let nextHousekeepingMs = 0
  let closing: NodeJS.Timeout | undefined
  let mustClose = false
  let stopping = false
  let poked = false
  let wake = () => {}
  let loop: Promise<void> | undefined

  const poke = (): void => {
    poked = true
    wake()
  }

  const housekeeping = async (): Promise<void> => {
    const nowMs = performance.now()
    if (nowMs < nextHousekeepingMs) return
    nextHousekeepingMs = nowMs + housekeepingMs
    const known = [...inFlight.keys(), ...settlements.map((one) => one.id), ...ended.ids()]
    // What a former holder noted as sent is filed before the rest of what it had marked counts as uncertain.
    const reclaim = async (): Promise<number> => {
      if (await ended.file()) ready.somethingChanged()
      return await reclaimInterrupted(database, lease.lane, lease.epoch, clock.now())
    }
    // Together: whoever takes over a lane begins with this.
    const [lost] = await Promise.all([
      reclaim(),
      accounts.refresh(database),
      releaseUnknown(database, { lane: lease.lane, epoch: lease.epoch, known }),
      expireMessages(database, lease.lane, clock.now()),
    ])
    if (lost > 0)
      log.warn({ lane: lease.lane, count: lost }, 'messages were in flight when a process ended; marked uncertain')
  }

  /** Looks for what may go next, if there may be something that is not at hand. Whether it found something. */
  const look = async (): Promise<boolean> => {
    if (stopping || !lease.isHeld()) return false
    const nowMs = performance.now()
    if (nowMs >= nextLookMs) {
      nextLookMs = nowMs + pollMs
      ready.somethingChanged()
    }
    const wanted = ready.wanted(accounts.depths(clock.now().getTime()))
    if (wanted.length === 0) return false
    const known = [...ready.ids(), ...inFlight.keys(), ...settlements.map((one) => one.id)]
    ready.lookedFor(wanted)
    try {
      const found = await lookAhead(database, { lane: lease.lane, wanted, known, now: clock.now() })
      // Read before anything is marked, so that a database that goes away meanwhile is no fault of the message.
      for (const one of found) if (one.contentId !== null) await contents.of(one)
      ready.add(wanted, found)
      return found.length > 0
    } catch (error) {
      ready.somethingChanged()
      throw error
    }
  }

  const lookMeanwhile = async (): Promise<void> => {
    try {
      if (await look()) poke()
    } catch (error) {
      log.debug({ error: nameOf(error) }, 'the outbox could not be read')
    } finally {
      looking = undefined
    }
  }

  const deliver = async (message: Candidate, joined: readonly Candidate[]): Promise<SendOutcome> => {
    // Not one send once the lease may be over: another process may be sending already.
    if (!lease.isHeld()) return { kind: 'retry', afterMs: 0, why: 'lease-over', scope: 'message' }
    const channel = channelOf(message.accountId)
    // Cheaper by far than `AbortSignal.any` with a timeout of its own for each message.
    const end = new AbortController()
    const timer = setTimeout(() => end.abort(new DOMException('no answer in time', 'TimeoutError')), sendTimeoutMs)
    travelling.add(end)
    try {
      if (!channel) throw new Error('no adapter for this account')
      const address = keyring.openText('contact', message.address, `chats.address:${message.accountId}`)
      const said = joinTexts(await contents.of(message), await Promise.all(joined.map(contents.of)))
      return await channel.send(
        {
          id: message.id,
          accountId: message.accountId,
          address,
          message: said,
          isBulk: message.priority === 2,
        },
        end.signal,
      )
    } catch (error) {
      // An adapter that throws is a bug of ours: tried again a few times, then refused where an operator sees it.
      log.error({ lane: lease.lane, error: nameOf(error) }, 'an adapter failed')
      return message.attempts + 1 < adapterFaultsMax
        ? { kind: 'retry', afterMs: 1000, why: 'adapter-fault', scope: 'message' }
        : { kind: 'refused', why: 'adapter-fault', scope: 'message' }
    } finally {
      clearTimeout(timer)
      travelling.delete(end)
    }
  }

  const send = async (message: Candidate, joined: readonly Candidate[], momentMs: number): Promise<void> => {
    const waitMs = momentMs - performance.now()
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    const outcome = await deliver(message, joined)
    accounts.answered(message.accountId, momentMs, performance.now())
    await noteOutcome({ house, lane: lease.lane, accounts, random, sound }, message, {
      outcome,
      joined,
      settle: (settlement) => settlements.push(settlement),
    })
    // What was looked up for an account that pauses is looked up again when it goes on.
    if (outcome.kind === 'retry' && outcome.scope !== 'message') ready.clear()
    const told = channelOf(message.accountId)?.budgetOf?.(message.accountId)
    if (await heed(message.accountId, told, inFlight.size - 1 - joined.length)) ready.clear()
    if (outcome.kind === 'refused' && outcome.scope === 'account') nextHousekeepingMs = 0
  }

  /** A round costs a disk write, so outcomes are closed in groups. */
  const closeSoon = (): void => {
    const now = (): void => {
      clearTimeout(closing)
      closing = undefined
      mustClose = true
      poke()
    }
    if (inFlight.size === 0) now()
    else closing ??= setTimeout(now, closeWithinMs)
  }

  const start = (message: Candidate, joined: readonly Candidate[], momentMs: number): void => {
    const isBulk = message.priority === 2
    busyChats.add(message.chatId)
    if (isBulk) bulkInFlight += 1
    const work = send(message, joined, momentMs)
      .catch((error: unknown) => log.error({ error: nameOf(error) }, 'an outcome was not noted'))
      .finally(() => {
        for (const one of [message, ...joined]) inFlight.delete(one.id)
        busyChats.delete(message.chatId)
        if (isBulk) bulkInFlight -= 1
        closeSoon()
      })
    for (const one of [message, ...joined]) inFlight.set(one.id, work)
  }

  /** On a slow account what waits for a chat leaves as one message where it can. */
  const together = async (next: readonly Candidate[]): Promise<Candidate[][]> => {
    const slow = next.filter((one) => one.priority < 2 && accounts.isSlow(one.accountId))
    if (slow.length === 0) return next.map((one) => [one])
    const { followers, slots } = await followersOf(database, slow, clock.now())
    const byChat = Map.groupBy(followers, (one) => one.chatId)
    return await Promise.all(
      next.map(async (one) => {
        if (one.priority === 2 || slots.get(one.id) !== null) return [one]
        return [one, ...(await joinable(one, byChat.get(one.chatId) ?? [], contents.of))]
      }),
    )
  }

  const choose = (): Candidate[] => {
    const free = stopping || !lease.isHeld() ? 0 : accounts.parallel - inFlight.size
    if (free <= 0 || ready.size === 0) return []
    const nowMs = performance.now()
    const allowed = accounts.available(nowMs)
    // A window that has no room for all that may leave is filled up together with the outcomes of what it holds.
    const isNarrow = free < accounts.parallel / 2 && Math.min(allowed, ready.size) > free
    if (isNarrow && inFlight.size > 0 && !mustClose && !ready.hasUrgent) return []
    const total = Math.min(free, allowed)
    return ready.take(
      accounts.allowances(clock.now().getTime(), nowMs, free),
      { total, bulk: Math.min(total, Math.max(0, accounts.parallelBulk - bulkInFlight)) },
      (chatId) => busyChats.has(chatId),
    )
  }

  const round = async (): Promise<{ started: number; settled: number }> => {
    const next = choose()
    const groups = await together(next)
    const done = settlements
    if (next.length === 0 && (done.length === 0 || (!mustClose && inFlight.size > 0))) return { started: 0, settled: 0 }
    mustClose = false
    settlements = []
    let booked: { marked: Set<number>; hasMore: boolean }
    const beganMs = performance.now()
    try {
      const all = {
        lane: lease.lane,
        owner: processId,
        epoch: lease.epoch,
        settlements: done,
        next: groups.flat().map((one) => one.id),
        now: clock.now(),
      }
      booked = ended.takes(all) ? { marked: await ended.mark(all), hasMore: false } : await bookRound(database, all)
    } catch (error) {
      settlements = [...done, ...settlements]
      mustClose = true
      nextHousekeepingMs = 0
      ready.clear()
      throw error
    }
    if (booked.hasMore || booked.marked.size < groups.flat().length) ready.somethingChanged()
    const nowMs = performance.now()
    accounts.booked(nowMs - beganMs)
    for (const group of groups) {
      const [first, ...joined] = group.filter((one) => booked.marked.has(one.id))
      // The moment is counted from here: what the loop takes beyond it makes a message late, and is seen by its answer.
      if (first) start(first, joined, nowMs + accounts.take(first.accountId, nowMs))
    }
    return { started: booked.marked.size, settled: done.length }
  }

  const pause = async (ms: number): Promise<void> => {
    if (poked || stopping || ms <= 0) return
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
      try {
        await housekeeping()
        looking ??= lookMeanwhile()
        const chosenMs = performance.now()
        const { started, settled } = await round()
        looking ??= lookMeanwhile()
        if (settled > 0 && started === 0) continue
        const untilNextMs = accounts.untilNext({
          wallMs: clock.now().getTime(),
          nowMs: performance.now(),
          chosenMs,
          hasStarted: started > 0,
          has: ready.has,
        })
        await pause(Math.min(pollMs, untilNextMs))
      } catch (error) {
        log.warn({ lane: lease.lane, error: nameOf(error) }, 'a round of the outbox failed')
        await pause(pollMs)
      }
    }
  }

  const unlisten = signals.listen(`outbox:${lease.lane}`, () => {
    ready.somethingChanged()
    poke()
  })

  const drain = async (): Promise<void> => {
    await looking
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
        await housekeeping()
        ready.somethingChanged()
        await look()
        const { started, settled } = await round()
        sent += started
        await Promise.all(inFlight.values())
        if (started === 0 && settled === 0 && settlements.length === 0 && !(await ended.file())) return sent
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
        await ended.file()
        await releaseUnknown(database, { lane: lease.lane, epoch: lease.epoch, known: [] })
      } catch (error) {
        log.warn({ lane: lease.lane, error: nameOf(error) }, 'the last outcomes were not noted; they are uncertain')
      } finally {
        clearTimeout(patience)
        clearTimeout(closing)
      }
    },
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')
