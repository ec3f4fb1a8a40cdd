import { openLaneStage, until, type LaneStage } from './support/lane-stage.ts'
import { startMock } from './support/processes.ts'
import { record } from './support/report.ts'

type Load = {
  readonly name: string
  readonly platform: 'telegram' | 'zalo'
  readonly rate: number
  readonly replies: number
  readonly everyMs: number
  readonly aimMs: number
}

const loads: readonly Load[] = [
  { name: '30/s, 5 replies a second', platform: 'telegram', rate: 30, replies: 100, everyMs: 200, aimMs: 300 },
  {
    name: '100 a minute, a reply every 4 s',
    platform: 'zalo',
    rate: 100 / 60,
    replies: 30,
    everyMs: 4000,
    aimMs: 1200,
  },
]

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const play = async (stage: LaneStage, load: Load): Promise<void> => {
  const { platform, rate, replies, everyMs, aimMs } = load
  const id = `${platform}:bench`
  const mock = await startMock({
    style: platform,
    account: { rate, burst: Math.max(1, rate * 0.1) },
    latencyMs: 20,
  })
  await stage.reset([{ id, lane: id, capabilities: { perSecond: rate, lanePerSecond: rate } }])
  // More than the time of the replies takes, so the line is never empty.
  await stage.broadcast(id, Math.ceil(((replies + 5) * everyMs * rate * 1.2) / 1000))
  const askers = await stage.addChats(id, replies, 1_000_000)
  const sender = await stage.sender(mock)
  await until(async () => (await mock.count()) > 3)
  for (const [n, chat] of askers.entries()) {
    // A moment of its own within each interval, so that the replies do not keep step with the broadcast.
    const offset = Math.random() * everyMs
    await new Promise((resolve) => setTimeout(resolve, offset))
    await stage.reply(id, id, chat)
    if (n < replies - 1) await new Promise((resolve) => setTimeout(resolve, everyMs - offset))
  }
  await until(async () => (await mock.stats()).replies.length >= replies)
  const { replies: seen, refused } = await mock.stats()
  await sender.kill()
  await mock.stop()
  if ((await stage.countWaiting()) === 0) throw new Error('the broadcast was over before the last reply')
  const sorted = seen.toSorted((a, b) => a - b)
  const p95 = at(sorted, 0.95)
  record({
    bench: 'replies',
    setup: `from the commit to the platform during a broadcast, ${load.name}: p95`,
    value: p95,
    unit: 'ms',
    aim: `< ${aimMs} ms`,
    holds: p95 < aimMs && refused <= 1,
    note: `median ${at(sorted, 0.5)} ms, longest ${sorted.at(-1)} ms, ${replies} replies, ${refused} refused`,
  })
}

/** How long a reply waits behind a broadcast that uses all of the rate. */
export const benchReplies = async (): Promise<void> => {
  const stage = await openLaneStage()
  try {
    for (const load of loads) await play(stage, load)
  } finally {
    await stage.close()
  }
}
