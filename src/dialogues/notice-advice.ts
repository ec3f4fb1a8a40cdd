import { addDays, daysBetween, vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { addWorkingDays, type HolidayCalendar } from '../kernel/calendar/working-days.ts'
import type { Rule } from '../rules/index.ts'
import type { Dialogue } from './dialogue.ts'

/** How the notice stands to the rule "at least so many days before"; information, nothing is refused here. */
export type NoticeAdvice =
  /** The legal basis of the session knows no such rule, or none is switched on. */
  | { readonly kind: 'no_rule' }
  | {
      readonly kind: 'in_time' | 'last_day' | 'late'
      /** Last day on which the notice may go out. */
      readonly lastDay: PlainDate
      /** Days left until `lastDay`; negative when it has passed. */
      readonly daysLeft: number
      readonly days: number
      readonly source: string
    }

type Session = Pick<Dialogue, 'startsAt' | 'legalBasis'>

/**
 * `rule` is `findRule(db, 'dialogue.notice', today)`, which says how days are counted; the day of the session is not
 * included. `calendars` are wanted by rules in working days.
 */
export const noticeAdvice = (
  dialogue: Session,
  today: PlainDate,
  rule: Rule | null,
  calendars: readonly HolidayCalendar[] = [],
): NoticeAdvice => {
  if (rule?.measure.kind !== 'days' || rule.appliesTo !== dialogue.legalBasis) return { kind: 'no_rule' }
  const { days, counting } = rule.measure
  const day = vietnamDate(dialogue.startsAt)
  const lastDay = counting === 'working' ? addWorkingDays(day, -days, calendars) : addDays(day, -days)
  const daysLeft = daysBetween(today, lastDay)
  const kind = daysLeft > 0 ? 'in_time' : daysLeft === 0 ? 'last_day' : 'late'
  return { kind, lastDay, daysLeft, days, source: rule.source }
}
