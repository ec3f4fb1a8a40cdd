import { expect, test } from 'vitest'
import {
  formatDateEn,
  formatDateVi,
  formatShortDateVi,
  formatTimeEn,
  formatTimeVi,
  relativeDayEn,
  relativeDayVi,
  weekdayEn,
  weekdayVi,
} from '../../../../src/kernel/calendar/format-date.ts'

test('days are written as notices write them', () => {
  expect(formatDateVi('2026-12-05')).toBe('thứ Bảy, ngày 05/12/2026')
  expect(formatDateVi('2026-12-06')).toBe('Chủ nhật, ngày 06/12/2026')
  expect(formatDateVi('2026-12-07')).toBe('thứ Hai, ngày 07/12/2026')
  expect(formatShortDateVi('2026-01-09')).toBe('09/01/2026')
  expect(formatDateEn('2026-12-05')).toBe('Saturday, 5 December 2026')
  expect([weekdayVi('2026-12-09'), weekdayEn('2026-12-09')]).toEqual(['thứ Tư', 'Wednesday'])
})

test.each([
  ['19:30', '19 giờ 30', '7:30 pm'],
  ['19:00', '19 giờ', '7 pm'],
  ['08:05', '8 giờ 05', '8:05 am'],
  ['00:00', '0 giờ', '12 midnight'],
  ['12:00', '12 giờ', '12 noon'],
  ['12:15', '12 giờ 15', '12:15 pm'],
  ['00:15', '0 giờ 15', '12:15 am'],
])('%s is said as "%s" and "%s"', (time, vietnamese, english) => {
  expect(formatTimeVi(time)).toBe(vietnamese)
  expect(formatTimeEn(time)).toBe(english)
})

test('a moment is shown in Vietnamese time', () => {
  expect(formatTimeVi(new Date('2026-12-05T12:30:00Z'))).toBe('19 giờ 30')
  expect(() => formatTimeVi('half past seven')).toThrow(RangeError)
})

test('near days have words, others none', () => {
  const today = '2026-12-31'
  expect(relativeDayVi('2026-12-31', today)).toBe('hôm nay')
  expect(relativeDayVi('2027-01-01', today)).toBe('ngày mai')
  expect(relativeDayVi('2027-01-02', today)).toBe('ngày kia')
  expect(relativeDayVi('2026-12-30', today)).toBe('hôm qua')
  expect(relativeDayVi('2027-01-03', today)).toBeNull()
  expect(relativeDayEn('2027-01-01', today)).toBe('tomorrow')
  expect(relativeDayEn('2027-01-02', today)).toBeNull()
})
