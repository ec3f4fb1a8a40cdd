import { describe, expect, test } from 'vitest'
import {
  checkDigit,
  findCodes,
  formatCode,
  noticeCode,
  parseCode,
  passesCheck,
  receiptCode,
} from '../../../src/kernel/codes.ts'

const RECEIPT = '482193706514'

describe('check digit', () => {
  test('the published example of Damm and both examples of ours pass', () => {
    expect(checkDigit('572')).toBe('4')
    expect(passesCheck(RECEIPT)).toBe(true)
    expect(passesCheck('204812')).toBe(true)
  })

  test('every single wrong digit and every swap of neighbours is found', () => {
    for (let at = 0; at < RECEIPT.length; at += 1) {
      for (const digit of '0123456789') {
        if (digit === RECEIPT[at]) continue
        expect(passesCheck(RECEIPT.slice(0, at) + digit + RECEIPT.slice(at + 1))).toBe(false)
      }
      const pair = RECEIPT.slice(at, at + 2)
      const swapped = pair.slice(1) + pair.slice(0, 1)
      if (pair.length < 2 || swapped === pair) continue
      expect(passesCheck(RECEIPT.slice(0, at) + swapped + RECEIPT.slice(at + 2))).toBe(false)
    }
  })

  test('what is no digit is refused', () => {
    expect(() => checkDigit('12a')).toThrow(RangeError)
    expect(passesCheck('12a')).toBe(false)
    expect(passesCheck('')).toBe(false)
  })
})

describe('new codes', () => {
  test('a receipt has twelve digits, a notice six, and both pass the check', () => {
    for (let round = 0; round < 200; round += 1) {
      expect(receiptCode()).toMatch(/^\d{12}$/)
      expect(passesCheck(receiptCode())).toBe(true)
      expect(noticeCode()).toMatch(/^\d{6}$/)
      expect(passesCheck(noticeCode())).toBe(true)
    }
  })

  test('the digits come from the given source', () => {
    const body = '48219370651'.split('').map(Number)
    expect(receiptCode(() => body.shift() ?? 0)).toBe(RECEIPT)
    const five = [2, 0, 4, 8, 1]
    expect(noticeCode(() => five.shift() ?? 0)).toBe('204812')
  })
})

test('codes are shown in groups that can be read aloud', () => {
  expect(formatCode(RECEIPT)).toBe('4821 9370 6514')
  expect(formatCode('204812')).toBe('204 812')
  expect(formatCode('12345')).toBe('12345')
})

test.each([
  ['4821 9370 6514', { kind: 'receipt', digits: RECEIPT }],
  ['482193706514', { kind: 'receipt', digits: RECEIPT }],
  ['4821.9370.6514', { kind: 'receipt', digits: RECEIPT }],
  ['4821-9370–6514.', { kind: 'receipt', digits: RECEIPT }],
  ['4821\u00a09370\u202f6514', { kind: 'receipt', digits: RECEIPT }],
  ['４８２１ ９３７０ ６５１４', { kind: 'receipt', digits: RECEIPT }],
  ['Mã số: 4821 9370 6514', { kind: 'receipt', digits: RECEIPT }],
  ['ma tra cuu 482193706514', { kind: 'receipt', digits: RECEIPT }],
  ['#482193706514', { kind: 'receipt', digits: RECEIPT }],
  ['(4821 9370 6514)', { kind: 'receipt', digits: RECEIPT }],
  ['482I 937O 65l4', { kind: 'receipt', digits: RECEIPT }],
  ['204 812', { kind: 'notice', digits: '204812' }],
  ['thông báo 204812', { kind: 'notice', digits: '204812' }],
  ['204 821', { kind: 'mistyped', length: 6 }],
  ['4821 9370 6541', { kind: 'mistyped', length: 12 }],
  ['4821 9370 651', { kind: 'mistyped', length: 11 }],
  ['0912 345 678', { kind: 'mistyped', length: 10 }],
  ['123', null],
  ['', null],
  ['mã', null],
  ['05/12/2026', null],
  ['tổ 5 ngõ 1234', null],
  ['1234 người', null],
  ['1'.repeat(21), null],
  ['1'.repeat(100_000), null],
])('%j reads as %j', (text, expected) => {
  expect(parseCode(text)).toEqual(expected)
})

test('codes are found in a pasted notice, phone numbers, hours and dates are not', () => {
  const notice =
    'Thứ Bảy, ngày 05/12/2026, 19 giờ 30, hội trường P. Cửa Nam. ĐT 0912 345 678. Mã thông báo: 204 812. Biên nhận 4821-9370-6514, nhắc lại 204812.'
  expect(findCodes(notice)).toEqual([
    { kind: 'notice', digits: '204812' },
    { kind: 'receipt', digits: RECEIPT },
  ])
  expect(findCodes('024 204 812 và 1204812')).toEqual([])
})
