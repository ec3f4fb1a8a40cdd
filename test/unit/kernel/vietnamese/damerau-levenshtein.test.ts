import { expect, test } from 'vitest'
import { damerauLevenshtein } from '../../../../src/kernel/vietnamese/damerau-levenshtein.ts'

test.each([
  ['', '', 3, 0],
  ['tracuu', 'tracuu', 1, 0],
  ['tracu', 'tracuu', 1, 1],
  ['tracuuu', 'tracuu', 1, 1],
  ['kiemtar', 'kiemtra', 1, 1],
  ['kiemtta', 'kiemtra', 1, 1],
  ['kimtar', 'kiemtra', 1, 2],
  ['kimtar', 'kiemtra', 3, 2],
  ['ab', 'ba', 3, 1],
  ['abc', '', 3, 3],
  ['abcdef', '', 2, 3],
  ['kitten', 'sitting', 5, 3],
  ['ca', 'abc', 5, 3],
])('from %j to %j with at most %i it is %i', (a, b, max, expected) => {
  expect(damerauLevenshtein(a, b, max)).toBe(expected)
  expect(damerauLevenshtein(b, a, max)).toBe(expected)
})
