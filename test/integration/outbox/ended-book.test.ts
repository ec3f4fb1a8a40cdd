import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acquireLanes, beat, saveAccount } from '../../../src/channels/index.ts'
import { act, arrayLiteral } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { createLaneSender, enqueueMessage, type LaneSender } from '../../../src/outbox/index.ts'
import { fileEnded, markAndNote } from '../../../src/outbox/ended-store.ts'
import { fakeChannel, type FakeChannel } from '../../support/fake-channel.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

const lane = 'web'
const lookups = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
let place: TestHouse
const chats: number[] = []

const sql = () => place.house.database.$client

const put = async (chat: number, text = `message ${chat}`): Promise<number> =>
  await act(place.house, systemActor('test'), async (scope) => {
    const message = { text, locale: 'vi' as const }
    await enqueueMessage(scope, { accountId: 'web:chat', chatId: chats[chat] ?? 0, priority: 'bulk', message })
    const [row] = await sql()`select last_value as id from outbox_id_seq`
    return Number(row?.['id'])
  })

/** A process takes the lane over: its name and epoch. */
const takeOver = async (): Promise<{ owner: string; epoch: number }> => {
  const owner = newId()
  await sql()`update lanes set owner = null, expires_at = null`
  await sql()`delete from processes`
  await beat(place.house.database, owner, 'test')
  const [held] = await acquireLanes(place.house.database, owner)
  if (!held) throw new Error('the lane was not free')
  await sql()`update lanes set expires_at = clock_timestamp() + interval '1 hour'`
  return { owner, epoch: held.epoch }
}

const senderOf = (channel: FakeChannel, { owner, epoch }: { owner: string; epoch: number }): LaneSender =>
  createLaneSender({
    house: place.house,
    processId: owner,
    channelOf: () => channel,
    random: () => 0,
    lease: { lane, epoch, isHeld: () => true, pausedUntil: null, isHandedOver: false },
  })

const mark = async (
  held: { owner: string; epoch: number },
  round: number,
  next: readonly number[],
  sent: readonly number[] = [],
): Promise<number[]> => {
  const now = place.house.clock.now()
  const noted = sent.map((id, at) => ({ id, messageLookup: lookups[at] ?? null }))
  const marked = await markAndNote(place.house.database, { lane, ...held, round, sent: noted, next, now })
  return [...marked].sort((a, b) => a - b)
}

const history = async () =>
  await sql()`select id::int, outcome, uncertain, message_lookup from outbox_history order by id`

beforeAll(async () => {
  place = await createTestHouse()
  await saveAccount(
    place.house.database,
    {
      id: 'web:chat',
      platform: 'web',
      externalId: 'chat',
      name: 'Web',
      lane,
      credentials: null,
      capabilities: { perSecond: 1_000_000, lanePerSecond: 1_000_000 },
    },
    place.house.clock.now(),
  )
  const addresses = Array.from({ length: 100 }, (_one, n) =>
    place.house.keyring.seal('contact', `person ${n}`, 'chats.address:web:chat'),
  )
  const rows = await sql()`
    insert into chats (lookup, account_id, address, created_at)
    select gen_random_uuid(), 'web:chat', a, now() from unnest(${arrayLiteral(addresses)}::bytea[]) a returning id`
  chats.push(...rows.map((row) => Number(row['id'])))
})
beforeEach(async () => {
  await sql()`truncate outbox, outbox_history, outbox_ended`
})
afterAll(async () => await place.close())

test('what was noted as sent before a crash is filed as sent; what was only marked is uncertain and sent again', async () => {
  const former = await takeOver()
  const ids = [await put(0), await put(1), await put(2)]
  expect(await mark(former, 1, ids)).toEqual(ids)
  expect(await mark(former, 2, [], ids.slice(0, 2))).toEqual([])
  const channel = fakeChannel()
  const sender = senderOf(channel, await takeOver())
  await sender.runOnce()
  await sender.stop()
  expect(channel.sent.map((delivery) => delivery.message.text)).toEqual(['message 2'])
  expect((await history()).map((row) => [row['id'], row['outcome'], row['uncertain']])).toEqual([
    [ids[0], 'sent', false],
    [ids[1], 'sent', false],
    [ids[2], 'sent', true],
  ])
  expect((await history()).slice(0, 2).map((row) => String(row['message_lookup']))).toEqual(lookups)
  expect(await sql()`select 1 from outbox_ended`).toHaveLength(0)
})

test('a line that was noted twice, as its first answer was lost, is filed once', async () => {
  const held = await takeOver()
  const id = await put(0)
  await mark(held, 1, [id])
  await mark(held, 2, [], [id])
  await mark(held, 3, [], [id])
  await fileEnded(place.house.database, { lane, epoch: held.epoch, upTo: 3 })
  await fileEnded(place.house.database, { lane, epoch: held.epoch, upTo: 3 })
  expect(await history()).toHaveLength(1)
})

test('rounds that are noted after the one that is filed stay noted, and so do those of other lanes', async () => {
  const held = await takeOver()
  const ids = [await put(0), await put(1)]
  await mark(held, 1, ids)
  await mark(held, 2, [], ids.slice(0, 1))
  await mark(held, 3, [], ids.slice(1))
  await fileEnded(place.house.database, { lane: 'another', epoch: held.epoch + 1, upTo: 9 })
  expect(await history()).toHaveLength(0)
  await fileEnded(place.house.database, { lane, epoch: held.epoch, upTo: 2 })
  expect((await history()).map((row) => row['id'])).toEqual([ids[0]])
  expect(await sql()`select 1 from outbox_ended`).toHaveLength(1)
})

test('nothing is marked by whom the lane has left, what was withdrawn, is due later or has expired', async () => {
  const former = await takeOver()
  const held = await takeOver()
  const ids = [await put(0), await put(1), await put(2), await put(3)]
  expect(await mark(former, 1, ids)).toEqual([])
  await sql()`update outbox set due_at = due_at + interval '1 day' where id = ${ids[1] ?? 0}`
  await sql()`update outbox set expires_at = created_at where id = ${ids[2] ?? 0}`
  await sql()`delete from outbox where id = ${ids[3] ?? 0}`
  expect(await mark(held, 1, ids)).toEqual([ids[0]])
  expect(await mark(held, 2, ids)).toEqual([])
})

test('who is just being withdrawn is passed over and not waited for', async () => {
  const held = await takeOver()
  const ids = [await put(0), await put(1)]
  await place.house.database.$client.begin(async (tx) => {
    await tx`delete from outbox where id = ${ids[0] ?? 0}`
    expect(await mark(held, 1, ids)).toEqual([ids[1]])
  })
})

test('filing tells when something else waits for a chat whose message has ended', async () => {
  const held = await takeOver()
  const ids = [await put(0), await put(1), await put(1)]
  const some = ids.slice(0, 2)
  await mark(held, 1, some)
  await mark(held, 2, [], some.slice(0, 1))
  expect(await fileEnded(place.house.database, { lane, epoch: held.epoch, upTo: 2 })).toBe(false)
  await mark(held, 3, [], some.slice(1))
  expect(await fileEnded(place.house.database, { lane, epoch: held.epoch, upTo: 3 })).toBe(true)
})

test('a fast lane sends everything once and in the order of each chat, and leaves nothing noted', async () => {
  for (let nth = 0; nth < 3; nth += 1) for (const at of chats.keys()) await put(at, `${at}: ${nth}`)
  const channel = fakeChannel()
  const sender = senderOf(channel, await takeOver())
  await sender.runOnce()
  await sender.stop()
  const texts = channel.sent.map((delivery) => delivery.message.text)
  expect(texts).toHaveLength(300)
  expect(new Set(texts).size).toBe(300)
  for (const at of chats.keys()) {
    const own = texts.filter((text) => text.startsWith(`${at}: `))
    expect(own).toEqual([`${at}: 0`, `${at}: 1`, `${at}: 2`])
  }
  const books = await history()
  expect(books).toHaveLength(300)
  expect(books.every((row) => row['outcome'] === 'sent' && row['uncertain'] === false)).toBe(true)
  expect(await sql()`select id from outbox union all select round from outbox_ended`).toHaveLength(0)
})
