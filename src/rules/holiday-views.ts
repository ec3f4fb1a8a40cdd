import { and, asc, eq, gte, lt } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { holidays } from '../database/tables/rules.ts'
import { vietnamDate, yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts'
import type { HolidayCalendar } from '../kernel/calendar/working-days.ts'
import { asCalendars, type Holiday } from './holiday.ts'

const asHoliday = (row: typeof holidays.$inferSelect): Holiday => ({
  date: row.date as PlainDate,
  kind: row.kind,
  name: row.name,
  source: row.source,
  sourceDate: row.sourceDate as PlainDate,
  state: row.state,
})

/** Every day of one year, unverified ones too. */
export const holidaysOf = async (db: Queryable, year: number): Promise<Holiday[]> => {
  const found = await db
    .select()
    .from(holidays)
    .where(and(gte(holidays.date, `${year}-01-01`), lt(holidays.date, `${year + 1}-01-01`)))
    .orderBy(asc(holidays.date))
  return found.map(asHoliday)
}

/** What working days are counted with: verified days only. */
export const workingCalendars = async (db: Queryable): Promise<HolidayCalendar[]> => {
  const found = await db.select().from(holidays).where(eq(holidays.state, 'verified')).orderBy(asc(holidays.date))
  return asCalendars(found.map(asHoliday))
}

export type HolidayYear = { readonly year: number; readonly verified: number; readonly unverified: number }

/** How much is known of each year, the first year first. */
export const holidayYears = async (db: Queryable): Promise<HolidayYear[]> => {
  const found = await db.select({ date: holidays.date, state: holidays.state }).from(holidays)
  const years = Map.groupBy(found, ({ date }) => Number(date.slice(0, 4)))
  return [...years]
    .map(([year, days]) => {
      const verified = days.filter(({ state }) => state === 'verified').length
      return { year, verified, unverified: days.length - verified }
    })
    .toSorted((one, other) => one.year - other.year)
}

/** Years whose working days cannot be counted yet: this one, and from October on the next. */
export const yearsWithoutHolidays = async (db: Queryable, now: Date): Promise<number[]> => {
  const today = vietnamDate(now)
  const year = yearOf(today)
  const known = new Set((await holidayYears(db)).filter(({ verified }) => verified > 0).map((one) => one.year))
  // The Government announces the coming year in autumn; before that there is nothing to enter.
  const wanted = today.slice(5) >= '10-01' ? [year, year + 1] : [year]
  return wanted.filter((one) => !known.has(one))
}
