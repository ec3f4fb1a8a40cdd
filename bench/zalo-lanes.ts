import { openLaneStage, until } from './support/lane-stage.ts'
import { startMock } from './support/processes.ts'
import { record } from './support/report.ts'

const apps = 4
const accounts = 126
const perMinute = 100
const appPerMinute = 4000
const seconds = 180
// As many as the service opens.
const connections = 256

/** One Official Account a ward: all of Hanoi's over four apps, two processes, one killed after a third of the run. */
export const benchZaloLanes = async (): Promise<void> => {
  const stage = await openLaneStage()
  const rate = perMinute / 60
  const appRate = appPerMinute / 60
  const each = Math.ceil(rate * (seconds + 20))
  try {
    const staged = Array.from({ length: accounts }, (_one, at) => ({
      id: `zalo:app${at % apps}-oa${at}`,
      lane: `zalo:app${at % apps}`,
      capabilities: { perSecond: rate, lanePerSecond: appRate },
    }))
    await stage.reset(staged)
    for (const [at, account] of staged.entries()) await stage.broadcast(account.id, each, at * 10_000)
    const mock = await startMock({
      style: 'zalo',
      account: { rate, burst: 1 },
      app: { rate: appRate, burst: appRate },
      latencyMs: 30,
    })
    const first = await stage.sender(mock, connections)
    const second = await stage.sender(mock, connections)
    // Both hold half of the lanes by then.
    await new Promise((resolve) => setTimeout(resolve, 5000))
    const before = await mock.stats()
    const begin = Date.now()
    await until(async () => Date.now() - begin > (seconds * 1000) / 3, 100)
    await first.kill()
    await until(async () => Date.now() - begin > seconds * 1000, 100)
    const elapsed = (Date.now() - begin) / 1000
    const after = await mock.stats()
    await second.kill()
    await mock.stop()
    const shares = staged
      .map(({ id }) => id.slice(id.indexOf('-') + 1))
      .map((id) => ((after.byAccount[id] ?? 0) - (before.byAccount[id] ?? 0)) / (rate * elapsed))
      .toSorted((a, b) => a - b)
    const least = shares[0] ?? 0
    record({
      bench: 'zalo-lanes',
      setup: `${accounts} accounts, ${apps} apps, 2 processes, 1 killed: least share of an account`,
      value: least,
      unit: 'of its rate',
      aim: '>= 0.95',
      holds: least >= 0.95,
      note: `median ${(shares[Math.floor(shares.length / 2)] ?? 0).toFixed(3)}, ${Math.round(elapsed)} s`,
    })
    const { refused, repeats } = after
    record({
      bench: 'zalo-lanes',
      setup: 'messages over a limit of an account or an app',
      value: refused,
      unit: 'messages',
      aim: '0',
      holds: refused === 0,
      note: `buckets of one message an account and of a second an app; ${repeats} repeats`,
    })
  } finally {
    await stage.close()
  }
}
