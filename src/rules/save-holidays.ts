import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { vietnamDate, yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { checkSource } from './check-source.ts'
import type { Holiday } from './holiday.ts'
import { lockHolidays, replaceYear } from './holiday-store.ts'
import { holidaysOf } from './holiday-views.ts'
import { readHolidays, type HolidayLine, type HolidayLineFault } from './read-holidays.ts'

type HolidayInput = {
  readonly year: number
  /** All days of the year, one a line. */
  readonly csv: string
  readonly source: string
  readonly sourceDate: PlainDate
}

export type HolidayOutcome =
  | { readonly kind: 'refused'; readonly faults: readonly HolidayLineFault[] }
  | { readonly kind: 'saved'; readonly days: number }

/** A day that stands as it stood keeps the source that it came from. */
const withSource = (day: HolidayLine, former: readonly Holiday[], given: Pick<Holiday, 'source' | 'sourceDate'>) => {
  const same = former.find(
    (one) => one.date === day.date && one.kind === day.kind && one.name === day.name && one.state === day.state,
  )
  return same ?? { ...day, ...given }
}

/** Enters the days off and the worked weekend days of a year, all at once; deadlines counted from now on rest on them. */
export const saveHolidays = async (scope: Scope, input: HolidayInput): Promise<HolidayOutcome> => {
  requireRole(scope.actor, ['admin'], [])
  const now = scope.clock.now()
  const today = vietnamDate(now)
  if (!Number.isInteger(input.year) || input.year < 2025 || input.year > yearOf(today) + 5) {
    throw new AppError('INVALID', 'a year far away', { phrase: 'rules:holidays.year', field: 'year' })
  }
  const source = checkSource(input.source, input.sourceDate, today)
  const { days, faults } = readHolidays(input.csv, input.year)
  if (faults.length > 0) return { kind: 'refused', faults }
  if (days.length === 0) throw new AppError('INVALID', 'no days', { phrase: 'rules:holidays.none', field: 'csv' })
  await lockHolidays(scope.tx, input.year)
  const former = await holidaysOf(scope.tx, input.year)
  const next = days.map((day) => withSource(day, former, { source, sourceDate: input.sourceDate }))
  const changedBy = scope.actor.kind === 'officer' ? scope.actor.officerId : null
  await replaceYear(scope.tx, input.year, next, { changedBy, changedAt: now })
  await recordAudit(scope, {
    action: 'holidays.saved',
    subject: { kind: 'holidays', id: String(input.year) },
    details: {
      before: former.map((day) => `${day.date} ${day.kind} ${day.state}`),
      after: next.map((day) => `${day.date} ${day.kind} ${day.state}`),
    },
  })
  return { kind: 'saved', days: next.length }
}
