import { expect, test } from 'vitest'
import { readByteRange } from '../../../src/api/byte-range.ts'

test.each([
  ['bytes=0-1', { from: 0, to: 1 }],
  ['bytes=0-', { from: 0, to: 99 }],
  ['bytes=40-1000', { from: 40, to: 99 }],
  ['bytes=99-99', { from: 99, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=-1000', { from: 0, to: 99 }],
  [' Bytes=5-6 ', { from: 5, to: 6 }],
])('%s is one part of a hundred bytes', (header, range) => {
  expect(readByteRange(header, 100)).toEqual(range)
})

test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=0-1,5-6', 'items=0-1', 'bytes=a-b', 'bytes=0-1 x'])(
  '%s asks for everything',
  (header) => {
    expect(readByteRange(header, 100)).toBeUndefined()
  },
)

test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0', 'bytes=999999999999999-'])('%s lies outside', (header) => {
  expect(readByteRange(header, 100)).toBeNull()
})
