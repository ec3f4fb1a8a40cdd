import { expect, test } from 'vitest'
import { createPacer } from '../../../src/outbox/pacer.ts'
import { retryDelayMs } from '../../../src/outbox/retry-delay.ts'

/** Plays a sender that asks as often as it likes against a bucket, and counts what the bucket would have refused. */
const play = (rate: number, burst: number, seconds: number) => {
  const pacer = createPacer(rate * 0.98)
  let tokens = burst
  let last = 0
  let sent = 0
  let refused = 0
  for (let now = 0; now < seconds * 1000; now += 0.5) {
    tokens = Math.min(burst, tokens + ((now - last) / 1000) * rate)
    last = now
    const free = pacer.available(now)
    if (free > 0) pacer.take(free, now)
    for (let n = 0; n < free; n += 1) {
      if (tokens >= 1) tokens -= 1
      else refused += 1
      sent += 1
    }
  }
  return { share: sent / (rate * seconds), refused }
}

test.each([
  [100 / 60, 1, 120],
  [30, 3, 20],
  [300, 30, 10],
  [1000, 100, 5],
])(
  'at %s a second a bucket of a tenth of a second is never overrun, and at least 97 %% of the rate is used',
  (rate, burst, seconds) => {
    const { share, refused } = play(rate, burst, seconds)
    expect(refused).toBe(0)
    expect(share).toBeGreaterThanOrEqual(0.97)
  },
)

test('time that was not used is not saved up for a burst', () => {
  const pacer = createPacer(30)
  pacer.take(1, 0)
  expect(pacer.available(60_000)).toBe(1)
})

test('a changed rate holds from the next send on', () => {
  const pacer = createPacer(1)
  pacer.take(1, 0)
  pacer.setRate(10)
  pacer.take(1, 1000)
  expect(pacer.nextAt()).toBeCloseTo(1100, -1)
})

test('delays double up to five minutes and obey what a platform asks', () => {
  expect([1, 2, 3, 4].map((attempts) => retryDelayMs(attempts, 0, 0))).toEqual([1000, 2000, 4000, 8000])
  expect(retryDelayMs(30, 0, 0)).toBe(300_000)
  expect(retryDelayMs(1, 7_200_000, 0.5)).toBe(7_200_000)
  expect(retryDelayMs(1, 0, 0.999)).toBeLessThan(1201)
})
