import { expect, test } from 'vitest'
import { parseDateVi } from '../../../../src/kernel/calendar/parse-date.ts'

// A Sunday: "tuần này" began on Monday, 16 November.
const TODAY = '2026-11-22'

test.each([
  ['5/12', '2026-12-05'],
  ['05/12/2026', '2026-12-05'],
  ['5-12-2026', '2026-12-05'],
  ['5.12.26', '2026-12-05'],
  ['ngày 5/12', '2026-12-05'],
  ['Ngày 5 tháng 12 năm 2026', '2026-12-05'],
  ['ngay 5 thang 12', '2026-12-05'],
  ['5 tháng 12', '2026-12-05'],
  ['2026-12-05', '2026-12-05'],
  ['０５/１２/２０２６', '2026-12-05'],
  ['thứ Bảy, ngày 05/12/2026', '2026-12-05'],
  ['thu 7 ngay 5/12', '2026-12-05'],
  ['hôm nay', '2026-11-22'],
  ['Ngày mai', '2026-11-23'],
  ['mai', '2026-11-23'],
  ['ngày kia', '2026-11-24'],
  ['hôm qua', '2026-11-21'],
  ['22/11', '2026-11-22'],
  ['21/11', '2027-11-21'],
  ['1/1', '2027-01-01'],
  ['29/2', '2028-02-29'],
  ['thứ 7 tuần này', '2026-11-21'],
  ['chủ nhật tuần này', '2026-11-22'],
  ['thứ hai tuần sau', '2026-11-23'],
  ['thứ bảy tuần tới', '2026-11-28'],
  ['CN tuần sau', '2026-11-29'],
])('%j is %s', (text, expected) => {
  expect(parseDateVi(text, TODAY)).toBe(expected)
})

test.each([
  '',
  'thứ 7',
  'thứ 7 này',
  'chủ nhật',
  'mùng 5',
  'mùng 5 tháng 12',
  'rằm tháng 7',
  '31/2',
  '31/02/2026',
  '29/2/2026',
  '12/25/2026',
  'thứ Hai, ngày 05/12/2026',
  '5 12',
  '5, 12',
  '5',
  '0912 345 678',
  '5/12/2026 lúc 19 giờ',
  'khoảng 5/12',
  '5/12/202',
  '1'.repeat(100_000),
])('%j is no exact day', (text) => {
  expect(parseDateVi(text, TODAY)).toBeNull()
})
