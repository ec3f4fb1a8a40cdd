import { and, gte, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { holidays } from '../database/tables/rules.ts'
import type { Holiday } from './holiday.ts'

type Change = { readonly changedBy: string | null; readonly changedAt: Date }

/** One year is written by one person at a time. */
export const lockHolidays = async (tx: Transaction, year: number): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(7402119, ${year}::int)`)
}

/** The days of a year as they are from now on. */
export const replaceYear = async (
  tx: Transaction,
  year: number,
  days: readonly Holiday[],
  change: Change,
): Promise<void> => {
  await tx.delete(holidays).where(and(gte(holidays.date, `${year}-01-01`), lt(holidays.date, `${year + 1}-01-01`)))
  if (days.length > 0) await tx.insert(holidays).values(days.map((day) => ({ ...day, ...change })))
}
