import { expect, test } from 'vitest'
import { foldVietnamese, syllables } from '../../../../src/kernel/vietnamese/fold-vietnamese.ts'

test.each([
  ['Phường Cửa Nam', 'phuong cua nam'],
  ['Phường Cửa Nam'.normalize('NFD'), 'phuong cua nam'],
  ['ĐƯỜNG ĐÊ LA THÀNH', 'duong de la thanh'],
  ['Ðống Ða', 'dong da'],
  ['P.  Cửa\u00a0Nam,   tổ 5/7', 'p cua nam to 5 7'],
  ['Tổ ５, ngõ １２', 'to 5 ngo 12'],
  ["Ea H'leo", 'ea hleo'],
  ['Krông Pắc – Đắk Lắk', 'krong pac dak lak'],
  ['2️⃣ ②', '2 2'],
  ['rác\u200b thải', 'rac thai'],
  ['🙂🙂', ''],
  ['', ''],
  ['ấ'.normalize('NFD') + '\u0301\u0302', 'a'],
])('%j folds to %j', (text, folded) => {
  expect(foldVietnamese(text)).toBe(folded)
})

test('folding a text that is folded already changes nothing', () => {
  const once = foldVietnamese('Ông/bà muốn HỎI về “rác thải” ở ngõ 12?')
  expect(foldVietnamese(once)).toBe(once)
})

test('a hundred thousand combining marks fold to a single letter', () => {
  expect(foldVietnamese(`a${'\u0301\u0323'.repeat(50_000)}`)).toBe('a')
})

test('syllables are the folded words in order, and none for an empty text', () => {
  expect(syllables('Đèn đường, tổ 5: HỎNG!')).toEqual(['den', 'duong', 'to', '5', 'hong'])
  expect(syllables(' … ')).toEqual([])
})
