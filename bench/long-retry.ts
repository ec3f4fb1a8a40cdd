import { openLaneStage, until, type LaneStage } from './support/lane-stage.ts'
import { startMock, type SenderProcess } from './support/processes.ts'
import { record } from './support/report.ts'

const accountId = 'telegram:bench'
const rate = 100
const messages = 600
const idleMs = 20_000
const hours = 2

const pause = async (ms: number): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, ms))
}

/** The share of one processor that a process uses while it has nothing to do. */
const idleShare = async (sender: SenderProcess): Promise<number> => {
  // Starting up is no part of it.
  await pause(3000)
  const before = await sender.cpuMs()
  await pause(idleMs)
  return ((await sender.cpuMs()) - before) / idleMs
}

const fill = async (stage: LaneStage): Promise<void> => {
  await stage.reset([{ id: accountId, lane: accountId, capabilities: { perSecond: rate, lanePerSecond: rate } }])
  await stage.broadcast(accountId, messages)
}

const recordIdle = (setup: string, share: number): void =>
  record({ bench: 'long-retry', setup, value: share * 100, unit: '% CPU', aim: '< 1 %', holds: share < 0.01 })

/** Two hours are told; the clock of the process is moved, nobody waits for them. */
const twoHours = async (stage: LaneStage): Promise<void> => {
  const stalled = messages / 2
  const mock = await startMock({ stall: { after: stalled, seconds: hours * 3600 } })
  await fill(stage)
  const first = await stage.sender(mock)
  await until(async () => (await mock.stats()).refused > 0)
  recordIdle(`while the platform refuses for ${hours} hours`, await idleShare(first))
  await first.stop()
  const second = await stage.sender(mock)
  recordIdle('the same after a restart', await idleShare(second))
  const { messages: before, refused } = await mock.stats()
  await mock.endStall()
  const movedAt = Date.now()
  second.advanceClock(hours * 3_600_000)
  await until(async () => await stage.isEmpty())
  const { times, messages: taken, repeats, refused: refusedInAll } = await mock.stats()
  await second.stop()
  await mock.stop()
  const again = times.find((time) => time >= movedAt) ?? Number.NaN
  record({
    bench: 'long-retry',
    setup: `goes on after ${hours} hours (the clock was moved)`,
    value: (again - movedAt) / 1000,
    unit: 's late',
    aim: '< 2 s, none lost',
    holds: again - movedAt < 2000 && taken === messages && repeats === 0 && before === stalled,
    note: `${taken} of ${messages} arrived, ${repeats} repeats; ${refused} refused before, ${refusedInAll - refused} after`,
  })
}

/** The same with a refusal short enough to be waited for. */
const shortOne = async (stage: LaneStage): Promise<void> => {
  const seconds = 15
  const mock = await startMock({ stall: { after: messages / 2, seconds } })
  await fill(stage)
  const first = await stage.sender(mock)
  await until(async () => (await mock.stats()).refused > 0)
  const refusedAt = Date.now()
  await first.kill()
  const second = await stage.sender(mock)
  await until(async () => await stage.isEmpty())
  const { times, refused, messages: taken } = await mock.stats()
  await second.stop()
  await mock.stop()
  const again = times.find((time) => time > refusedAt + 1000) ?? Number.NaN
  const late = (again - refusedAt) / 1000 - seconds
  record({
    bench: 'long-retry',
    setup: `goes on after ${seconds} s, killed and restarted meanwhile`,
    value: late,
    unit: 's late',
    aim: '< 2 s, none lost',
    holds: late < 2 && taken >= messages,
    note: `${refused} refused in all`,
  })
}

/** A platform that says "retry after" for hours in the middle of a broadcast. */
export const benchLongRetry = async (): Promise<void> => {
  const stage = await openLaneStage()
  try {
    await twoHours(stage)
    await shortOne(stage)
  } finally {
    await stage.close()
  }
}
