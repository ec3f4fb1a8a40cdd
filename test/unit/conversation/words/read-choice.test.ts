import { describe, expect, test } from 'vitest'
import { readChoice, readNumber } from '../../../../src/conversation/words/read-choice.ts'

test.each([
  ['1', 1],
  ['1.', 1],
  ['1)', 1],
  ['(1)', 1],
  [' 2 ', 2],
  ['số 1', 1],
  ['so 1', 1],
  ['#3', 3],
  ['một', 1],
  ['mot', 1],
  ['Hai', 2],
  ['ba', 3],
  ['bốn', 4],
  ['năm', 5],
  ['số năm', 5],
  ['so nam', 5],
  ['chọn 2', 2],
  ['Chọn số 2 ạ', 2],
  ['Tôi chọn 2', 2],
  ['toi chon so 2', 2],
  ['2 nhé', 2],
  ['phương án 2', 2],
  ['①', 1],
  ['1️⃣', 1],
  ['２', 2],
  ['01', 1],
  ['5!!!', 5],
  ['option 4', 4],
  ['two', 2],
])('%j chooses %i', (text, expected) => {
  expect(readChoice(text, 5)).toBe(expected)
})

test.each([
  '0',
  '6',
  '0912',
  '0912 345 678',
  '0912…',
  '00',
  '001',
  '-1',
  '1/2',
  '1,5',
  '1.5',
  '1 2',
  '1-2',
  '10%',
  '1 người',
  '1k',
  'mốt',
  'bà',
  'Nam',
  'nam',
  'sau',
  'tam',
  'muỗi',
  'hải',
  'số',
  'chọn',
  '',
  '   ',
  '.',
  '👍',
  'tổ 5',
  'một hai',
  '1'.repeat(50),
  'x'.repeat(100_000),
])('%j chooses nothing', (text) => {
  expect(readChoice(text, 5)).toBeNull()
})

describe('labels of a list', () => {
  const labels = ['Gửi', 'Sửa', 'Hủy']

  test.each([
    ['Gửi', 1],
    ['gui', 1],
    ['1 Gửi', 1],
    ['1. Gửi', 1],
    ['2) sửa', 2],
    ['HUỶ', 3],
    ['3 hủy', 3],
    ['✅ Gửi', 1],
  ])('%j chooses %i', (text, expected) => {
    expect(readChoice(text, 3, labels)).toBe(expected)
  })

  test.each(['2 Gửi', 'Sữa', 'Gửi đi', '4 Hủy', '1 người', 'gửi sửa'])('%j chooses nothing', (text) => {
    expect(readChoice(text, 3, labels)).toBeNull()
  })

  test('a text that fits two labels chooses neither', () => {
    expect(readChoice('sua', 2, ['Sửa', 'Sữa'])).toBeNull()
  })
})

test('a question that takes numbers gets zero and numbers up to 999', () => {
  expect(readNumber('0')).toBe(0)
  expect(readNumber('12')).toBe(12)
  expect(readNumber('mười')).toBe(10)
  expect(readNumber('999')).toBe(999)
  expect(readNumber('1000')).toBeNull()
  expect(readNumber('-3')).toBeNull()
})
