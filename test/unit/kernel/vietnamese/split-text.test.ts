import { expect, test } from 'vitest'
import { lengthUtf16, splitSentences, splitText } from '../../../../src/kernel/vietnamese/split-text.ts'

const squeeze = (text: string): string => text.replace(/\s+/g, '')

test('sentences end at full stops, question and exclamation marks and line breaks', () => {
  expect(splitSentences('Rác nhiều quá! Bao giờ dọn? Tôi ở tổ 5.\nCảm ơn… Chào')).toEqual([
    'Rác nhiều quá!',
    'Bao giờ dọn?',
    'Tôi ở tổ 5.',
    'Cảm ơn…',
    'Chào',
  ])
})

test('abbreviations and numbers end no sentence', () => {
  const text = 'Hội trường P. Cửa Nam, TP. Hà Nội, lúc 19.30, có điện, nước, v.v. và ghế.'
  expect(splitSentences(text)).toEqual([text])
})

test('a text within the limit is one part, and an empty one none', () => {
  expect(splitText('  Xin chào  ', 20)).toEqual(['Xin chào'])
  expect(splitText(' \n ', 20)).toEqual([])
})

test('parts end at sentence ends where that leaves no tiny part', () => {
  expect(splitText('Một hai ba bốn. Năm sáu bảy tám. Chín mười.', 34)).toEqual([
    'Một hai ba bốn. Năm sáu bảy tám.',
    'Chín mười.',
  ])
})

test('a sentence that ends exactly at the limit stays whole', () => {
  expect(splitText('Abc def. Ghi', 8)).toEqual(['Abc def.', 'Ghi'])
})

test('without a sentence end parts end at spaces', () => {
  expect(splitText('một hai ba bốn năm', 8)).toEqual(['một hai', 'ba bốn', 'năm'])
})

test.each([2, 3, 5, 7, 11, 50, 2000])('parts of at most %i units lose nothing and break no surrogate pair', (max) => {
  const text = `${'👍🏽'.repeat(20)} ${'Ngõ 12 ngập. '.repeat(40)}${'x'.repeat(90)} ${'a\u0323\u0302'.repeat(30)}`
  const parts = splitText(text, max)
  expect(squeeze(parts.join(''))).toBe(squeeze(text))
  for (const part of parts) {
    expect(lengthUtf16(part)).toBeLessThanOrEqual(max)
    expect(part.isWellFormed()).toBe(true)
    expect(part).not.toBe('')
  }
})

test('graphemes stay whole where they fit', () => {
  const family = '👨‍👩‍👧‍👦'
  const parts = splitText(family.repeat(5), lengthUtf16(family) + 5)
  expect(parts).toEqual(Array.from({ length: 5 }, () => family))
})

test('a part that holds no pair is refused', () => {
  expect(() => splitText('abc', 1)).toThrow(RangeError)
})
