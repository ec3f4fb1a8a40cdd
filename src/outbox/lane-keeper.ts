import {
  acquireLanes,
  beat,
  countSurplus,
  leaseSeconds,
  leave,
  releaseLane,
  renewLanes,
  type HeldLane,
} from '../channels/index.ts'
import type { House } from '../database/index.ts'

/** A lane that this process may send for, as long as the lease lasts. */
export type Lease = {
  readonly lane: string
  readonly epoch: number
  /** By our own monotonic clock, earlier than the database's: no send starts once it is false. */
  isHeld(): boolean
  readonly pausedUntil: Date | null
}

type Runner = { stop(): Promise<void> }

type Options = {
  readonly house: House
  readonly processId: string
  readonly version: string
  readonly run: (lease: Lease) => Runner
}

export type LaneKeeper = { start(): Promise<void>; stop(): Promise<void>; tick(): Promise<void> }

const beatMs = 1_000
// Half a second before the database would give the lane away.
const safetyMs = 500

/** Beats for this process and keeps its share of the lanes, starting and stopping a sender for each. */
export const createLaneKeeper = (options: Options): LaneKeeper => {
  const { house, processId, version, run } = options
  const { database, log } = house
  const held = new Map<string, { epoch: number; deadline: number; runner: Runner }>()
  let timer: NodeJS.Timeout | undefined
  let ticking: Promise<void> | undefined
  let stopped = false

  const startLane = (lane: HeldLane, deadline: number): void => {
    const entry = { epoch: lane.epoch, deadline, runner: undefined as unknown as Runner }
    held.set(lane.id, entry)
    entry.runner = run({
      lane: lane.id,
      epoch: lane.epoch,
      isHeld: () => held.get(lane.id) === entry && performance.now() < entry.deadline,
      pausedUntil: lane.pausedUntil,
    })
  }

  const dropLane = async (lane: string): Promise<void> => {
    const entry = held.get(lane)
    held.delete(lane)
    await entry?.runner.stop()
  }

  const rebalance = async (): Promise<void> => {
    const surplus = await countSurplus(database, processId)
    for (const lane of [...held.keys()].slice(0, surplus)) {
      // Drained first, so the next holder finds nothing in flight.
      await held.get(lane)?.runner.stop()
      held.delete(lane)
      await releaseLane(database, processId, lane)
    }
  }

  const once = async (): Promise<void> => {
    const deadline = performance.now() + leaseSeconds * 1000 - safetyMs
    await beat(database, processId, version)
    const renewed = await renewLanes(database, processId)
    for (const lane of renewed) {
      const entry = held.get(lane.id)
      if (entry && entry.epoch === lane.epoch) entry.deadline = deadline
      else if (!entry) startLane(lane, deadline)
    }
    const kept = new Set(renewed.map((lane) => lane.id))
    for (const lane of held.keys()) if (!kept.has(lane)) await dropLane(lane)
    if (!stopped) for (const lane of await acquireLanes(database, processId)) startLane(lane, deadline)
    await rebalance()
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

  return {
    tick,
    async start() {
      await tick()
      timer = setInterval(() => void tick(), beatMs)
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await ticking
      await Promise.all([...held.keys()].map(dropLane))
      await leave(database, processId).catch(() => undefined)
    },
  }
}
