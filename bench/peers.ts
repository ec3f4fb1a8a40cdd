import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { rawLoop } from './outbox.ts'
import { keptShare } from './rates.ts'
import { openBenchHouse } from './support/bench-house.ts'
import { startMock } from './support/processes.ts'
import { record } from './support/report.ts'

type Peer = {
  readonly name: string
  readonly peer: 'telegraf' | 'grammy' | 'pg-boss'
  readonly parallel: number
}

const folder = fileURLToPath(new URL('peers/', import.meta.url))
const isInstalled = existsSync(`${folder}node_modules/telegraf`)

const raw: readonly Peer[] = [
  { name: 'telegraf loop, 1 under way', peer: 'telegraf', parallel: 1 },
  { name: 'telegraf, 32', peer: 'telegraf', parallel: 32 },
  { name: 'grammY with auto-retry, 32', peer: 'grammy', parallel: 32 },
  { name: 'pg-boss with telegraf, one job a message, 32', peer: 'pg-boss', parallel: 32 },
]
const limited: readonly Peer[] = [
  { name: 'telegraf, 32, waiting for retry_after', peer: 'telegraf', parallel: 32 },
  { name: 'grammY with auto-retry, 3 (as its guide advises)', peer: 'grammy', parallel: 3 },
  { name: 'pg-boss with telegraf, 32, waiting for retry_after', peer: 'pg-boss', parallel: 32 },
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

const withoutLimit = async (url: string, messages: number): Promise<void> => {
  const mock = await startMock()
  const bare = await rawLoop(mock)
  await mock.stop()
  record({ bench: 'peers', setup: 'raw undici, 32 under way', value: bare.perSecond, unit: 'msg/s', ratio: 1 })
  for (const { name, peer, parallel } of raw) {
    const own = await startMock()
    const run = await runPeer({ peer, parallel, messages, url, origin: own.origin })
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

const underLimit = async (url: string): Promise<void> => {
  for (const [shape, burst] of [
    ['tight', rate * 0.1],
    ['loose', rate],
  ] as const) {
    for (const { name, peer, parallel } of limited) {
      const mock = await startMock({ account: { rate, burst }, latencyMs: 5 })
      await runPeer({ peer, parallel, messages: limitedMessages, url, origin: mock.origin })
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
  for (const name of isInstalled ? ['BullMQ (no Redis here)'] : ['telegraf, grammY, pg-boss', 'BullMQ']) {
    record({ bench: 'peers', setup: name, value: 0, unit: '', note: 'not installed' })
  }
  if (!isInstalled) return
  const bench = await openBenchHouse()
  try {
    await withoutLimit(bench.url, 20_000)
    await underLimit(bench.url)
  } finally {
    await bench.close()
  }
}
