import type { Queryable } from '../../database/index.ts'
import { noticeAdvice, resultAdvice, type Dialogue } from '../../dialogues/index.ts'
import { vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { findRule, workingCalendars, yearsWithoutHolidays } from '../../rules/index.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import type { Waiting } from './waiting.ts'

/** Further off, a session is on the list of what comes, and needs no warning. */
const aheadDays = 14

type Due = { readonly lastDay: PlainDate; readonly daysLeft: number }

const line = (view: View, what: 'notice' | 'result', dialogue: Dialogue, { lastDay, daysLeft }: Due): Waiting => ({
  path: `/console/dialogues/${dialogue.id}`,
  count: 1,
  label:
    daysLeft > 0
      ? view.t(`dialogues:clock.${what}`, { days: daysLeft, lastDay: shortDay(lastDay) })
      : daysLeft === 0
        ? view.t(`dialogues:clock.${what}Today`)
        : view.t(`dialogues:clock.${what}Late`, { lastDay: shortDay(lastDay) }),
  detail: dialogue.title,
  tone: daysLeft < 0 ? 'bad' : 'warn',
})

/** Sessions whose notice or result has its last lawful day soon, or had it, the most urgent first. */
export const clocksAtHome = async (db: Queryable, view: View, sessions: readonly Dialogue[]): Promise<Waiting[]> => {
  const today = vietnamDate(view.now)
  const calendars = await workingCalendars(db)
  const noticeRule = await findRule(db, 'dialogue.notice', today)
  const due: { readonly daysLeft: number; readonly line: Waiting }[] = []
  for (const dialogue of sessions) {
    const isUntold = dialogue.state === 'draft' && dialogue.told === null && dialogue.startsAt > view.now
    const notice = isUntold ? noticeAdvice(dialogue, today, noticeRule, calendars) : null
    if (notice && notice.kind !== 'no_rule') {
      due.push({ daysLeft: notice.daysLeft, line: line(view, 'notice', dialogue, notice) })
    }
    if (dialogue.state !== 'held') continue
    const rule = await findRule(db, 'dialogue.result', vietnamDate(dialogue.startsAt))
    const result = resultAdvice(dialogue, { today, rule, calendars })
    if (result) due.push({ daysLeft: result.daysLeft, line: line(view, 'result', dialogue, result) })
  }
  return due
    .filter(({ daysLeft }) => daysLeft <= aheadDays)
    .toSorted((one, other) => one.daysLeft - other.daysLeft)
    .map((one) => one.line)
}

/** A year whose holidays nobody entered: deadlines in working days would be wrong. */
export const holidaysAtHome = async (db: Queryable, view: View): Promise<Waiting[]> =>
  (await yearsWithoutHolidays(db, view.now)).map((year) => ({
    path: `/console/rules/holidays/${year}`,
    count: 1,
    label: view.t('rules:holidays.enter', { year }),
    tone: 'warn',
  }))
