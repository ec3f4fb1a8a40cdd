import { expect, test } from 'vitest'
import { momentParts, readMoment, readTime } from '../../../src/console/moment-field.ts'

const now = new Date('2026-11-21T02:00:00Z')
const read = (day: string, time: string) => readMoment({ at_date: day, at_time: time }, 'at', now)

test.each([
  ['05/12/2026', '19:30'],
  ['5.12.2026', '19h30'],
  ['5-12-26', '19 giờ 30'],
  ['2026-12-05', '19:30:00'],
  ['thứ Bảy, ngày 05/12/2026', '19.30'],
])('%s and %s are half past seven in the evening of 5 December in Vietnam', (day, time) => {
  expect(read(day, time)?.toISOString()).toBe('2026-12-05T12:30:00.000Z')
})

test('the day stands before the month, always', () => {
  expect(read('04/05/2027', '8')?.toISOString()).toBe('2027-05-04T01:00:00.000Z')
})

test('nothing at all is no moment; half a moment or nonsense is one that no verb takes', () => {
  expect(read('', '')).toBeNull()
  for (const [day, time] of [
    ['05/12/2026', ''],
    ['', '19:30'],
    ['31/02/2027', '8:00'],
    ['05/12/2026', '25:00'],
  ] as const) {
    expect(Number.isNaN(read(day, time)?.getTime())).toBe(true)
  }
})

test('a moment comes back from its two fields as it went in', () => {
  const at = new Date('2026-12-05T12:30:00Z')
  expect(readMoment(momentParts('at', at), 'at', now)).toEqual(at)
})

test('a time of day is hours and minutes or nothing', () => {
  expect(readTime('7')).toBe('07:00')
  for (const text of ['24:00', '7:60', 'sáng', '1930x', '-1']) expect(readTime(text)).toBeNull()
})
