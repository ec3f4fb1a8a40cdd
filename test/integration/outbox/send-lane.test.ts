import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acquireLanes, beat, saveAccount } from '../../../src/channels/index.ts'
import type { SendOutcome } from '../../../src/channels/port.ts'
import { act } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import {
  createLaneSender,
  enqueueMessage,
  withdrawUnsent,
  type Enqueue,
  type LaneSender,
} from '../../../src/outbox/index.ts'
import { fakeChannel, type FakeChannel } from '../../support/fake-channel.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

let place: TestHouse
const chats: number[] = []

const put = async (input: Partial<Enqueue> & { text: string; chat?: number }): Promise<number[]> =>
  await act(place.house, systemActor('test'), async (scope) => {
    const { text, chat = 0, ...rest } = input
    return await enqueueMessage(scope, {
      accountId: 'web:chat',
      chatId: chats[chat] ?? 0,
      priority: 'reply',
      message: { text, locale: 'vi' },
      ...rest,
    })
  })

/** A sender that holds the lane, as a process that has just taken it over. */
const senderOf = async (channel: FakeChannel, isHeld: () => boolean = () => true): Promise<LaneSender> => {
  const processId = newId()
  await place.house.database.$client`update lanes set owner = null, expires_at = null`
  await place.house.database.$client`delete from processes`
  await beat(place.house.database, processId, 'test')
  const [lane] = await acquireLanes(place.house.database, processId)
  if (!lane) throw new Error('the lane was not free')
  await place.house.database.$client`update lanes set expires_at = clock_timestamp() + interval '1 hour'`
  return createLaneSender({
    house: place.house,
    processId,
    channelOf: () => channel,
    random: () => 0,
    lease: { lane: lane.id, epoch: lane.epoch, isHeld, pausedUntil: lane.pausedUntil, isHandedOver: false },
  })
}

const texts = (channel: FakeChannel): string[] => channel.sent.map((delivery) => delivery.message.text)
const history = async () =>
  await place.house.database
    .$client`select outcome, why, uncertain, attempts from outbox_history order by finished_at, id`

beforeAll(async () => {
  place = await createTestHouse()
  await saveAccount(
    place.house.database,
    {
      id: 'web:chat',
      platform: 'web',
      externalId: 'chat',
      name: 'Web',
      lane: 'web',
      credentials: null,
      capabilities: { perSecond: 1_000_000, lanePerSecond: 1_000_000 },
    },
    place.house.clock.now(),
  )
  for (const n of [0, 1, 2]) {
    const address = place.house.keyring.seal('contact', `person ${n}`, 'chats.address:web:chat')
    const [row] = await place.house.database.$client`
      insert into chats (lookup, account_id, address, created_at)
      values (${place.house.keyring.blindIndex('chat', String(n))}, 'web:chat', ${address}, now()) returning id`
    chats.push(Number(row?.['id']))
  }
})
beforeEach(async () => {
  await place.house.database.$client`truncate outbox, outbox_history`
  await place.house.database.$client`update accounts set paused_until = null, trouble = null, state = 'active'`
  await place.house.database.$client`update lanes set paused_until = null`
  await place.house.database.$client`update chats set reachability = 'reachable'`
})
afterAll(async () => await place.close())

test('a message whose transaction was undone is never sent', async () => {
  const channel = fakeChannel()
  const attempt = act(place.house, systemActor('test'), async (scope) => {
    await enqueueMessage(scope, {
      accountId: 'web:chat',
      chatId: chats[0] ?? 0,
      priority: 'reply',
      message: { text: 'a', locale: 'vi' },
    })
    throw new Error('undone')
  })
  await expect(attempt).rejects.toThrow('undone')
  const sender = await senderOf(channel)
  expect(await sender.runOnce()).toBe(0)
  await sender.stop()
  expect(channel.sent).toEqual([])
})

test('the same dedupe key waiting twice is sent once', async () => {
  const channel = fakeChannel()
  expect(await put({ text: 'một', dedupeKey: 'k' })).toHaveLength(1)
  expect(await put({ text: 'một', dedupeKey: 'k' })).toHaveLength(0)
  const sender = await senderOf(channel)
  await sender.runOnce()
  await sender.stop()
  expect(texts(channel)).toEqual(['một'])
})

test('a newer prompt replaces an unsent older one of the same chat', async () => {
  const channel = fakeChannel()
  await put({ text: 'cũ', slot: 'prompt' })
  await put({ text: 'của người khác', slot: 'prompt', chat: 1 })
  await put({ text: 'mới', slot: 'prompt' })
  const sender = await senderOf(channel)
  await sender.runOnce()
  await sender.stop()
  expect(texts(channel).sort()).toEqual(['của người khác', 'mới'])
  expect((await history()).map((row) => row['outcome'])).toContain('replaced')
})

test('messages to one chat keep their order, replies go before what is personal, and that before bulk', async () => {
  const channel = fakeChannel()
  await put({ text: 'bulk', priority: 'bulk', chat: 2 })
  await put({ text: 'personal', priority: 'personal', chat: 1 })
  for (const n of [1, 2, 3, 4]) await put({ text: `reply ${n}` })
  const sender = await senderOf(channel)
  await sender.runOnce()
  await sender.stop()
  expect(texts(channel).slice(0, 3)).toEqual(['reply 1', 'personal', 'bulk'])
  expect(texts(channel).filter((text) => text.startsWith('reply'))).toEqual([
    'reply 1',
    'reply 2',
    'reply 3',
    'reply 4',
  ])
})

test('what was in flight when a process died is sent again and marked uncertain, or left, as the message says', async () => {
  const channel = fakeChannel()
  await put({ text: 'again' })
  await put({ text: 'left', chat: 1, onUncertain: 'leave' })
  // A former holder marked both as attempted, with an older epoch, and died.
  await place.house.database.$client`update outbox set state = 'attempting', epoch = 0, attempts = 1`
  const sender = await senderOf(channel)
  await sender.runOnce()
  await sender.stop()
  expect(texts(channel)).toEqual(['again'])
  const rows = await history()
  expect(
    rows.map((row) => `${String(row['outcome'])} ${String(row['uncertain'])}`).sort((a, b) => a.localeCompare(b)),
  ).toEqual(['sent true', 'uncertain true'])
})

test('a holder whose lane has passed on claims nothing and sends nothing', async () => {
  const channel = fakeChannel()
  await put({ text: 'one' })
  const former = await senderOf(channel)
  const next = await senderOf(channel)
  expect(await former.runOnce()).toBe(0)
  expect(channel.sent).toEqual([])
  expect(await next.runOnce()).toBe(1)
  await former.stop()
  await next.stop()
})

test('no send starts after the local deadline of the lease, even for a message already claimed', async () => {
  const channel = fakeChannel()
  await put({ text: 'one' })
  let asked = 0
  const sender = await senderOf(channel, () => {
    asked += 1
    // Held when it was looked for and when it was chosen; over when it should leave.
    return asked <= 2
  })
  await sender.runOnce()
  await sender.stop()
  expect(channel.sent).toEqual([])
  const rows = await place.house.database.$client`select state from outbox`
  expect(rows.map((row) => row['state'])).toEqual(['waiting'])
})

test.each<[string, SendOutcome, string | null, string | null]>([
  ['refused', { kind: 'refused', why: 'text-too-long', scope: 'message' }, 'refused', null],
  ['blocked', { kind: 'unreachable', why: 'blocked', reach: 'blocked' }, 'unreachable', 'blocked'],
  ['outside the window', { kind: 'unreachable', why: 'no-window', reach: 'window' }, 'unreachable', 'reachable'],
])('a message that is %s is closed with its reason, and the chat is noted', async (_name, answer, outcome, reach) => {
  const channel = fakeChannel()
  channel.answers.push(answer)
  await put({ text: 'one' })
  const sender = await senderOf(channel)
  await sender.runOnce()
  await sender.stop()
  expect((await history()).map((row) => row['outcome'])).toEqual([outcome])
  if (reach) {
    const rows = await place.house.database.$client`select reachability from chats where id = ${chats[0] ?? 0}`
    expect(rows[0]?.['reachability']).toBe(reach)
  }
})

test('a refusal for now waits longer each time; a pause of a lane outlives the process', async () => {
  const channel = fakeChannel()
  channel.answers.push({ kind: 'retry', afterMs: 0, why: 'busy', scope: 'message' })
  channel.answers.push({ kind: 'retry', afterMs: 7_200_000, why: 'flood', scope: 'lane' })
  await put({ text: 'one' })
  const sender = await senderOf(channel)
  await sender.runOnce()
  place.house.clock.advance(999)
  expect(await sender.runOnce()).toBe(0)
  place.house.clock.advance(1)
  expect(await sender.runOnce()).toBe(1)
  await sender.stop()
  await put({ text: 'two', chat: 1 })
  const next = await senderOf(channel)
  place.house.clock.advance(7_199_000)
  expect(await next.runOnce()).toBe(0)
  place.house.clock.advance(1_000)
  expect(await next.runOnce()).toBe(2)
  await next.stop()
  expect(texts(channel)).toEqual(['one', 'one', 'one', 'two'])
})

test('an account that can send nothing stops alone, keeps its messages and says why', async () => {
  const channel = fakeChannel()
  channel.answers.push({ kind: 'refused', why: 'token-revoked', scope: 'account' })
  await put({ text: 'one' })
  const sender = await senderOf(channel)
  await sender.runOnce()
  await sender.stop()
  const [account] = await place.house.database.$client`select trouble, paused_until from accounts`
  expect(account?.['trouble']).toBe('token-revoked')
  expect(await place.house.database.$client`select 1 from outbox where state = 'waiting'`).toHaveLength(1)
  place.house.clock.advance(600_000)
  const next = await senderOf(channel)
  expect(await next.runOnce()).toBe(1)
  await next.stop()
  expect(await place.house.database.$client`select trouble from accounts`).toEqual([{ trouble: null }])
})

test('silence of a platform is uncertain: sent again later with the mark', async () => {
  const channel = fakeChannel()
  channel.answers.push({ kind: 'uncertain', why: 'timeout' })
  await put({ text: 'one' })
  const sender = await senderOf(channel)
  await sender.runOnce()
  expect(channel.sent).toHaveLength(1)
  place.house.clock.advance(5_000)
  await sender.runOnce()
  await sender.stop()
  expect(channel.sent).toHaveLength(2)
  expect((await history()).map((row) => [row['outcome'], row['uncertain'], row['attempts']])).toEqual([
    ['sent', true, 2],
  ])
})

test('a message whose time has passed is not sent late', async () => {
  const channel = fakeChannel()
  await put({ text: 'one', expiresAt: new Date(place.house.clock.now().getTime() + 1000) })
  place.house.clock.advance(1000)
  const sender = await senderOf(channel)
  await sender.runOnce()
  await sender.stop()
  expect(channel.sent).toEqual([])
  expect((await history()).map((row) => row['outcome'])).toEqual(['expired'])
})

test('what belongs to something that was stopped is taken back unless it is under way', async () => {
  await put({ text: 'one', ref: 'broadcast:1', priority: 'bulk' })
  await put({ text: 'two', ref: 'broadcast:2', priority: 'bulk', chat: 1 })
  const taken = await act(
    place.house,
    systemActor('test'),
    async (scope) => await withdrawUnsent(scope.tx, 'broadcast:1', scope.clock.now()),
  )
  expect(taken).toBe(1)
  expect(await place.house.database.$client`select 1 from outbox`).toHaveLength(1)
})

test('a text over the platform’s limit leaves as several messages in order, the list with the last', async () => {
  const channel = fakeChannel()
  const sentence = 'Đường trước cổng trường tiểu học thường xuyên ngập sâu khi mưa lớn. '
  await put({
    text: '',
    message: { text: sentence.repeat(200), locale: 'vi', choices: [{ number: 1, label: 'Gửi', data: 'p:abc:1' }] },
  })
  const sender = await senderOf(channel)
  await sender.runOnce()
  await sender.stop()
  expect(channel.sent.length).toBeGreaterThan(1)
  expect(channel.sent.map((one) => one.message.choices?.length ?? 0)).toEqual([
    ...channel.sent.slice(1).map(() => 0),
    1,
  ])
  expect(texts(channel).join(' ').replaceAll(/\s+/g, ' ').trim()).toBe(sentence.repeat(200).trim())
})

const slowDown = async (perSecond: number): Promise<void> => {
  await place.house.database
    .$client`update accounts set capabilities = ${`{"perSecond": ${perSecond}, "lanePerSecond": 1000000}`}::text::jsonb`
}

test('on a slow account the answers that wait for a chat leave as one message; the prompt behind them stays its own', async () => {
  const channel = fakeChannel()
  for (const text of ['một', 'hai']) await put({ text })
  await put({ text: 'hỏi', slot: 'prompt' })
  await slowDown(100 / 60)
  try {
    const sender = await senderOf(channel)
    await sender.runOnce()
    await sender.stop()
  } finally {
    await slowDown(1_000_000)
  }
  expect(texts(channel)).toEqual(['một\n\nhai'])
  const rows = await history()
  expect(rows.map((row) => [row['outcome'], row['attempts']])).toEqual([
    ['sent', 1],
    ['sent', 1],
  ])
  expect(await place.house.database.$client`select state from outbox`).toEqual([{ state: 'waiting' }])
})

test('answers that left together and were turned away wait together', async () => {
  const channel = fakeChannel()
  channel.answers.push({ kind: 'retry', afterMs: 7_200_000, why: 'rate', scope: 'account' })
  for (const text of ['một', 'hai']) await put({ text })
  await slowDown(100 / 60)
  try {
    const sender = await senderOf(channel)
    await sender.runOnce()
    await sender.stop()
  } finally {
    await slowDown(1_000_000)
  }
  const rows = await place.house.database.$client<{ state: string; wait: number }[]>`
    select state, extract(epoch from due_at - ${place.house.clock.now().toISOString()}::timestamptz)::float as wait from outbox`
  expect(rows.map((row) => [row.state, row.wait])).toEqual([
    ['waiting', 7200],
    ['waiting', 7200],
  ])
})

test('a platform that is silent to a whole broadcast does not hold up a reply', async () => {
  const silence = Promise.withResolvers<SendOutcome>()
  const people = await place.house.database.$client<{ id: string }[]>`
    insert into chats (lookup, account_id, address, created_at)
    select gen_random_uuid(), 'web:chat', c.address, now() from generate_series(1, 40), chats c where c.id = ${chats[0] ?? 0}
    returning id`
  await place.house.database
    .$client`update chats set address = ${place.house.keyring.seal('contact', 'x', 'chats.address:web:chat')}
    where id = any(${`{${people.map((row) => row.id).join(',')}}`}::bigint[])`
  const channel = fakeChannel()
  channel.answers.push(...Array.from({ length: 28 }, () => async () => await silence.promise), () => {
    silence.resolve({ kind: 'sent' })
    return { kind: 'sent' }
  })
  await act(place.house, systemActor('test'), async (scope) => {
    for (const { id } of people) {
      const message = { text: 'mời', locale: 'vi' as const }
      await enqueueMessage(scope, { accountId: 'web:chat', chatId: Number(id), priority: 'bulk', message })
    }
  })
  const sender = await senderOf(channel)
  sender.start()
  await expect.poll(() => channel.sent.length).toBe(28)
  await put({ text: 'trả lời', chat: 1 })
  await silence.promise
  expect(channel.sent[28]?.message.text).toBe('trả lời')
  await expect.poll(async () => (await history()).length, { timeout: 10_000 }).toBe(41)
  await sender.stop()
})
