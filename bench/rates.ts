import { openLaneStage, until, type LaneStage } from './support/lane-stage.ts'
import { startMock } from './support/processes.ts'
import { record } from './support/report.ts'

type Shape = {
  readonly name: string
  readonly rate: number
  readonly burst: number
  readonly messages: number
  readonly latencyMs: number
  readonly style: 'telegram' | 'zalo'
}

const perMinute = 100 / 60

/** A tight bucket holds a tenth of a second's worth, a loose one a second's; at least one message. */
const both = (name: string, shape: Omit<Shape, 'name' | 'burst'>): Shape[] => [
  { ...shape, name: `${name}, tight bucket`, burst: Math.max(1, shape.rate * 0.1) },
  { ...shape, name: `${name}, loose bucket`, burst: Math.max(1, shape.rate) },
]

const shapes: readonly Shape[] = [
  ...both('300/s', { rate: 300, messages: 3_000, latencyMs: 5, style: 'telegram' }),
  ...both('1,000/s', { rate: 1000, messages: 10_000, latencyMs: 50, style: 'telegram' }),
  ...both('100 a minute', { rate: perMinute, messages: 120, latencyMs: 5, style: 'zalo' }),
]

/** The rate between the first second and the last message, as a share of what the bucket refills. */
export const keptShare = (times: readonly number[], rate: number): number => {
  const begin = (times[0] ?? 0) + 1000
  const counted = times.filter((time) => time >= begin)
  const seconds = ((counted.at(-1) ?? 0) - (counted[0] ?? 0)) / 1000
  return (counted.length - 1) / seconds / rate
}

const play = async (stage: LaneStage, shape: Shape): Promise<void> => {
  const { rate, burst, messages, latencyMs, style } = shape
  const platform = style === 'zalo' ? 'zalo' : 'telegram'
  const id = `${platform}:bench`
  // A rate of a thousand a second with answers after 50 ms has 50 messages under way by itself.
  const parallel = Math.max(32, Math.ceil(rate * 0.1))
  const mock = await startMock({ style, account: { rate, burst }, latencyMs, blockedOneIn: 1000 })
  await stage.reset([{ id, lane: id, capabilities: { perSecond: rate, lanePerSecond: rate, parallel } }])
  await stage.broadcast(id, messages)
  const sender = await stage.sender(mock, parallel)
  await until(async () => await stage.isEmpty())
  const { times, refused, refusedInLock, messages: taken, blocked, repeats } = await mock.stats()
  await sender.stop()
  await mock.stop()
  if (taken + blocked !== messages || repeats > 0) throw new Error(`${taken} and ${blocked} of ${messages} arrived`)
  const kept = keptShare(times, rate)
  record({
    bench: 'rates',
    setup: `Nhịp Cầu, ${shape.name}`,
    value: kept,
    unit: 'of the rate',
    aim: '>= 0.97, at most 1 refusal',
    holds: kept >= 0.97 && refused <= 1,
    note: `${refused} refused, ${refusedInLock} of them during a lock; ${messages} messages, answers after ${latencyMs} ms`,
  })
}

/** What is kept of a platform's rate, by a process like the service's, and how often the platform refuses. */
export const benchRates = async (): Promise<void> => {
  const stage = await openLaneStage()
  try {
    const only = process.argv.find((one) => one.startsWith('--only='))?.slice(7) ?? ''
    for (const shape of shapes) if (shape.name.includes(only)) await play(stage, shape)
  } finally {
    await stage.close()
  }
}
