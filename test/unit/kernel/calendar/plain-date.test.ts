import { expect, test } from 'vitest'
import {
  addDays,
  atVietnamTime,
  dateOf,
  daysBetween,
  endOfVietnamDay,
  readPlainDate,
  vietnamDate,
  vietnamTime,
  weekday,
} from '../../../../src/kernel/calendar/plain-date.ts'

test('the Vietnamese day begins seven hours before the one of UTC', () => {
  expect(vietnamDate(new Date('2026-12-04T16:59:59.999Z'))).toBe('2026-12-04')
  expect(vietnamDate(new Date('2026-12-04T17:00:00Z'))).toBe('2026-12-05')
  expect(vietnamDate(new Date('2026-12-31T20:00:00Z'))).toBe('2027-01-01')
  expect(vietnamTime(new Date('2026-12-04T17:05:00Z'))).toBe('00:05')
})

test('a wall-clock time in Vietnam is the right moment, whatever zone the server has', () => {
  expect(atVietnamTime('2026-12-05', '19:30').toISOString()).toBe('2026-12-05T12:30:00.000Z')
  expect(atVietnamTime('2026-07-05', '00:00').toISOString()).toBe('2026-07-04T17:00:00.000Z')
  for (const wrong of ['24:00', '7:30', '19h30', ''])
    expect(() => atVietnamTime('2026-12-05', wrong)).toThrow(RangeError)
})

test('a day ends when the next one begins', () => {
  expect(endOfVietnamDay('2026-12-31').toISOString()).toBe('2026-12-31T17:00:00.000Z')
})

test('days are added over months, years and leap days, both ways', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  expect(daysBetween('2026-12-05', '2026-12-12')).toBe(7)
  expect(daysBetween('2026-12-12', '2026-12-05')).toBe(-7)
})

test('weekdays run from Monday, 1, to Sunday, 7, also before 1970', () => {
  expect(weekday('2026-12-05')).toBe(6)
  expect(weekday('2026-12-06')).toBe(7)
  expect(weekday('2026-12-07')).toBe(1)
  expect(weekday('1945-09-02')).toBe(7)
})

test('days that do not exist are no days', () => {
  expect(dateOf(2026, 2, 29)).toBeNull()
  expect(dateOf(2028, 2, 29)).toBe('2028-02-29')
  expect(dateOf(2026, 13, 1)).toBeNull()
  expect(dateOf(2026, 1, 0)).toBeNull()
  expect(dateOf(26, 1, 1)).toBeNull()
  expect(readPlainDate('2026-12-05')).toBe('2026-12-05')
  for (const wrong of ['2026-2-3', '2026-02-30', '05/12/2026', '']) expect(readPlainDate(wrong)).toBeNull()
})
