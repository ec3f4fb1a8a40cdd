import { describe, expect, test } from 'vitest'
import { countSmsParts, withoutTones } from '../../../src/kernel/sms-parts.ts'
import { readPhoneNumber } from '../../../src/kernel/vietnamese/phone-number.ts'

describe('countSmsParts', () => {
  test.each([
    ['', 'gsm7', 0, 0],
    ['a'.repeat(160), 'gsm7', 160, 1],
    ['a'.repeat(161), 'gsm7', 161, 2],
    ['a'.repeat(306), 'gsm7', 306, 2],
    ['a'.repeat(307), 'gsm7', 307, 3],
    ['ế'.repeat(70), 'ucs2', 70, 1],
    ['ế'.repeat(71), 'ucs2', 71, 2],
    ['ế'.repeat(134), 'ucs2', 134, 2],
    ['ế'.repeat(135), 'ucs2', 135, 3],
  ] as const)('counts the parts at every border (%#)', (text, encoding, units, parts) => {
    expect(countSmsParts(text)).toMatchObject({ encoding, units, parts })
  })

  test('one letter with a tone makes the whole text UCS-2, plain ASCII stays GSM-7', () => {
    expect(countSmsParts('Kinh moi ong ba 8h ngay 12/12')).toMatchObject({ encoding: 'gsm7', perPart: 160 })
    expect(countSmsParts('Kính moi ong ba 8h ngay 12/12')).toMatchObject({ encoding: 'ucs2', perPart: 70 })
    // These few are in the alphabet, by accident of its makers.
    expect(countSmsParts('à è ù')).toMatchObject({ encoding: 'gsm7' })
  })

  test('a letter counts once, whichever way its tone is written down', () => {
    expect(countSmsParts('ế'.normalize('NFD'))).toMatchObject({ units: 1 })
  })

  test('brackets and the euro take two septets, and no escape is torn apart at the end of a part', () => {
    expect(countSmsParts('[€]')).toMatchObject({ encoding: 'gsm7', units: 6 })
    expect(countSmsParts(`${'a'.repeat(152)}[${'a'.repeat(151)}b`)).toMatchObject({ units: 306, parts: 3 })
  })

  test('no surrogate pair is torn apart at the end of a part', () => {
    expect(countSmsParts(`${'ế'.repeat(66)}😀${'ế'.repeat(66)}`)).toMatchObject({ units: 134, parts: 3 })
  })
})

test('without tones a text keeps its words and fits the narrow alphabet', () => {
  const plain = withoutTones('“Đối thoại” – 8 giờ, Nhà văn hóa tổ 5… Ư Ơ Ă')
  expect(plain).toBe('"Doi thoai" - 8 gio, Nha van hoa to 5... U O A')
  expect(countSmsParts(plain).encoding).toBe('gsm7')
})

describe('readPhoneNumber', () => {
  test.each([
    ['0912 345 678', '+84912345678'],
    ['84912345678', '+84912345678'],
    ['+84 91.234.5678', '+84912345678'],
    ['(024) 3933-2000', '+842439332000'],
    ['0084912345678', '+84912345678'],
    ['12345', null],
    ['1022', null],
    ['+1 202 555 0100', null],
    ['09123456789012', null],
  ])('reads %s', (written, read) => {
    expect(readPhoneNumber(written)).toBe(read)
  })
})
