import { describe, expect, test } from 'vitest'
import { compareDiacritics, diacriticsAgree, hasDiacritics } from '../../../../src/kernel/vietnamese/diacritics.ts'

test.each([
  ['góp ý', 'góp ý'],
  ['gop ý', 'góp ý'],
  ['góp y', 'góp ý'],
  ['gop y', 'góp ý'],
  ['gopy', 'góp ý'],
  ['GÓPÝ', 'góp ý'],
  ['Góp ý'.normalize('NFD'), 'góp ý'],
  ['hoà', 'hòa'],
  ['hòa', 'hoà'],
  ['thuỷ', 'thủy'],
  ['xoá', 'xóa'],
  ['Xoá ngay!', 'xóa ngay'],
  ['nơi ỏ', 'nơi ở'],
  ['duong', 'đường'],
  ['tiêp tuc', 'tiếp tục'],
  ['DỪNG', 'dừng'],
  ['', ''],
])('%j agrees with %j', (typed, canonical) => {
  expect(diacriticsAgree(typed, canonical)).toBe(true)
})

test.each([
  ['Đúng', 'dừng'],
  ['Đừng', 'dừng'],
  ['Dũng', 'dừng'],
  ['Hôi', 'hỏi'],
  ['Hội', 'hỏi'],
  ['xoà', 'xóa'],
  ['xóa ngày', 'xóa ngay'],
  ['góp ỷ', 'góp ý'],
  ['gộp ý', 'góp ý'],
  ['tiếp xúc', 'tiếp tục'],
  ['đung', 'dừng'],
  ['gop', 'góp ý'],
  ['gop y nhe', 'góp ý'],
  ['xẻm', 'xem'],
  ['gó\u0309p ý', 'góp ý'],
])('%j does not agree with %j', (typed, canonical) => {
  expect(diacriticsAgree(typed, canonical)).toBe(false)
})

describe('how much of the diacritics was typed', () => {
  test.each([
    ['góp ý', 'góp ý', 'full'],
    ['gop ý', 'góp ý', 'part'],
    ['gop y', 'góp ý', 'bare'],
    ['tra cuu', 'tra cứu', 'bare'],
    ['xem', 'xem', 'full'],
    ['tiêp tuc', 'tiếp tục', 'part'],
    ['dùng', 'dừng', 'part'],
    ['gập ý', 'góp ý', 'wrong'],
  ])('%j against %j is %s', (typed, canonical, expected) => {
    expect(compareDiacritics(typed, canonical)).toBe(expected)
  })
})

test.each([
  ['rac thai', false],
  ['Rác', true],
  ['Rác'.normalize('NFD'), true],
  ['đi', true],
  ['Đ', true],
  ['um', false],
  ['ư', true],
  ['ç', false],
  ['', false],
])('%j has Vietnamese diacritics: %s', (text, expected) => {
  expect(hasDiacritics(text)).toBe(expected)
})
