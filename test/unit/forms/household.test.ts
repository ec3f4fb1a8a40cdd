import { expect, test } from 'vitest'
import { sameHousehold } from '../../../src/forms/household.ts'

test('one dwelling in many spellings is one household', () => {
  const written = [
    'Số nhà 12, ngõ 5 phố Cửa Nam',
    '12 ngo 5 cua nam',
    'nhà số 12 ngõ 5, Cửa Nam',
    'SỐ 12 NGÕ 5 PHỐ CỬA NAM',
  ]
  expect(new Set(written.map(sameHousehold)).size).toBe(1)
})

test('another number, another lane and another head are other households; nothing is none', () => {
  const written = [
    '12 ngõ 5',
    '14 ngõ 5',
    '12 ngõ 7',
    '12/3 ngõ 5',
    '12A ngõ 5',
    'Hộ ông Nguyễn Văn An',
    'Hộ bà Trần Thị Bé',
  ]
  expect(new Set(written.map(sameHousehold)).size).toBe(written.length)
  expect(sameHousehold(' số nhà ')).toBe('')
})
