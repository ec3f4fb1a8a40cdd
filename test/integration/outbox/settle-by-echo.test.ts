import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acquireLanes, beat, saveAccount } from '../../../src/channels/index.ts'
import type { SendOutcome } from '../../../src/channels/port.ts'
import { act } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { createLaneSender, enqueueMessage, settleByEcho, type Enqueue } from '../../../src/outbox/index.ts'
import { fakeChannel, type FakeChannel } from '../../support/fake-channel.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

let place: TestHouse
let chatId = 0
const accountId = 'zalo:oa'
const silent: SendOutcome = { kind: 'uncertain', why: 'timeout' }

const put = async (text: string, more: Partial<Enqueue> = {}): Promise<void> => {
  await act(place.house, systemActor('test'), async (scope) => {
    await enqueueMessage(scope, {
      accountId,
      chatId,
      priority: 'personal',
      message: { text, locale: 'vi' },
      ...more,
    })
  })
}

const echo = async (text: string, messageId = 'm1'): Promise<boolean> =>
  await act(place.house, systemActor('echo'), async (scope) => {
    return await settleByEcho(scope, { accountId, chatId, messageId, text })
  })

const sendAll = async (channel: FakeChannel): Promise<void> => {
  const processId = newId()
  const { database } = place.house
  await database.$client`update lanes set owner = null, expires_at = null`
  await database.$client`delete from processes`
  await beat(database, processId, 'test')
  const [lane] = await acquireLanes(database, processId)
  if (!lane) throw new Error('the lane was not free')
  await database.$client`update lanes set expires_at = clock_timestamp() + interval '1 hour'`
  const sender = createLaneSender({
    house: place.house,
    processId,
    channelOf: () => channel,
    random: () => 0,
    lease: { lane: lane.id, epoch: lane.epoch, isHeld: () => true, pausedUntil: null, isHandedOver: false },
  })
  await sender.runOnce()
  await sender.stop()
}

const books = async () =>
  (await place.house.database.$client`select outcome, uncertain from outbox_history order by id`).map(
    (row) => `${String(row['outcome'])} ${row['uncertain'] === true ? 'in doubt' : 'for sure'}`,
  )

beforeAll(async () => {
  place = await createTestHouse()
  const { database, keyring, clock } = place.house
  const capabilities = { perSecond: 1_000_000, lanePerSecond: 1_000_000 }
  const account = { id: accountId, platform: 'zalo' as const, externalId: 'oa', name: 'OA', lane: 'zalo:app' }
  await saveAccount(database, { ...account, credentials: null, capabilities }, clock.now())
  const address = keyring.seal('contact', 'person', `chats.address:${accountId}`)
  const [row] = await database.$client`
    insert into chats (lookup, account_id, address, created_at)
    values (${keyring.blindIndex('chat', 'person')}, ${accountId}, ${address}, now()) returning id`
  chatId = Number(row?.['id'])
})
beforeEach(async () => {
  await place.house.database.$client`truncate outbox, outbox_history`
})
afterAll(async () => await place.close())

test.each(['resend', 'leave'] as const)(
  'a message whose answer never came, but whose echo did, was sent and is not sent again (%s)',
  async (onUncertain) => {
    const channel = fakeChannel()
    channel.answers.push(async () => {
      expect(await echo('Kính gửi ông/bà\n1. Có\n2. Không')).toBe(true)
      return silent
    })
    await put('Kính gửi ông/bà', { onUncertain })
    await sendAll(channel)
    expect(channel.sent).toHaveLength(1)
    expect(await books()).toEqual(['sent for sure'])
  },
)

test('an echo that comes after the silence ends the wait for a second try', async () => {
  const channel = fakeChannel()
  channel.answers.push(silent)
  await put('một')
  await sendAll(channel)
  expect(await books()).toEqual([])
  expect(await echo('một')).toBe(true)
  expect(await books()).toEqual(['sent for sure'])
  await sendAll(channel)
  expect(channel.sent).toHaveLength(1)
})

test('what a process had under way when it died was sent if its echo came', async () => {
  await put('một')
  await place.house.database.$client`update outbox set state = 'attempting', epoch = 0, attempts = 1`
  expect(await echo('một')).toBe(true)
  const channel = fakeChannel()
  await sendAll(channel)
  expect(channel.sent).toEqual([])
  expect(await books()).toEqual(['sent for sure'])
})

test('an echo of other words, or of a message that is in the books, settles nothing', async () => {
  const channel = fakeChannel()
  channel.answers.push({ kind: 'sent', messageId: 'm7' }, silent)
  await put('một')
  await sendAll(channel)
  await put('một')
  await sendAll(channel)
  expect(await echo('hai')).toBe(false)
  expect(await echo('một', 'm7')).toBe(false)
  expect(await books()).toEqual(['sent for sure'])
  expect(await echo('một', 'm8')).toBe(true)
})

test('a message that waits for its first try is not taken for sent because the same words were sent before', async () => {
  await put('một')
  expect(await echo('một')).toBe(false)
  const channel = fakeChannel()
  await sendAll(channel)
  expect(channel.sent).toHaveLength(1)
})
