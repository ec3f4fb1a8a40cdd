import { daysBetween, vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { deadline, type HolidayCalendar } from '../kernel/calendar/working-days.ts'
import type { Rule } from '../rules/index.ts'
import type { Dialogue } from './dialogue.ts'

/** By when the result of a session that was held has to be made public, by the rule of its legal basis. */
export type ResultAdvice = {
  readonly lastDay: PlainDate
  /** Days left until `lastDay`; negative when it has passed. */
  readonly daysLeft: number
  readonly days: number
  readonly source: string
}

type Clock = { readonly today: PlainDate; readonly rule: Rule | null; readonly calendars: readonly HolidayCalendar[] }

/**
 * Null while the session is not held, once it is concluded, and where no rule is switched on. `rule` is
 * `findRule(db, 'dialogue.result', …)`; the day of the session does not count.
 */
export const resultAdvice = (
  dialogue: Pick<Dialogue, 'startsAt' | 'endsAt' | 'legalBasis' | 'state'>,
  { today, rule, calendars }: Clock,
): ResultAdvice | null => {
  if (dialogue.state !== 'held') return null
  if (rule?.measure.kind !== 'days' || rule.appliesTo !== dialogue.legalBasis) return null
  const { days, counting } = rule.measure
  const lastDay = deadline(vietnamDate(dialogue.endsAt ?? dialogue.startsAt), days, counting, calendars).date
  return { lastDay, daysLeft: daysBetween(today, lastDay), days, source: rule.source }
}
