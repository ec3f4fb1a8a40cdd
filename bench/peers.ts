import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { rawLoop } from './outbox.ts'
import { keptShare } from './rates.ts'
import { openBenchHouse } from './support/bench-house.ts'
import { startMock } from './support/processes.ts'
import { startRedis } from './support/redis.ts'
import { record } from './support/report.ts'

type Peer = {
  readonly name: string
  readonly peer: 'telegraf' | 'grammy' | 'pg-boss' | 'bullmq'
  readonly parallel: number
}

const folder = fileURLToPath(new URL('peers/', import.meta.url))
const isInstalled = existsSync(`${folder}node_modules/telegraf`)

const raw: readonly Peer[] = [
  { name: 'telegraf loop, 1 under way', peer: 'telegraf', parallel: 1 },
  { name: 'telegraf, 32', peer: 'telegraf', parallel: 32 },
  { name: 'grammY with auto-retry, 32', peer: 'grammy', parallel: 32 },
  { name: 'pg-boss with telegraf, one job a message, 32', peer: 'pg-boss', parallel: 32 },
  { name: 'BullMQ with telegraf, one job a message, 32', peer: 'bullmq', parallel: 32 },
]
const limited: readonly Peer[] = [
  { name: 'telegraf, 32, waiting for retry_after', peer: 'telegraf', parallel: 32 },
  { name: 'grammY with auto-retry, 3 (as its guide advises)', peer: 'grammy', parallel: 3 },
  { name: 'pg-boss with telegraf, 32, waiting for retry_after', peer: 'pg-boss', parallel: 32 },
  { name: 'BullMQ with telegraf, 32, waiting for retry_after', peer: 'bullmq', parallel: 32 },
]
const rate = 300
const limitedMessages = 3_000
const patienceMs = 30_000

/** Runs one peer to its end, or until it has had its time. */
const runPeer = async (order: object): Promise<{ ms: number; cpuSeconds: number } | undefined> => {
  const child = spawn(process.execPath, ['peer.js', JSON.stringify(order)], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  await once(child, 'exit')
  clearTimeout(impatience)
  return said === '' ? undefined : (JSON.parse(said) as { ms: number; cpuSeconds: number })
}

type Stores = { readonly url: string; readonly redisPort: number | undefined }

const runs = ({ redisPort }: Stores, peers: readonly Peer[]): readonly Peer[] =>
  redisPort === undefined ? peers.filter(({ peer }) => peer !== 'bullmq') : peers

const withoutLimit = async (stores: Stores, messages: number): Promise<void> => {
  const mock = await startMock()
  const bare = await rawLoop(mock)
  await mock.stop()
  record({ bench: 'peers', setup: 'raw undici, 32 under way', value: bare.perSecond, unit: 'msg/s', ratio: 1 })
  for (const { name, peer, parallel } of runs(stores, raw)) {
    const own = await startMock()
    const run = await runPeer({ peer, parallel, messages, ...stores, origin: own.origin })
    await own.stop()
    const perSecond = run ? (messages / run.ms) * 1000 : Number.NaN
    record({
      bench: 'peers',
      setup: name,
      value: perSecond,
      unit: 'msg/s',
      ratio: perSecond / bare.perSecond,
      note: run ? `${(run.cpuSeconds / bare.cpu).toFixed(1)} times the CPU of raw` : `not done after ${patienceMs} ms`,
    })
  }
}

const underLimit = async (stores: Stores): Promise<void> => {
  for (const [shape, burst] of [
    ['tight', rate * 0.1],
    ['loose', rate],
  ] as const) {
    for (const { name, peer, parallel } of runs(stores, limited)) {
      const mock = await startMock({ account: { rate, burst }, latencyMs: 5 })
      await runPeer({ peer, parallel, messages: limitedMessages, ...stores, origin: mock.origin })
      const { times, refused, messages } = await mock.stats()
      await mock.stop()
      record({
        bench: 'peers',
        setup: `${name}, ${rate}/s, ${shape} bucket`,
        value: keptShare(times, rate),
        unit: 'of the rate',
        note: `${refused} refused; ${messages} of ${limitedMessages} sent within ${patienceMs / 1000} s`,
      })
    }
  }
}

/** What users would otherwise pick, against the same mock platform: `npm ci` in bench/peers installs them. */
export const benchPeers = async (): Promise<void> => {
  if (!isInstalled) {
    for (const setup of ['telegraf, grammY, pg-boss', 'BullMQ'])
      record({ bench: 'peers', setup, value: 0, unit: '', note: 'not installed' })
    return
  }
  const bench = await openBenchHouse()
  const redis = await startRedis()
  const stores = { url: bench.url, redisPort: redis?.port }
  try {
    if (!redis) record({ bench: 'peers', setup: 'BullMQ', value: 0, unit: '', note: 'no Redis is installed' })
    await withoutLimit(stores, 20_000)
    await underLimit(stores)
  } finally {
    await redis?.stop()
    await bench.close()
  }
}
