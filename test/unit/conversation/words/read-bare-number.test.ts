import { expect, test } from 'vitest'
import { readBareNumber } from '../../../../src/conversation/words/read-bare-number.ts'

test.each([
  ['4821 9370 6514', 'receipt'],
  ['482193706514', 'receipt'],
  // One digit wrong, two swapped, one or two missing, one or two too many.
  ['4821 9370 6515', 'receipt'],
  ['4821 9370 6541', 'receipt'],
  ['4821 9370 651', 'receipt'],
  ['4821 9370 65', 'receipt'],
  ['4821 9370 65144', 'receipt'],
  ['48219370651444', 'receipt'],
  ['4821-9370-6515', 'receipt'],
  ['4821.9370.6515', 'receipt'],
  ['204 812', 'notice'],
  ['204813', 'notice'],
  ['204.813', 'notice'],
] as const)('%j is a code or near to one: %s', (text, kind) => {
  expect(readBareNumber(text)).toBe(kind)
})

test.each([
  '0912345678',
  '0912 345 678',
  '0912.345.678',
  '0912-345-678',
  '(0912) 345 678',
  '+84 912 345 678',
  '+84912345678',
  '+842438251234',
  '0084 912 345 678',
  '+1 202 555 0143',
  '19006013',
  '1800 599 920',
])('%j is a telephone number', (text) => {
  expect(readBareNumber(text)).toBe('phone')
})

test.each(['024 3825 1234', '02438251234', '84912345678', '0248 2193 706'])(
  '%j is a telephone number, or a receipt code that lacks a digit',
  (text) => {
    expect(readBareNumber(text)).toBe('phoneOrReceipt')
  },
)

test.each(['001085012345', '079 085 012 345', '0012 0501 2345'])('%j may be the number of an identity card', (text) => {
  expect(readBareNumber(text)).toBe('identity')
})

test.each([
  '2026',
  '11000',
  '50.000',
  '50,000',
  '1.000.000',
  '15/10',
  '15/10/2026',
  '15-10-2026',
  '5.12.2026',
  '5.1.26',
  '5 12 2026',
  '15102026',
  '123456789',
  '9704 1234 5678 9012',
  '3,5',
  '10-20',
])('%j is a number of which we do not know what it says', (text) => {
  expect(readBareNumber(text)).toBe('other')
})

test.each([
  '',
  '...',
  '1',
  '99',
  '999.',
  'mã 4821 9370 6515',
  '0912345678 Hoa',
  '5 kg',
  '50%',
  '4821 9370 6514 / 204 812',
  '1'.repeat(61),
])('%j is no bare number', (text) => {
  expect(readBareNumber(text)).toBeNull()
})
