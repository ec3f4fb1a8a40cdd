import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { saveAccount } from '../../../src/channels/index.ts'
import type { RawUpdate } from '../../../src/channels/port.ts'
import { createInboxWorker, createReceiver, type Receiver, type Turn } from '../../../src/inbox/index.ts'
import type { Database } from '../../../src/database/index.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { fakeChannel } from '../../support/fake-channel.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

let place: TestHouse
let receiver: Receiver

const update = (conversation: string): RawUpdate => ({
  accountId: 'web:chat',
  key: `key of ${conversation}`,
  conversation,
  at: new Date('2026-11-21T02:00:00Z'),
  seq: 0,
  raw: Buffer.from(conversation),
})

const worker = (
  takeTurn: (turn: Turn) => Promise<string>,
  apologise = async (): Promise<void> => {},
  database: Database = place.house.database,
) =>
  createInboxWorker({
    house: { ...place.house, database },
    processId: newId(),
    channelOf: () => fakeChannel(),
    takeTurn,
    apologise,
  })

const traces = async (): Promise<readonly unknown[]> =>
  await place.house.database.$client`select key from installation where key like 'trace-%'`

beforeAll(async () => {
  place = await createTestHouse()
  receiver = createReceiver({ ...place.house, spool: { write: async () => {}, replay: async () => 0 } })
  await saveAccount(
    place.house.database,
    {
      id: 'web:chat',
      platform: 'web',
      externalId: 'chat',
      name: 'Web',
      lane: 'web',
      credentials: null,
      capabilities: {},
    },
    place.house.clock.now(),
  )
})
beforeEach(async () => {
  await place.house.database.$client`truncate inbox, inbox_seen, inbox_history, chats cascade`
  await place.house.database.$client`delete from installation where key like 'trace-%'`
})
afterAll(async () => {
  await receiver.stop()
  await place.close()
})

test('a turn whose update another process has finished meanwhile leaves no trace', async () => {
  await receiver.receive([update('a')])
  const { database } = place.house
  // The process that was thought dead was only slow: it commits between the claim and the turn of the next one.
  const overtaken = new Proxy(database, {
    get(target, property) {
      if (property !== 'transaction') return Reflect.get(target, property) as unknown
      return async (work: Parameters<Database['transaction']>[0]) => {
        await database.$client`delete from inbox`
        return await target.transaction(work)
      }
    },
  })
  let turns = 0
  const one = worker(
    async (turn) => {
      turns += 1
      await turn.tx.execute(`insert into installation (key, value, at) values ('trace-1', 'x', now())`)
      return 'done'
    },
    undefined,
    overtaken,
  )
  await one.runOnce()
  await one.stop()
  expect(turns).toBe(0)
  expect(await traces()).toEqual([])
  expect(await database.$client`select 1 from inbox_history`).toHaveLength(0)
  expect(await database.$client`select 1 from chats`).toHaveLength(0)
})

test('a database that goes away under the same update again and again does not park it', async () => {
  await receiver.receive([update('a')])
  let turns = 0
  const apologies: string[] = []
  const one = worker(
    async () => {
      turns += 1
      if (turns <= 8) throw Object.assign(new Error('terminating connection'), { code: '57P01' })
      return 'done'
    },
    async () => void apologies.push('sorry'),
  )
  await one.runOnce()
  await one.stop()
  expect(turns).toBe(9)
  expect(apologies).toEqual([])
  const rows = await place.house.database.$client`select attempts, outcome from inbox_history`
  expect(rows.map((row) => [row['attempts'], row['outcome']])).toEqual([[1, 'done']])
})

test('what was running as a process died has its next turn alone, so that it can take nothing else with it', async () => {
  await receiver.receive(['a', 'b', 'c', 'd'].map(update))
  await place.house.database.$client`update inbox set attempts = 1, taken_by = ${newId()}`
  await receiver.receive([update('e')])
  let running = 0
  const beside: number[] = []
  const one = worker(async (turn) => {
    running += 1
    beside.push(running - 1)
    await turn.tx.execute('select pg_sleep(0.02)')
    running -= 1
    return 'done'
  })
  await one.runOnce()
  await one.stop()
  expect(beside).toEqual([0, 0, 0, 0, 0])
  expect(await place.house.database.$client`select 1 from inbox_history`).toHaveLength(5)
})
