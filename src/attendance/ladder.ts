import { addDays, atVietnamTime, vietnamDate, vietnamTime, type PlainDate } from '../kernel/calendar/plain-date.ts'

const minute = 60_000

/** Nobody is written to between these times of day in Vietnam. */
export const night = { from: '21:00', until: '07:00' } as const

/** Between 21:00 and 07:00 in Vietnam. */
export const isNight = (at: Date): boolean => {
  const time = vietnamTime(at)
  return time >= night.from || time < night.until
}

/** The moment at which the night begins that follows `at`; for `at` in the night itself, that moment. */
export const nextNight = (at: Date): Date => {
  if (isNight(at)) return at
  return atVietnamTime(vietnamDate(at), night.from)
}

/** From a moment up to another one. */
export type Span = { readonly from: Date; readonly until: Date }

/**
 * A rung of the ladder. It is due in any of its spans, which lie outside of the night; what was missed in all of them
 * is dropped, because it would come too late to be of use. Who answered after `plannedAt` needs it no more.
 */
export type Rung = {
  readonly name: 'evening' | 'hours'
  readonly plannedAt: Date
  readonly spans: readonly Span[]
}

/** A reminder on the day itself comes at least so long before, or not at all. */
const leastMinutes = 30

const evening = (startsAt: Date, hours: Rung | null, isQuietDay: (day: PlainDate) => boolean): Rung | null => {
  const day = vietnamDate(startsAt)
  const before = addDays(day, -1)
  if (isQuietDay(before)) return null
  const plannedAt = atVietnamTime(before, '19:00')
  const morning = atVietnamTime(day, night.until)
  const last = hours?.plannedAt ?? new Date(startsAt.getTime() - 2 * 60 * minute)
  // Missed in the evening, it is said in the morning, unless the next rung comes within the hour.
  const caughtUp = last.getTime() - morning.getTime() >= 60 * minute ? [{ from: morning, until: last }] : []
  return {
    name: 'evening',
    plannedAt,
    spans: [{ from: plannedAt, until: atVietnamTime(before, night.from) }, ...caughtUp],
  }
}

const hours = (startsAt: Date): Rung | null => {
  const day = vietnamDate(startsAt)
  const two = new Date(startsAt.getTime() - 120 * minute)
  const latest = new Date(startsAt.getTime() - leastMinutes * minute)
  const dawn = atVietnamTime(day, night.until)
  const dusk = atVietnamTime(day, night.from)
  // Two hours before an early session is still night, two hours before a very late one is night again.
  const moved = two < dawn ? dawn : two >= dusk ? atVietnamTime(day, '20:30') : two
  const until = latest < dusk ? latest : dusk
  return moved < until ? { name: 'hours', plannedAt: moved, spans: [{ from: moved, until }] } : null
}

/**
 * When somebody who comes is reminded: at 19:00 on the evening before, and two hours before. `isQuietDay`: a day on
 * which a rule of the Front asks to leave people in peace; the day of the session itself never is.
 */
export const ladderOf = (startsAt: Date, isQuietDay: (day: PlainDate) => boolean = () => false): Rung[] => {
  const second = hours(startsAt)
  return [evening(startsAt, second, isQuietDay), second].filter((rung) => rung !== null)
}

/** The rung to be said now: of two that are due the later one, which makes the other needless. */
export const rungDue = (ladder: readonly Rung[], now: Date): Rung | null =>
  ladder.findLast(({ spans }) => spans.some(({ from, until }) => from <= now && now < until)) ?? null
