import { addDays, daysBetween, weekday, yearOf, type PlainDate } from './plain-date.ts'

/**
 * Public holidays of one year, as one source announces them; a year may have several. Weekends are not listed.
 * Unverified data is shown to officers and not used for deadlines until someone confirms it.
 */
export type HolidayCalendar = {
  readonly year: number
  readonly holidays: readonly { readonly date: PlainDate; readonly name: string }[]
  /** Saturdays or Sundays worked in exchange for a day off. */
  readonly compensatory: readonly PlainDate[]
  readonly source: string
  readonly sourceDate: PlainDate
  readonly state: 'verified' | 'unverified'
}

/** True on Monday to Friday outside holidays, and on a weekend day that is worked in exchange. */
export const isWorkingDay = (date: PlainDate, calendars: readonly HolidayCalendar[]): boolean => {
  if (calendars.some((calendar) => calendar.compensatory.includes(date))) return true
  if (weekday(date) > 5) return false
  return !calendars.some((calendar) => calendar.holidays.some((holiday) => holiday.date === date))
}

/**
 * The n-th working day after that day; the day itself does not count. Negative n counts back, 0 gives the day itself.
 * Throws RangeError beyond 1,000 either way.
 */
export const addWorkingDays = (date: PlainDate, n: number, calendars: readonly HolidayCalendar[]): PlainDate => {
  if (!Number.isInteger(n) || Math.abs(n) > 1000) throw new RangeError('Working days are counted up to 1,000')
  const step = n < 0 ? -1 : 1
  let day = date
  for (let left = Math.abs(n); left > 0;) {
    day = addDays(day, step)
    if (isWorkingDay(day, calendars)) left -= 1
  }
  return day
}

/**
 * That day, or the next working day when it is none. The Civil Code (2015, Art. 148.5) ends a period so when its last
 * day is a weekend or holiday; whether a rule is such a period is for the rule to say.
 */
export const workingDayOrNext = (date: PlainDate, calendars: readonly HolidayCalendar[]): PlainDate =>
  isWorkingDay(date, calendars) ? date : addWorkingDays(date, 1, calendars)

/** The last day in time, and the years on the way for which no holidays were given, so that it may lie later. */
export type Deadline = { readonly date: PlainDate; readonly yearsWithoutHolidays: readonly number[] }

/**
 * "Within n days": the start does not count, the n-th day after it is the last in time, to its end in Vietnam
 * (`endOfVietnamDay`). Calendar days are not moved off weekends; see `workingDayOrNext`.
 */
export const deadline = (
  start: PlainDate,
  days: number,
  kind: 'calendar' | 'working',
  calendars: readonly HolidayCalendar[],
): Deadline => {
  if (kind === 'calendar') return { date: addDays(start, days), yearsWithoutHolidays: [] }
  const date = addWorkingDays(start, days, calendars)
  const [from, to] = [yearOf(start), yearOf(date)].sort((a, b) => a - b) as [number, number]
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  const known = new Set(calendars.map((calendar) => calendar.year))
  return { date, yearsWithoutHolidays: years.filter((year) => !known.has(year)) }
}

/** "At least n days before": the latest day of notice is n calendar days before the day itself. */
export const latestNoticeDate = (session: PlainDate, days: number): PlainDate => addDays(session, -days)

/** True when at least n calendar days lie between notice and session: notice on the 5th serves a session on the 12th for n = 7. */
export const isNoticeInTime = (notice: PlainDate, session: PlainDate, days: number): boolean =>
  daysBetween(notice, session) >= days
