import { expect, test } from 'vitest'
import { createLateness } from '../../../src/outbox/lateness.ts'
import { createPacer } from '../../../src/outbox/pacer.ts'
import { retryDelayMs } from '../../../src/outbox/retry-delay.ts'

/** Plays a sender that asks as often as it likes against a bucket, and counts what the bucket would have refused. */
const play = (rate: number, burst: number, seconds: number) => {
  const pacer = createPacer(rate * 0.98)
  const arrivals: number[] = []
  for (let now = 0; now < seconds * 1000; now += 0.5) {
    for (let free = pacer.available(now); free > 0; free -= 1) {
      const moment = now + pacer.take(now)
      arrivals.push(moment)
      pacer.answered(moment, 0)
    }
  }
  let tokens = burst
  let last = 0
  let refused = 0
  for (const at of arrivals) {
    tokens = Math.min(burst, tokens + ((at - last) / 1000) * rate)
    last = at
    if (tokens >= 1) tokens -= 1
    else refused += 1
  }
  const sent = arrivals.length
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
  pacer.take(0)
  expect(pacer.available(60_000)).toBe(1)
})

test('a slow pacer lets a message be marked a moment ahead, and keeps it until its time', () => {
  const pacer = createPacer(1)
  pacer.take(0)
  pacer.answered(0, 0)
  const due = pacer.nextAt() + 40
  expect(pacer.available(due - 60)).toBe(0)
  expect(pacer.available(due - 30)).toBe(1)
  expect(pacer.take(due - 30)).toBeCloseTo(30)
  expect(pacer.available(due)).toBe(0)
})

test('after a message that arrived late the next one of a slow pacer keeps its distance, that of a fast one need not', () => {
  const [slow, fast] = [createPacer(1), createPacer(100)]
  for (const pacer of [slow, fast]) {
    const moment = 5 + pacer.take(5)
    pacer.answered(moment, 75)
    pacer.answered(moment, 20)
  }
  expect(slow.nextAt()).toBe(5 - 2 + 75 + 1000 + 2 - 40)
  expect(fast.nextAt()).toBeLessThan(20)
})

test('a slow pacer waits for an overdue answer, and gives up on one that does not come', () => {
  const [answered, silent] = [createPacer(2), createPacer(2)]
  for (const pacer of [answered, silent]) pacer.take(0)
  expect(answered.available(1500)).toBe(0)
  answered.answered(0, 1470)
  expect(answered.available(1500)).toBe(0)
  expect(answered.available(1970 - 40)).toBe(1)
  expect(silent.available(1999)).toBe(0)
  expect(silent.available(2000)).toBe(1)
})

test('on a long way a slow pacer has as many messages on it as fit, and keeps its rate', () => {
  const pacer = createPacer(2, { leadMs: () => 40, quickestMs: () => 1700 })
  const answers: number[] = []
  let sent = 0
  for (let now = 0; now < 60_000; now += 1) {
    while (answers[0] !== undefined && answers[0] + 1700 <= now) pacer.answered(answers.shift() ?? 0, 0)
    if (pacer.available(now) === 0) continue
    answers.push(now + pacer.take(now))
    sent += 1
  }
  expect(sent).toBeGreaterThanOrEqual(119)
  expect(sent).toBeLessThanOrEqual(121)
})

/** Plays slow accounts whose messages and answers travel unevenly, against buckets of one message. */
const playUneven = (perSecond: number, seconds: number, delayMs: () => number) => {
  const lateness = createLateness()
  const pacer = createPacer(perSecond * 0.995, { leadMs: () => 40, quickestMs: lateness.quickestMs })
  const events: { at: number; do: () => void }[] = []
  let lastArrival = Number.NEGATIVE_INFINITY
  let sent = 0
  let refused = 0
  for (let now = 0; now < seconds * 1000; now += 1) {
    for (const event of events.splice(0)) {
      if (event.at > now) events.push(event)
      else event.do()
    }
    if (pacer.available(now) === 0) continue
    const moment = now + pacer.take(now)
    const arrives = moment + 10 + delayMs()
    const answered = arrives + 10 + delayMs()
    events.push({
      at: arrives,
      do() {
        if (arrives - lastArrival < 1000 / perSecond - 0.001) refused += 1
        else sent += 1
        lastArrival = arrives
      },
    })
    events.push({ at: answered, do: () => pacer.answered(moment, lateness.of(answered - moment)) })
  }
  return { refused, share: sent / (perSecond * seconds) }
}

test('messages that get stuck on their way, even for long, bring no slow account over its limit', () => {
  let n = 0
  // One in twenty is stuck for 0.3 to 1.5 seconds, there or back.
  const { refused, share } = playUneven(100 / 60, 600, () => ((n += 1) % 20 === 0 ? 300 + ((n * 97) % 1200) : 0))
  expect(refused).toBe(0)
  expect(share).toBeGreaterThan(0.85)
})

test('where the way is even a slow account uses at least 0.97 of its rate', () => {
  const { refused, share } = playUneven(100 / 60, 600, () => 0)
  expect(refused).toBe(0)
  expect(share).toBeGreaterThanOrEqual(0.97)
})

test('a message is late by what its way took longer than the quickest; until that is known, by the whole way', () => {
  const lateness = createLateness()
  for (let n = 0; n < 10; n += 1) expect(lateness.of(40 + n)).toBe(40 + n)
  expect(lateness.of(40)).toBe(0)
  expect(lateness.of(95)).toBe(55)
  for (let n = 0; n < 200_000; n += 1) lateness.of(95)
  expect(lateness.of(95)).toBeCloseTo(0)
})

test('a changed rate holds from the next send on', () => {
  const pacer = createPacer(20)
  pacer.take(0)
  pacer.setRate(100)
  const now = pacer.nextAt()
  pacer.take(now)
  expect(pacer.nextAt()).toBeCloseTo(now + 10, 0)
})

test('delays double up to five minutes and obey what a platform asks', () => {
  expect([1, 2, 3, 4].map((attempts) => retryDelayMs(attempts, 0, 0))).toEqual([1000, 2000, 4000, 8000])
  expect(retryDelayMs(30, 0, 0)).toBe(300_000)
  expect(retryDelayMs(1, 7_200_000, 0.5)).toBe(7_200_000)
  expect(retryDelayMs(1, 0, 0.999)).toBeLessThan(1201)
})
