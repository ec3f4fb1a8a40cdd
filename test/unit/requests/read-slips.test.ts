import { expect, test } from 'vitest'
import { isAppError } from '../../../src/kernel/errors.ts'
import { readSlips } from '../../../src/requests/read-slips.ts'

const refusal = (text: string): unknown => {
  try {
    return readSlips(text)
  } catch (error) {
    if (isAppError(error)) return [error.phrase, error.values ?? {}]
    throw error
  }
}

test('slip numbers are read one by one and in runs, however they are set apart', () => {
  expect(readSlips('1-3, 7; 12')).toEqual([1, 2, 3, 7, 12])
  expect(readSlips(' 007\n5 – 6 ')).toEqual([5, 6, 7])
})

test('a number that stands there twice is named, alone and within a run', () => {
  expect(refusal('1-5, 3, 9, 9')).toEqual(['requests:wrong.twice', { slips: '3, 9' }])
})

test('what is no slip number is named, and nothing is guessed', () => {
  expect(refusal('1, hai, 3')).toEqual(['requests:wrong.noSlip', { part: 'hai' }])
  expect(refusal('0')).toEqual(['requests:wrong.noSlip', { part: '0' }])
  expect(refusal('9-3')).toEqual(['requests:wrong.noSlip', { part: '9-3' }])
  expect(refusal('1234567')).toEqual(['requests:wrong.noSlip', { part: '1234567' }])
  expect(refusal(' , ')).toEqual(['requests:wrong.empty', {}])
})

test('one sheet takes no endless run', () => {
  expect(refusal('1-999999')).toEqual(['requests:wrong.tooManySlips', { count: 1000 }])
})
