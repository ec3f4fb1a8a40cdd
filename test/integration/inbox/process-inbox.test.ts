import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { beat, saveAccount } from '../../../src/channels/index.ts'
import type { RawUpdate } from '../../../src/channels/port.ts'
import { createInboxWorker, createReceiver, type Receiver, type Turn } from '../../../src/inbox/index.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'
import { fakeChannel } from '../../support/fake-channel.ts'

let test_: TestHouse
let receiver: Receiver

const update = (conversation: string, key: string, text: string, at = 0): RawUpdate => ({
  accountId: 'web:chat',
  key,
  conversation,
  at: new Date(Date.UTC(2026, 10, 21, 2, 0, at)),
  seq: 0,
  raw: Buffer.from(text),
})

const worker = (
  takeTurn: (turn: Turn) => Promise<string>,
  options: { processId?: string; apologise?: (turn: Omit<Turn, 'update' | 'windowOpenedAt'>) => Promise<void> } = {},
) =>
  createInboxWorker({
    house: test_.house,
    processId: options.processId ?? newId(),
    channelOf: () => fakeChannel(),
    takeTurn,
    apologise: options.apologise ?? (async () => {}),
  })

const textOf = (turn: Turn): string => (turn.update.content.kind === 'text' ? turn.update.content.text : '')

beforeAll(async () => {
  test_ = await createTestHouse()
  receiver = createReceiver({ ...test_.house, spool: { write: async () => {}, replay: async () => 0 } })
  await saveAccount(
    test_.house.database,
    {
      id: 'web:chat',
      platform: 'web',
      externalId: 'chat',
      name: 'Web',
      lane: 'web',
      credentials: null,
      capabilities: {},
    },
    test_.house.clock.now(),
  )
})
beforeEach(async () => {
  await test_.house.database.$client`truncate inbox, inbox_seen, inbox_history, chats cascade`
})
afterAll(async () => {
  await receiver.stop()
  await test_.close()
})

test('an update that arrives again, alone or in the same group, has one turn', async () => {
  const turns: string[] = []
  await Promise.all([
    receiver.receive([update('a', '1', 'xin chào')]),
    receiver.receive([update('a', '1', 'xin chào')]),
  ])
  await receiver.receive([update('a', '1', 'xin chào')])
  const one = worker(async (turn) => {
    turns.push(textOf(turn))
    return 'done'
  })
  await one.runOnce()
  await receiver.receive([update('a', '1', 'xin chào')])
  await one.runOnce()
  await one.stop()
  expect(turns).toEqual(['xin chào'])
})

test('a chat keeps its order by the time of the platform, whatever the order of arrival, with two workers at once', async () => {
  const order = new Map<string, number[]>()
  const busy = new Set<string>()
  const overlaps: string[] = []
  const take = async (turn: Turn): Promise<string> => {
    if (busy.has(turn.address)) overlaps.push(turn.address)
    busy.add(turn.address)
    await turn.tx.execute('select pg_sleep(0.002)')
    order.set(turn.address, [...(order.get(turn.address) ?? []), Number(textOf(turn))])
    busy.delete(turn.address)
    return 'done'
  }
  const updates = Array.from({ length: 60 }, (_, n) => update(`c${n % 4}`, `k${n}`, String(n), n)).reverse()
  await receiver.receive(updates)
  const ids = [newId(), newId()]
  for (const id of ids) await beat(test_.house.database, id, 'test')
  const workers = ids.map((processId) => worker(take, { processId }))
  await Promise.all(workers.map(async (one) => await one.runOnce()))
  await Promise.all(workers.map(async (one) => await one.runOnce()))
  await Promise.all(workers.map(async (one) => await one.stop()))
  expect(overlaps).toEqual([])
  expect([...order.values()].flat()).toHaveLength(60)
  for (const seen of order.values()) expect(seen).toEqual([...seen].sort((a, b) => a - b))
})

test('a turn that fails leaves no trace, is tried again with growing pauses, then parked with an apology, and the chat goes on', async () => {
  const turns: string[] = []
  const apologies: number[] = []
  await receiver.receive([update('a', '1', 'hỏng', 1), update('a', '2', 'sau', 2)])
  const one = worker(
    async (turn) => {
      turns.push(textOf(turn))
      await turn.tx.execute(`insert into installation (key, value, at) values ('trace-${turns.length}', 'x', now())`)
      if (textOf(turn) === 'hỏng') throw new Error('a bug')
      return 'done'
    },
    {
      apologise: async (turn) => {
        apologies.push(turn.inboxId)
      },
    },
  )
  await one.runOnce()
  expect(turns).toEqual(['hỏng'])
  for (const seconds of [1, 5, 30, 120]) {
    test_.house.clock.advance(seconds * 1000 - 1)
    await one.runOnce()
    const before = turns.length
    test_.house.clock.advance(1)
    await one.runOnce()
    expect(turns.length).toBeGreaterThan(before)
  }
  await one.stop()
  expect(turns).toEqual(['hỏng', 'hỏng', 'hỏng', 'hỏng', 'hỏng', 'sau'])
  expect(apologies).toHaveLength(1)
  const traces = await test_.house.database.$client`select key from installation where key like 'trace-%'`
  expect(traces.map((row) => row['key'])).toEqual(['trace-6'])
  const parked = await test_.house.database.$client`select state, fault from inbox`
  expect(parked[0]?.['state']).toBe('parked')
  expect(parked[0]?.['fault']).not.toContain('a bug')
})

test('an input that ends its process each time is parked before it can end the next one', async () => {
  await receiver.receive([update('a', '1', 'chết')])
  for (let n = 0; n < 6; n += 1) {
    // A process that took the update and died: the attempt stands, the process no longer beats.
    await test_.house.database.$client`update inbox set attempts = attempts + 1, taken_by = ${newId()}`
  }
  const turns: string[] = []
  const one = worker(async (turn) => {
    turns.push(textOf(turn))
    return 'done'
  })
  await one.runOnce()
  await one.stop()
  expect(turns).toEqual([])
  const rows = await test_.house.database.$client`select state from inbox`
  expect(rows[0]?.['state']).toBe('parked')
})

test('an update taken by a process that still beats is left to it', async () => {
  await receiver.receive([update('a', '1', 'xin chào')])
  const other = newId()
  await test_.house.database.$client`
    insert into processes (id, started_at, beat_at, version) values (${other}, clock_timestamp(), clock_timestamp(), 't')`
  await test_.house.database.$client`update inbox set taken_by = ${other}`
  let turns = 0
  const one = worker(async () => {
    turns += 1
    return 'done'
  })
  await one.runOnce()
  expect(turns).toBe(0)
  await test_.house.database
    .$client`update processes set beat_at = clock_timestamp() - interval '6 seconds' where id = ${other}`
  await one.runOnce()
  await one.stop()
  expect(turns).toBe(1)
})

test('what waits is not taken by a look that began before it came, and does not outwait a clock that was put back', async () => {
  await receiver.receive([update('a', '1', 'xin chào')])
  const { $client } = test_.house.database
  const ahead = async (seconds: number) =>
    await $client`update inbox set due_at = received_at + interval '1 hour', received_at = ${test_.house.clock
      .now()
      .toISOString()}::timestamptz + make_interval(secs => ${seconds})`
  let turns = 0
  const one = worker(async () => {
    turns += 1
    return 'done'
  })
  await ahead(2)
  await one.runOnce()
  expect(turns).toBe(0)
  await ahead(60)
  await one.runOnce()
  await one.stop()
  expect(turns).toBe(1)
})

test('the payload is not readable in the database and is gone when the turn has committed', async () => {
  await receiver.receive([update('0912345678', '1', 'chuyện riêng của tôi')])
  const dump = await test_.house.database
    .$client`select encode(payload, 'escape') as payload, encode(address, 'escape') as address from inbox, chats`
  expect(JSON.stringify(dump)).not.toMatch(/chuyện|riêng|0912345678/)
  const one = worker(async () => 'done')
  await one.runOnce()
  await one.stop()
  expect(await test_.house.database.$client`select 1 from inbox`).toHaveLength(0)
  expect(await test_.house.database.$client`select outcome from inbox_history`).toHaveLength(1)
})
