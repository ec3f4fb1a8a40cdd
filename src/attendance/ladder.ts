import { addDays, atVietnamTime, vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'

const minute = 60_000

/** Hours of the day in Vietnam between which nobody is written to; the same hour twice means never. */
export type Night = { readonly from: number; readonly until: number }

const hourOf = (day: PlainDate, hour: number): Date =>
  new Date(atVietnamTime(day, '00:00').getTime() + hour * 60 * minute)

/** When the night that a day begins with is over, and when the one begins that it ends with. */
const dawnOf = (day: PlainDate, { from, until }: Night): Date => hourOf(day, from === until ? 0 : until)
const duskOf = (day: PlainDate, { from, until }: Night): Date => hourOf(day, from > until ? from : 24)

export const isNight = (at: Date, night: Night): boolean => {
  const day = vietnamDate(at)
  return at < dawnOf(day, night) || at >= duskOf(day, night)
}

/** When what is said at `at`, by day, must have left; null where there is no night. */
export const leavesBefore = (at: Date, night: Night): Date | null =>
  night.from === night.until ? null : duskOf(vietnamDate(at), night)

/** What the Front has decided about leaving people in peace; the day of a session itself is never a quiet one. */
export type Quiet = { readonly night: Night; readonly isQuietDay: (day: PlainDate) => boolean }

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

const evening = (startsAt: Date, hours: Rung | null, { night, isQuietDay }: Quiet): Rung | null => {
  const day = vietnamDate(startsAt)
  const before = addDays(day, -1)
  if (isQuietDay(before)) return null
  const plannedAt = atVietnamTime(before, '19:00')
  const morning = dawnOf(day, night)
  const last = hours?.plannedAt ?? new Date(startsAt.getTime() - 2 * 60 * minute)
  // Missed in the evening, it is said in the morning, unless the next rung comes within the hour.
  const caughtUp = last.getTime() - morning.getTime() >= 60 * minute ? [{ from: morning, until: last }] : []
  return {
    name: 'evening',
    plannedAt,
    spans: [{ from: plannedAt, until: duskOf(before, night) }, ...caughtUp],
  }
}

const hours = (startsAt: Date, night: Night): Rung | null => {
  const day = vietnamDate(startsAt)
  const two = new Date(startsAt.getTime() - 120 * minute)
  const latest = new Date(startsAt.getTime() - leastMinutes * minute)
  const dawn = dawnOf(day, night)
  const dusk = duskOf(day, night)
  // Two hours before an early session is still night, two hours before a very late one is night again.
  const moved = two < dawn ? dawn : two >= dusk ? new Date(dusk.getTime() - leastMinutes * minute) : two
  const until = latest < dusk ? latest : dusk
  return moved < until ? { name: 'hours', plannedAt: moved, spans: [{ from: moved, until }] } : null
}

/**
 * When somebody who comes is reminded: at 19:00 on the evening before, and two hours before. What falls into the night is
 * moved to its edge, or dropped where it would come too late.
 */
export const ladderOf = (startsAt: Date, quiet: Quiet): Rung[] => {
  const second = hours(startsAt, quiet.night)
  return [evening(startsAt, second, quiet), second].filter((rung) => rung !== null)
}

/** The rung to be said now: of two that are due the later one, which makes the other needless. */
export const rungDue = (ladder: readonly Rung[], now: Date): Rung | null =>
  ladder.findLast(({ spans }) => spans.some(({ from, until }) => from <= now && now < until)) ?? null
