import { expect, test } from 'vitest'
import { createBucket } from '../../../bench/support/token-bucket.ts'

test('the bucket of the bench holds its burst, refills at its rate, and refuses everything during a lock', () => {
  const bucket = createBucket({ rate: 10, burst: 2 }, 1000)
  for (let n = 0; n < 2; n += 1) {
    expect(bucket.look(0)).toEqual({ ms: 0, inLock: false })
    bucket.take()
  }
  expect(bucket.look(0)).toEqual({ ms: 1000, inLock: false })
  expect(bucket.look(400)).toEqual({ ms: 600, inLock: true })
  expect(bucket.look(1000)).toEqual({ ms: 0, inLock: false })
  bucket.take()
  bucket.take()
  expect(bucket.look(1050)).toEqual({ ms: 1000, inLock: false })
  expect(bucket.look(2051)).toEqual({ ms: 0, inLock: false })
})
