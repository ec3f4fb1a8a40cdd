import {
  acquireLanes,
  beat,
  countSurplus,
  leaseSeconds,
  leave,
  releaseLane,
  renewLanes,
  untilLeaseEnds,
  type HeldLane,
} from '../channels/index.ts'
import type { Database, House } from '../database/index.ts'

/** A lane that this process may send for, as long as the lease lasts. */
export type Lease = {
  readonly lane: string
  readonly epoch: number
  /** By our own monotonic clock, earlier than the database's: no send starts once it is false. */
  isHeld(): boolean
  readonly pausedUntil: Date | null
  /** Another process has sent here until just now. */
  readonly isHandedOver: boolean
}

type Runner = { stop(): Promise<void> }

type Options = {
  readonly house: House
  /** For beats and leases alone: they must not stand in line behind the statements of everything else. */
  readonly database?: Database
  readonly processId: string
  readonly version: string
  readonly run: (lease: Lease) => Runner
}

export type LaneKeeper = { start(): Promise<void>; stop(): Promise<void>; tick(): Promise<void> }

const beatMs = 1_000
// Half a second before the database would give the lane away.
const safetyMs = 500
// A lease that ends before the next beat is looked at just then, not at the beat: it is somebody's who no longer renews.
const justAfterMs = 20
// One that has ended may be another's to take.
const lookAgainMs = 100

type Held = { readonly epoch: number; deadline: number; runner?: Runner; isEnding?: boolean }

/** Beats for this process and keeps its share of the lanes, starting and stopping a sender for each. */
export const createLaneKeeper = (options: Options): LaneKeeper => {
  const { house, processId, version, run } = options
  const { log } = house
  const database = options.database ?? house.database
  const held = new Map<string, Held>()
  // Senders that wait for what they have on its way. A silent platform can take long, and beats must go on meanwhile:
  // without them the other lanes would pass on, and what they have on its way would be sent twice.
  const ending = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let early: NodeJS.Timeout | undefined
  let ticking: Promise<void> | undefined
  let stopped = false

  const startLane = (lane: HeldLane, deadline: number): void => {
    const entry: Held = { epoch: lane.epoch, deadline }
    held.set(lane.id, entry)
    const begin = (): void => {
      if (held.get(lane.id) !== entry || stopped) return
      entry.runner = run({
        lane: lane.id,
        epoch: lane.epoch,
        isHeld: () => held.get(lane.id) === entry && performance.now() < entry.deadline,
        pausedUntil: lane.pausedUntil,
        isHandedOver: lane.isHandedOver,
      })
    }
    const former = ending.get(lane.id)
    if (former) void former.then(begin)
    else begin()
  }

  const endSender = (lane: string, entry: Held, afterwards: () => Promise<void>): void => {
    if (entry.isEnding) return
    entry.isEnding = true
    const work = async (): Promise<void> => {
      try {
        await ending.get(lane)
        await entry.runner?.stop()
        await afterwards()
      } catch (error) {
        log.warn({ lane, error: error instanceof Error ? error.name : '' }, 'a lane could not be handed over in order')
      }
    }
    const ended = work().finally(() => {
      if (ending.get(lane) === ended) ending.delete(lane)
    })
    ending.set(lane, ended)
  }

  /** Drained first, so the next holder finds nothing in flight. */
  const handOver = (lane: string, entry: Held): void =>
    endSender(lane, entry, async () => {
      await releaseLane(database, processId, lane)
      if (held.get(lane) === entry) held.delete(lane)
    })

  const rebalance = (surplus: number): void => {
    const staying = [...held].filter(([, entry]) => !entry.isEnding)
    for (const [lane, entry] of staying.slice(0, Math.max(0, surplus - (held.size - staying.length))))
      handOver(lane, entry)
  }

  const once = async (): Promise<void> => {
    const deadline = performance.now() + leaseSeconds * 1000 - safetyMs
    await beat(database, processId, version)
    const renewed = await renewLanes(database, processId)
    for (const lane of renewed) {
      const entry = held.get(lane.id)
      if (entry && entry.epoch === lane.epoch) entry.deadline = deadline
      else if (!entry && !stopped) startLane(lane, deadline)
    }
    const kept = new Set(renewed.map((lane) => lane.id))
    for (const [lane, entry] of held) {
      if (kept.has(lane)) continue
      held.delete(lane)
      endSender(lane, entry, async () => {})
    }
    if (stopped) return
    for (const lane of await acquireLanes(database, processId)) startLane(lane, deadline)
    const [surplus, endsMs] = await Promise.all([
      countSurplus(database, processId),
      untilLeaseEnds(database, processId),
    ])
    rebalance(surplus)
    clearTimeout(early)
    if (endsMs !== null && endsMs < beatMs) {
      early = setTimeout(() => void lookAgain(), Math.max(endsMs + justAfterMs, lookAgainMs))
    }
  }

  const tick = async (): Promise<void> => {
    ticking ??= once()
      .catch((error: unknown) =>
        log.warn({ error: error instanceof Error ? error.name : '' }, 'the lanes could not be renewed'),
      )
      .finally(() => {
        ticking = undefined
      })
    await ticking
  }

  /** A look that is under way may have been too early for the lease that has ended now. */
  const lookAgain = async (): Promise<void> => {
    await ticking
    if (!stopped) await tick()
  }

  return {
    tick,
    async start() {
      await tick()
      timer = setInterval(() => void tick(), beatMs)
    },
    async stop() {
      stopped = true
      await ticking
      for (const [lane, entry] of held) handOver(lane, entry)
      // Leases are renewed until nothing is on its way any more.
      await Promise.all(ending.values())
      clearInterval(timer)
      clearTimeout(early)
      await ticking
      await leave(database, processId).catch(() => undefined)
    },
  }
}
