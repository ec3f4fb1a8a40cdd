import { Pool } from 'undici'
import { acquireLanes, beat, saveAccount } from '../src/channels/index.ts'
import type { Channel } from '../src/channels/port.ts'
import { arrayLiteral } from '../src/database/index.ts'
import { newId } from '../src/kernel/ids.ts'
import { createLaneSender } from '../src/outbox/index.ts'
import { openBenchHouse, type BenchHouse } from './support/bench-house.ts'
import { startMock, type Mock } from './support/processes.ts'
import { median, record } from './support/report.ts'

const messages = 20_000
const parallel = 32
const rounds = 3

const text =
  'Kính mời ông/bà dự hội nghị đối thoại với lãnh đạo phường, 8 giờ thứ Bảy, ngày 05/12/2026, tại Nhà văn hóa phường.'

const post = (pool: Pool, chat: string) =>
  pool.request({
    method: 'POST',
    path: '/telegram-1/1/sendMessage',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: chat, text }),
  })

const cpuSeconds = (since: NodeJS.CpuUsage): number => {
  const used = process.cpuUsage(since)
  return (used.user + used.system) / 1e6
}

type Run = { readonly perSecond: number; readonly cpu: number }

/** Nothing but the HTTP client: 32 requests under way. */
export const rawLoop = async (mock: Mock): Promise<Run> => {
  const pool = new Pool(mock.origin, { connections: parallel })
  const cpu = process.cpuUsage()
  const started = performance.now()
  let next = 0
  const one = async (): Promise<void> => {
    while (next < messages) {
      next += 1
      const answer = await post(pool, String(next))
      await answer.body.json()
    }
  }
  await Promise.all(Array.from({ length: parallel }, one))
  const run = { perSecond: messages / ((performance.now() - started) / 1000), cpu: cpuSeconds(cpu) }
  await pool.close()
  return run
}

const fill = async (bench: BenchHouse): Promise<void> => {
  const { database, keyring, clock } = bench.house
  await saveAccount(
    database,
    {
      id: 'telegram:bench',
      platform: 'telegram',
      externalId: 'bench',
      name: 'bench',
      lane: 'telegram:bench',
      credentials: null,
      capabilities: { perSecond: 1_000_000, lanePerSecond: 1_000_000 },
    },
    clock.now(),
  )
  await database.$client`truncate outbox, outbox_history, outbox_ended, chats restart identity cascade`
  const addresses = Array.from({ length: messages }, (_one, at) =>
    keyring.seal('contact', String(5_000_000_000 + at), 'chats.address:telegram:bench'),
  )
  await database.$client`insert into chats (lookup, account_id, address, created_at)
    select gen_random_uuid(), 'telegram:bench', a.address, now()
    from unnest(${arrayLiteral(addresses)}::bytea[]) as a(address)`
  const payloads = keyring.seal('outbox', JSON.stringify({ text, locale: 'vi' }), 'outbox.payload:bench')
  await database.$client`
    insert into outbox (lane, account_id, chat_id, priority, due_at, expires_at, created_at, payload)
    select 'telegram:bench', 'telegram:bench', id, 2, now(), now() + interval '1 day', now(), ${payloads} from chats`
  await database.$client`analyze outbox`
}

const throughOutbox = async (bench: BenchHouse, mock: Mock): Promise<Run> => {
  const { house } = bench
  await fill(bench)
  const pool = new Pool(mock.origin, { connections: parallel })
  const keyring = {
    ...house.keyring,
    // All rows carry the same payload, sealed once; opening it costs the same.
    openText: (purpose: Parameters<typeof house.keyring.openText>[0], sealed: Uint8Array, place: string) =>
      house.keyring.openText(purpose, sealed, purpose === 'outbox' ? 'outbox.payload:bench' : place),
  }
  const channel: Channel = {
    platform: 'telegram',
    read: () => ({ at: new Date(), content: { kind: 'ignored', name: 'bench' }, opensWindow: false }),
    async send(delivery) {
      const answer = await post(pool, delivery.address)
      const body = (await answer.body.json()) as { result: { message_id: number } }
      return { kind: 'sent', messageId: String(body.result.message_id) }
    },
  }
  const processId = newId()
  await house.database.$client`update lanes set owner = null, expires_at = null`
  await house.database.$client`delete from processes`
  await beat(house.database, processId, 'bench')
  const [lane] = await acquireLanes(house.database, processId)
  if (!lane) throw new Error('the lane was not free')
  await house.database.$client`update lanes set expires_at = clock_timestamp() + interval '1 hour'`
  const sender = createLaneSender({
    house: { ...house, keyring },
    processId,
    channelOf: () => channel,
    lease: { lane: lane.id, epoch: lane.epoch, isHeld: () => true, pausedUntil: null, isHandedOver: false },
  })
  const cpu = process.cpuUsage()
  const started = performance.now()
  sender.start()
  for (let looks = 0; ; looks += 1) {
    // From the end of the index: a look from its beginning would pass everything that has left.
    const left = await house.database.$client`select id from outbox order by id desc limit 1`
    if (left.length === 0) break
    // Looked at seldom, as it reads the whole table.
    if (looks % 20 === 0) {
      const [marked] = await house.database.$client<{ count: string }[]>`
        select count(*) as count from outbox
        where state = 'attempting' and id not in (select unnest(ids) from outbox_ended)`
      if (Number(marked?.count) > parallel) throw new Error(`${marked?.count} messages were under way at once`)
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
  }
  const run = { perSecond: messages / ((performance.now() - started) / 1000), cpu: cpuSeconds(cpu) }
  await sender.stop()
  const { messages: arrived, chats } = await mock.stats()
  if (arrived !== messages || chats !== messages) throw new Error(`${arrived} messages reached ${chats} chats`)
  await pool.close()
  return run
}

/** Sending from the outbox, marked before and booked after each message, against the bare HTTP client. */
export const benchOutbox = async (): Promise<void> => {
  const bench = await openBenchHouse()
  const raw: Run[] = []
  const own: Run[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [runs, play] of [
        [raw, rawLoop],
        [own, async (mock: Mock) => await throughOutbox(bench, mock)],
      ] as const) {
        const mock = await startMock()
        runs.push(await play(mock))
        await mock.stop()
      }
    }
  } finally {
    await bench.close()
  }
  const rate = (runs: readonly Run[]): number => median(runs.map((run) => run.perSecond))
  const cpu = (runs: readonly Run[]): number => median(runs.map((run) => run.cpu))
  const ratio = rate(own) / rate(raw)
  record({ bench: 'outbox', setup: `raw undici, ${parallel} under way`, value: rate(raw), unit: 'msg/s', ratio: 1 })
  record({
    bench: 'outbox',
    setup: 'Nhịp Cầu outbox',
    value: rate(own),
    unit: 'msg/s',
    ratio,
    aim: '>= 0.65',
    holds: ratio >= 0.65,
  })
  record({ bench: 'outbox', setup: 'CPU of our process against raw', value: cpu(own) / cpu(raw), unit: 'times' })
}
