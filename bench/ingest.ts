import { pino } from 'pino'
import type { FastifyInstance } from 'fastify'
import type { Channel, RawUpdate } from '../src/channels/port.ts'
import { createServer, mountWebhooks } from '../src/http/index.ts'
import type { Database } from '../src/database/index.ts'
import { createReceiver, type Receiver, type Spool } from '../src/inbox/index.ts'
import { openBenchHouse, type BenchHouse } from './support/bench-house.ts'
import { generateLoad, type Load } from './support/processes.ts'
import { median, record } from './support/report.ts'

const rounds = 3
const connections = 40
const seconds = 4

/** Reads just what the Telegram adapter reads before storing. */
const channel: Channel = {
  platform: 'telegram',
  webhook: {
    path: '/webhooks/bench',
    accept(request) {
      const body = JSON.parse(Buffer.from(request.body).toString('utf8')) as {
        update_id: number
        message: { chat: { id: number }; date: number }
      }
      const update: RawUpdate = {
        accountId: 'telegram:default',
        key: String(body.update_id),
        conversation: String(body.message.chat.id),
        at: new Date(body.message.date * 1000),
        seq: body.update_id,
        raw: request.body,
      }
      return { status: 200, updates: [update] }
    },
  },
  read: () => ({ at: new Date(), content: { kind: 'ignored', name: 'bench' }, opensWindow: false }),
  send: async () => ({ kind: 'sent' }),
}

const serve = async (receiver: Receiver): Promise<{ app: FastifyInstance; origin: string }> => {
  const log = pino({ level: 'silent' })
  const app = await createServer({ log, behindProxy: false })
  await mountWebhooks(app, { channels: [channel], receiver, log })
  return { app, origin: await app.listen({ port: 0, host: '127.0.0.1' }) }
}

const nothingStored: Receiver = { receive: async () => {}, replay: async () => 0, stop: async () => {} }

const noSpool: Spool = {
  write: async () => {
    throw new Error('the bench must not spool')
  },
  replay: async () => 0,
}

/** What one would write first: one prepared INSERT a request. */
const oneInsertEach = (bench: BenchHouse): Receiver => ({
  async receive(updates) {
    for (const update of updates) {
      await bench.house.database.$client`
        insert into plain_updates (key, body) values (${update.key}, ${Buffer.from(update.raw)}) on conflict do nothing`
    }
  },
  replay: async () => 0,
  stop: async () => {},
})

/** Our inbox in front of a database that takes everything at once: what keys, sealing and grouping cost by themselves. */
const storedNowhere = ({ house }: BenchHouse): Receiver =>
  createReceiver({
    ...house,
    database: Object.assign(Object.create(house.database) as Database, {
      $client: (async () => ({ count: 0 })) as unknown as Database['$client'],
    }),
    spool: noSpool,
  })

const measure = async (receiver: Receiver): Promise<Load> => {
  const { app, origin } = await serve(receiver)
  try {
    await generateLoad({ origin, path: '/webhooks/bench', connections, seconds: 1 })
    return await generateLoad({ origin, path: '/webhooks/bench', connections, seconds })
  } finally {
    await app.close()
  }
}

/** Webhook ingestion: stored before the 200, against the same route that stores nothing and against plain INSERTs. */
export const benchIngest = async (): Promise<void> => {
  const bench = await openBenchHouse()
  const { database } = bench.house
  await database.$client`create table plain_updates (key text primary key, body bytea not null)`
  const ours = createReceiver({
    ...bench.house,
    spool: noSpool,
  })
  const sealing = storedNowhere(bench)
  const results = { nothing: [] as Load[], sealed: [] as Load[], inserts: [] as Load[], ours: [] as Load[] }
  let acknowledged = 0
  try {
    for (let round = 0; round < rounds; round += 1) {
      results.nothing.push(await measure(nothingStored))
      results.sealed.push(await measure(sealing))
      results.inserts.push(await measure(oneInsertEach(bench)))
      await database.$client`truncate inbox, inbox_seen, plain_updates`
      const load = await measure(ours)
      results.ours.push(load)
      const [row] = await database.$client<{ count: string }[]>`select count(*) as count from inbox`
      if (Number(row?.count) < load.answered) throw new Error('an acknowledged update was not stored')
      acknowledged += load.answered
    }
  } finally {
    await ours.stop()
    await sealing.stop()
    await bench.close()
  }
  const rate = (loads: readonly Load[]): number => median(loads.map((load) => load.perSecond))
  const plain = rate(results.nothing)
  const one = rate(results.inserts)
  const own = rate(results.ours)
  record({ bench: 'ingest', setup: 'same route, nothing stored', value: plain, unit: 'req/s', ratio: 1 })
  const sealed = rate(results.sealed)
  record({
    bench: 'ingest',
    setup: 'inbox without its database: keys and seals',
    value: sealed,
    unit: 'req/s',
    ratio: sealed / plain,
  })
  record({ bench: 'ingest', setup: 'one INSERT a request', value: one, unit: 'req/s', ratio: one / plain })
  record({
    bench: 'ingest',
    setup: 'Nhịp Cầu inbox',
    value: own,
    unit: 'req/s',
    ratio: own / plain,
    aim: '>= 0.75',
    holds: own / plain >= 0.75,
    note: `p99 ${median(results.ours.map((load) => load.p99)).toFixed(1)} ms; ${acknowledged} acknowledged, all stored`,
  })
  record({
    bench: 'ingest',
    setup: 'inbox against one INSERT',
    value: own / one,
    unit: 'times',
    aim: '>= 1.8',
    holds: own / one >= 1.8,
  })
}
