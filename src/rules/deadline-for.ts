import type { Queryable } from '../database/index.ts'
import { endOfVietnamDay, vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { deadline } from '../kernel/calendar/working-days.ts'
import { workingCalendars } from './holiday-views.ts'
import type { Rule } from './rule.ts'
import { findRule } from './rule-views.ts'

export type Due = {
  /** The last day in time, in Vietnam. */
  readonly date: PlainDate
  /** The first moment that is too late. */
  readonly at: Date
  readonly rule: Rule
  /** Years on the way whose holidays are not known yet: the true day may lie later. */
  readonly yearsWithoutHolidays: readonly number[]
}

/**
 * When something is due that began at `start`, by the rule that held on that day. Null when no rule is switched on or
 * the rule is no period.
 */
export const deadlineFor = async (db: Queryable, key: string, start: Date): Promise<Due | null> => {
  const day = vietnamDate(start)
  const rule = await findRule(db, key, day)
  if (rule?.measure.kind !== 'days') return null
  const { days, counting } = rule.measure
  const { date, yearsWithoutHolidays } = deadline(day, days, counting, await workingCalendars(db))
  return { date, at: endOfVietnamDay(date), rule, yearsWithoutHolidays }
}
