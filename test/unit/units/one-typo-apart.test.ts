import { expect, it } from 'vitest'
import { oneTypoApart } from '../../../src/units/one-typo-apart.ts'

it.each([
  ['cua nam', 'cua nma'],
  ['cua nam', 'cua nm'],
  ['cua nam', 'cua namm'],
  ['cua nam', 'xua nam'],
  ['cua nam', 'cuanam'],
])('takes "%s" and "%s" for one typing error', (one, other) => {
  expect(oneTypoApart(one, other)).toBe(true)
  expect(oneTypoApart(other, one)).toBe(true)
})

it.each([
  ['cua nam', 'cua nam'],
  ['cua nam', 'cua bac'],
  ['cua nam', 'cau nma'],
  ['ba', 'bo'],
  ['ba vi', 'ba vi'],
  ['ha giang 1', 'ha giang 2'],
  ['ha giang 1', 'ha giang'],
  ['12', '13'],
])('does not take "%s" and "%s" for one typing error', (one, other) => {
  expect(oneTypoApart(one, other)).toBe(false)
  expect(oneTypoApart(other, one)).toBe(false)
})
