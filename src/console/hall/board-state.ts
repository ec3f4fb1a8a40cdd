import type { Dialogue } from '../../dialogues/index.ts'
import { floorMinutesEach, type About, type FloorQuestion, type Hall } from '../../hall/index.ts'
import type { AgendaLine } from '../../preparation/index.ts'

/** What the hall sees: titles and time, never who asked. */
export type BoardState = {
  readonly stage: 'waiting' | 'open' | 'closed'
  readonly current: {
    readonly title: string
    readonly minutes: number
    /** Milliseconds since 1970, by the server's clock. */
    readonly since: number
  } | null
  readonly next: readonly string[]
  readonly isFloorOpen: boolean
  /** The server's clock, to correct a tablet's. */
  readonly now: number
}

const nextMax = 4

export type Queued = About & {
  readonly title: string
  readonly minutes: number
  readonly usedSeconds: number | null
  readonly who: string | null
  readonly isDone: boolean
}

/** The agenda first, then what was accepted from the floor; what has had its time is marked as done. */
export const queueOf = (
  hall: Hall | undefined,
  lines: readonly AgendaLine[],
  floor: readonly FloorQuestion[],
): Queued[] => {
  const isCurrent = (kind: About['kind'], id: string): boolean => hall?.current?.kind === kind && hall.current.id === id
  return [
    ...lines
      .filter(({ place }) => place === 'hall')
      .map((line) => ({
        kind: 'line' as const,
        id: line.id,
        title: line.title,
        minutes: line.minutes,
        usedSeconds: line.usedSeconds,
        who: line.who,
        isDone: line.usedSeconds !== null && !isCurrent('line', line.id),
      })),
    ...floor
      .filter(({ state }) => state === 'accepted' || state === 'done')
      .map((one) => ({
        kind: 'floor' as const,
        id: one.id,
        title: one.title ?? '',
        minutes: floorMinutesEach,
        usedSeconds: one.usedSeconds,
        who: null,
        isDone: one.state === 'done' && !isCurrent('floor', one.id),
      })),
  ]
}

export const currentOf = (hall: Hall | undefined, queue: readonly Queued[]): Queued | undefined =>
  queue.find(({ kind, id }) => hall?.current?.kind === kind && hall.current.id === id)

export const boardState = (
  session: { readonly dialogue: Dialogue; readonly hall: Hall | undefined; readonly queue: readonly Queued[] },
  now: Date,
): BoardState => {
  const { hall, queue } = session
  const current = currentOf(hall, queue)
  return {
    stage: hall === undefined ? 'waiting' : hall.closedAt === null ? 'open' : 'closed',
    current:
      current && hall?.current
        ? {
            title: current.title,
            minutes: current.minutes + hall.extraMinutes,
            since: hall.current.since.getTime(),
          }
        : null,
    next: queue
      .filter((one) => !one.isDone && one !== current)
      .slice(0, nextMax)
      .map(({ title }) => title),
    isFloorOpen: hall?.isFloorOpen ?? false,
    now: now.getTime(),
  }
}
