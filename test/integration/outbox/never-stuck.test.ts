import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acquireLanes, beat, saveAccount } from '../../../src/channels/index.ts'
import type { SendOutcome } from '../../../src/channels/port.ts'
import { act, type Database } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { createLaneSender, enqueueMessage, type LaneSender } from '../../../src/outbox/index.ts'
import { fakeChannel, type FakeChannel } from '../../support/fake-channel.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

let place: TestHouse
let chatId = 0

const away = (): Error => Object.assign(new Error('connection closed'), { code: 'CONNECTION_CLOSED' })

const put = async (text: string): Promise<void> => {
  await act(place.house, systemActor('test'), async (scope) => {
    await enqueueMessage(scope, { accountId: 'web:chat', chatId, priority: 'reply', message: { text, locale: 'vi' } })
  })
}

const senderOf = async (channel: FakeChannel, database: Database = place.house.database): Promise<LaneSender> => {
  const processId = newId()
  await place.house.database.$client`update lanes set owner = null, expires_at = null`
  await place.house.database.$client`delete from processes`
  await beat(place.house.database, processId, 'test')
  const [lane] = await acquireLanes(place.house.database, processId)
  if (!lane) throw new Error('the lane was not free')
  await place.house.database.$client`update lanes set expires_at = clock_timestamp() + interval '1 hour'`
  return createLaneSender({
    house: { ...place.house, database },
    processId,
    channelOf: () => channel,
    random: () => 0,
    lease: { lane: lane.id, epoch: lane.epoch, isHeld: () => true, pausedUntil: null, isHandedOver: false },
  })
}

const texts = (channel: FakeChannel): string[] => channel.sent.map((delivery) => delivery.message.text)
const history = async () =>
  (await place.house.database.$client`select outcome, uncertain, attempts from outbox_history order by id`).map(
    (row) => [row['outcome'], row['uncertain'], row['attempts']],
  )

/**
 * A database that fails `times` times at statements with this word, after so many that went well: either they take
 * effect and only their answer is lost, or nothing happens.
 */
const losingAnswers = (word: string, times: number, isDone: boolean, afterwards = 0): Database => {
  let seen = 0
  const fails = (text: string): boolean => {
    if (!text.includes(word)) return false
    seen += 1
    return seen > afterwards && seen <= afterwards + times
  }
  const client = new Proxy(place.house.database.$client, {
    apply(target, self, args: [TemplateStringsArray, ...unknown[]]) {
      const loses = Array.isArray(args[0]) && fails(args[0].join('?'))
      if (!loses) return Reflect.apply(target, self, args) as unknown
      if (!isDone) return Promise.reject(away())
      return (Reflect.apply(target, self, args) as Promise<unknown>).then(() => {
        throw away()
      })
    },
  })
  return new Proxy(place.house.database, {
    get(target, property) {
      if (property === '$client') return client
      if (property === 'execute') {
        return async (query: { queryChunks: readonly { value?: readonly string[] }[] }) => {
          const text = query.queryChunks.map((chunk) => chunk.value?.join('') ?? '?').join('')
          if (fails(text)) throw away()
          return await target.execute(query as never)
        }
      }
      return Reflect.get(target, property) as unknown
    },
  })
}

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
  const address = place.house.keyring.seal('contact', 'person', 'chats.address:web:chat')
  const [row] = await place.house.database.$client`
    insert into chats (lookup, account_id, address, created_at)
    values (${place.house.keyring.blindIndex('chat', 'person')}, 'web:chat', ${address}, now()) returning id`
  chatId = Number(row?.['id'])
})
beforeEach(async () => {
  await place.house.database.$client`truncate outbox, outbox_history`
  await place.house.database.$client`update accounts set paused_until = null, trouble = null`
  await place.house.database.$client`update lanes set paused_until = null`
})
afterAll(async () => await place.close())

test('messages that were claimed while the answer of the database was lost are sent by the same holder, once', async () => {
  const channel = fakeChannel()
  await put('one')
  const sender = await senderOf(channel, losingAnswers('with settled as', 1, true))
  await expect(sender.runOnce()).rejects.toThrow('connection closed')
  expect(texts(channel)).toEqual([])
  await sender.runOnce()
  await sender.stop()
  expect(texts(channel)).toEqual(['one'])
  expect(await history()).toEqual([['sent', false, 2]])
})

test('a platform that asks to wait while the database is away: the message goes later, by the same holder', async () => {
  const channel = fakeChannel()
  channel.answers.push({ kind: 'retry', afterMs: 1_000, why: 'flood', scope: 'lane' })
  await put('one')
  const sender = await senderOf(channel, losingAnswers('update lanes set paused_until', 1, false))
  await sender.runOnce()
  place.house.clock.advance(1_000)
  await sender.runOnce()
  await sender.stop()
  expect(texts(channel)).toEqual(['one', 'one'])
  expect(await history()).toEqual([['sent', false, 2]])
})

test('a late outcome of the former holder does not put back what the next holder is sending', async () => {
  const [former, next] = [fakeChannel(), fakeChannel()]
  const [formerAnswer, nextAnswer] = [Promise.withResolvers<SendOutcome>(), Promise.withResolvers<SendOutcome>()]
  const [formerSends, nextSends] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  former.answers.push(async () => {
    formerSends.resolve()
    return await formerAnswer.promise
  })
  next.answers.push(async () => {
    nextSends.resolve()
    return await nextAnswer.promise
  })
  await put('one')
  const slow = await senderOf(former)
  const slowRun = slow.runOnce()
  await formerSends.promise
  const quick = await senderOf(next)
  const quickRun = quick.runOnce()
  await nextSends.promise
  formerAnswer.resolve({ kind: 'retry', afterMs: 0, why: 'stopped', scope: 'message' })
  await slowRun
  place.house.clock.advance(2_000)
  expect(await place.house.database.$client`select 1 from outbox where state = 'attempting'`).toHaveLength(1)
  nextAnswer.resolve({ kind: 'sent', messageId: 'm' })
  await quickRun
  await slow.stop()
  await quick.stop()
  expect([...texts(former), ...texts(next)]).toEqual(['one', 'one'])
  expect((await history()).map(([outcome, uncertain]) => [outcome, uncertain])).toEqual([['sent', true]])
})

test('outcomes that the database does not take at once are noted before a sender ends, so that nothing is sent twice', async () => {
  const channel = fakeChannel()
  await put('one')
  const sender = await senderOf(channel, losingAnswers('with settled as', 3, false, 1))
  await expect(sender.runOnce()).rejects.toThrow('connection closed')
  await sender.stop()
  expect(await history()).toEqual([['sent', false, 1]])
  const next = await senderOf(channel)
  await next.runOnce()
  await next.stop()
  expect(texts(channel)).toEqual(['one'])
})

test('a sender that ends puts back what it has claimed without knowing, so that it is not taken for one in doubt', async () => {
  const channel = fakeChannel()
  await put('one')
  const sender = await senderOf(channel, losingAnswers('with settled as', 1, true))
  await expect(sender.runOnce()).rejects.toThrow('connection closed')
  await sender.stop()
  const next = await senderOf(channel)
  await next.runOnce()
  await next.stop()
  expect(texts(channel)).toEqual(['one'])
  expect(await history()).toEqual([['sent', false, 2]])
})
