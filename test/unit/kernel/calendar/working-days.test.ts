import { describe, expect, test } from 'vitest'
import { holidayCalendars, verifiedHolidayCalendars } from '../../../../src/kernel/calendar/holidays.ts'
import { readPlainDate, weekday } from '../../../../src/kernel/calendar/plain-date.ts'
import {
  addWorkingDays,
  deadline,
  isNoticeInTime,
  isWorkingDay,
  latestNoticeDate,
  workingDayOrNext,
} from '../../../../src/kernel/calendar/working-days.ts'

const calendars = verifiedHolidayCalendars

describe('working days', () => {
  test.each([
    ['2026-02-13', true, 'the Friday before Tết'],
    ['2026-02-16', false, 'Tết'],
    ['2026-02-20', false, 'the last day of Tết'],
    ['2026-02-23', true, 'the Monday after'],
    ['2026-01-02', false, 'a day swapped away'],
    ['2026-01-10', true, 'the Saturday worked instead'],
    ['2026-01-17', false, 'an ordinary Saturday'],
    ['2025-04-26', true, 'the Saturday worked in 2025'],
    ['2026-04-27', false, 'the Monday for a holiday on Sunday'],
  ])('%s is a working day: %s (%s)', (date, expected) => {
    expect(isWorkingDay(readPlainDate(date) ?? '1900-01-01', calendars)).toBe(expected)
  })

  test('counting skips Tết, weekends, and counts compensatory Saturdays', () => {
    expect(addWorkingDays('2026-02-13', 1, calendars)).toBe('2026-02-23')
    expect(addWorkingDays('2025-12-31', 1, calendars)).toBe('2026-01-05')
    expect(addWorkingDays('2026-01-09', 1, calendars)).toBe('2026-01-10')
    expect(addWorkingDays('2026-02-23', -1, calendars)).toBe('2026-02-13')
    expect(addWorkingDays('2026-02-14', 0, calendars)).toBe('2026-02-14')
    expect(() => addWorkingDays('2026-02-14', 1.5, calendars)).toThrow(RangeError)
  })

  test('a period that ends on a holiday can be moved to the next working day', () => {
    expect(workingDayOrNext('2026-02-14', calendars)).toBe('2026-02-23')
    expect(workingDayOrNext('2026-02-13', calendars)).toBe('2026-02-13')
  })
})

describe('deadlines', () => {
  test('within ten calendar days is the tenth day after', () => {
    expect(deadline('2026-12-05', 10, 'calendar', calendars)).toEqual({ date: '2026-12-15', yearsWithoutHolidays: [] })
  })

  test('within ten working days over Tết takes more than three weeks', () => {
    expect(deadline('2026-02-06', 10, 'working', calendars)).toEqual({ date: '2026-02-27', yearsWithoutHolidays: [] })
  })

  test('a year whose holidays nobody gave is named', () => {
    expect(deadline('2026-12-28', 10, 'working', calendars)).toEqual({
      date: '2027-01-11',
      yearsWithoutHolidays: [2027],
    })
  })

  test('at least seven days before means seven or more', () => {
    expect(latestNoticeDate('2026-12-12', 7)).toBe('2026-12-05')
    expect(isNoticeInTime('2026-12-05', '2026-12-12', 7)).toBe(true)
    expect(isNoticeInTime('2026-12-06', '2026-12-12', 7)).toBe(false)
  })
})

describe('the holiday table', () => {
  test('every day exists, lies in its year and names no weekend; every compensatory day is a weekend', () => {
    for (const calendar of holidayCalendars) {
      for (const { date, name } of calendar.holidays) {
        expect(readPlainDate(date)).toBe(date)
        expect(date.startsWith(String(calendar.year))).toBe(true)
        expect(weekday(date), `${date} ${name}`).toBeLessThanOrEqual(5)
      }
      for (const date of calendar.compensatory) expect(weekday(date)).toBeGreaterThan(5)
      expect(readPlainDate(calendar.sourceDate)).not.toBeNull()
    }
  })

  test('no day is given twice', () => {
    const days = holidayCalendars.flatMap((calendar) => calendar.holidays.map((holiday) => holiday.date))
    expect(new Set(days).size).toBe(days.length)
  })

  test('what was not announced when the table was made is not used for deadlines', () => {
    expect(verifiedHolidayCalendars.map((calendar) => calendar.year)).toEqual([2025, 2026])
    expect(isWorkingDay('2026-11-24', calendars)).toBe(true)
  })
})
