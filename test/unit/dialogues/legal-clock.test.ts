import { describe, expect, test } from 'vitest'
import { noticeAdvice, resultAdvice } from '../../../src/dialogues/index.ts'
import { addDays, daysBetween, vietnamDate, type PlainDate } from '../../../src/kernel/calendar/plain-date.ts'
import { isWorkingDay, type HolidayCalendar } from '../../../src/kernel/calendar/working-days.ts'
import type { Rule } from '../../../src/rules/index.ts'

const rule = (counting: 'calendar' | 'working', days: number): Rule => ({
  key: 'x',
  measure: { kind: 'days', days, counting },
  appliesTo: 'communal_dialogue',
  source: 'Luật',
  sourceDate: null,
  validFrom: '2025-07-01',
  validUntil: null,
  state: 'verified',
  isOn: true,
})

const tet: HolidayCalendar = {
  year: 2027,
  holidays: ['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11'].map((date) => ({
    date: date as PlainDate,
    name: 'Tết',
  })),
  compensatory: ['2027-02-13'],
  source: 'Thông báo',
  sourceDate: '2026-11-20',
  state: 'verified',
}
const calendars = [tet]
const session = (startsAt: Date) => ({ startsAt, endsAt: null, legalBasis: 'communal_dialogue' as const })

/** Every hour of eight weeks around Tết, over the end of a month and of a year. */
const hours = Array.from(
  { length: 24 * 56 },
  (_, index) => new Date(Date.parse('2026-12-28T00:00:00Z') + index * 3_600_000),
)

describe('The legal clock', () => {
  test('a notice on its last day is in time and one a day later is late, whatever the hour of the session', () => {
    for (const startsAt of hours) {
      for (const counting of ['calendar', 'working'] as const) {
        const first = noticeAdvice(session(startsAt), '2026-12-01', rule(counting, 7), calendars)
        if (first.kind === 'no_rule') throw new Error('the rule was not found')
        const { lastDay } = first
        expect(noticeAdvice(session(startsAt), lastDay, rule(counting, 7), calendars).kind).toBe('last_day')
        expect(noticeAdvice(session(startsAt), addDays(lastDay, 1), rule(counting, 7), calendars).kind).toBe('late')
        expect(noticeAdvice(session(startsAt), addDays(lastDay, -1), rule(counting, 7), calendars).kind).toBe('in_time')
      }
    }
  })

  test('exactly so many days lie between the last day of notice and the session', () => {
    for (const startsAt of hours) {
      const day = vietnamDate(startsAt)
      const calendar = noticeAdvice(session(startsAt), day, rule('calendar', 7))
      const working = noticeAdvice(session(startsAt), day, rule('working', 7), calendars)
      if (calendar.kind === 'no_rule' || working.kind === 'no_rule') throw new Error('the rule was not found')
      expect(daysBetween(calendar.lastDay, day)).toBe(7)
      const between = Array.from({ length: daysBetween(working.lastDay, day) }, (_, at) => addDays(working.lastDay, at))
      expect(between.filter((one) => isWorkingDay(one, calendars))).toHaveLength(7)
      expect(isWorkingDay(working.lastDay, calendars)).toBe(true)
    }
  })

  test('a session a minute before midnight in Hanoi and one a minute after differ by a day', () => {
    const lastDay = (at: string) => {
      const advice = noticeAdvice(session(new Date(at)), '2026-12-01', rule('calendar', 7))
      return advice.kind === 'no_rule' ? null : advice.lastDay
    }
    expect([lastDay('2027-02-28T23:59:00+07:00'), lastDay('2027-03-01T00:00:00+07:00')]).toEqual([
      '2027-02-21',
      '2027-02-22',
    ])
  })

  test('the result is due so many days after the session, the day of it not counted', () => {
    const held = { ...session(new Date('2027-01-25T19:30:00+07:00')), state: 'held' as const }
    const due = (counting: 'calendar' | 'working') =>
      resultAdvice(held, { today: '2027-02-01', rule: rule(counting, 10), calendars })
    expect(due('calendar')).toEqual({ lastDay: '2027-02-04', daysLeft: 3, days: 10, source: 'Luật' })
    // Four days of January, four of February before Tết, Friday the 12th after it, and the Saturday worked in exchange.
    expect(due('working')?.lastDay).toBe('2027-02-13')
  })

  test('no result is due of a session that was not held, or whose basis knows no such rule', () => {
    const clock = { today: '2027-02-01', rule: rule('calendar', 10), calendars } as const
    const held = { ...session(new Date('2027-01-25T19:30:00+07:00')), state: 'held' as const }
    expect(resultAdvice({ ...held, state: 'announced' }, clock)).toBeNull()
    expect(resultAdvice({ ...held, state: 'concluded' }, clock)).toBeNull()
    expect(resultAdvice({ ...held, legalBasis: 'other' }, clock)).toBeNull()
    expect(resultAdvice(held, { ...clock, rule: null })).toBeNull()
  })
})
