/** A calendar day without a time, `YYYY-MM-DD`, always meant in Asia/Ho_Chi_Minh. Sorts as text. */
export type PlainDate = `${number}-${number}-${number}`

const DAY = 86_400_000
// Vietnam has kept UTC+7 without daylight saving since 1975, so a constant serves every date we store.
const OFFSET = 7 * 3_600_000

const dayNumber = (date: PlainDate): number => Date.parse(`${date}T00:00:00Z`) / DAY

const fromDayNumber = (day: number): PlainDate => new Date(day * DAY).toISOString().slice(0, 10) as PlainDate

/** The day of that year, month and day, or null when there is none (31 February, a year outside 1900 to 2199). */
export const dateOf = (year: number, month: number, day: number): PlainDate | null => {
  if (![year, month, day].every(Number.isInteger) || year < 1900 || year > 2199) return null
  const at = new Date(Date.UTC(year, month - 1, day))
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null
  return at.toISOString().slice(0, 10) as PlainDate
}

/** Reads `YYYY-MM-DD` strictly; null for anything else. For dates that come from a program, not from a person. */
export const readPlainDate = (text: string): PlainDate | null => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match === null ? null : dateOf(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** The day it is in Vietnam at that moment. */
export const vietnamDate = (at: Date): PlainDate =>
  new Date(at.getTime() + OFFSET).toISOString().slice(0, 10) as PlainDate

/** The time of day in Vietnam at that moment, `HH:MM`. */
export const vietnamTime = (at: Date): string => new Date(at.getTime() + OFFSET).toISOString().slice(11, 16)

/** The moment of a Vietnamese wall-clock time, `HH:MM` from 00:00 to 23:59; throws RangeError on another form. */
export const atVietnamTime = (date: PlainDate, time: string): Date => {
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError('A time of day is written HH:MM')
  return new Date(Date.parse(`${date}T${time}:00+07:00`))
}

/**
 * The first moment after that day in Vietnam. Days are half-open, [00:00, next 00:00): something due on a day is in
 * time while `now < endOfVietnamDay(day)`.
 */
export const endOfVietnamDay = (date: PlainDate): Date => atVietnamTime(addDays(date, 1), '00:00')

/** The day so many calendar days later, or earlier when negative. */
export const addDays = (date: PlainDate, days: number): PlainDate => fromDayNumber(dayNumber(date) + days)

/** Calendar days from one day to the other: 1 from today to tomorrow, negative backwards. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to) - dayNumber(from)

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export const weekday = (date: PlainDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1

/** The year of a day, to find its holidays. */
export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4))
