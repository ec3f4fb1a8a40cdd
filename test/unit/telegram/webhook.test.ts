import Fastify from 'fastify'
import { expect, it, onTestFinished } from 'vitest'
import { createWebhook } from '../../../bots/telegram/webhook.ts'
import type { RawUpdate } from '../../../src/channels/port.ts'
import { mountWebhooks } from '../../../src/http/webhooks.ts'
import { manualClock } from '../../../src/kernel/clock.ts'
import { silentLog } from '../../../src/kernel/log.ts'
import { accountId, directoryOf, secret } from './telegram-stage.ts'

const clock = manualClock(new Date('2026-11-22T03:04:05Z'))
const id = 5_000_000_001
const update = (text: string) => ({
  update_id: 4_400_000_000,
  message: {
    message_id: 1,
    date: 1_795_000_000,
    chat: { id, type: 'private' },
    from: { id, is_bot: false, first_name: 'Lan' },
    text,
  },
})

const accept = (
  header: string | readonly string[] | undefined,
  body: string,
  account = 'default',
  accounts = directoryOf(),
) =>
  createWebhook(accounts, clock).accept({
    headers: header === undefined ? {} : { 'x-telegram-bot-api-secret-token': header },
    params: { account },
    body: Buffer.from(body),
  })

it('takes an update with the right secret, byte for byte', () => {
  const body = `  ${JSON.stringify(update('Chào'))}\n`
  expect(accept(secret, body)).toEqual({
    status: 200,
    updates: [
      {
        accountId,
        key: '4400000000',
        conversation: '5000000001',
        at: new Date(1_795_000_000_000),
        seq: 4_400_000_000,
        raw: Buffer.from(body),
      },
    ],
  })
})

it.each([
  ['no secret', undefined],
  ['an empty one', ''],
  ['a shorter one', secret.slice(1)],
  ['a longer one', `${secret}0`],
  ['two', [secret, secret]],
])('refuses and alarms before it believes the body: %s', (_, header) => {
  expect(accept(header, 'không phải JSON')).toEqual({ status: 401, why: 'secret', alarm: true })
})

it('answers for an account that does not exist or is off as for a wrong secret', () => {
  const refusal = { status: 401, why: 'secret', alarm: true }
  const body = JSON.stringify(update('x'))
  expect(accept(secret, body, 'another')).toEqual(refusal)
  expect(accept(secret, body, '__proto__')).toEqual(refusal)
  expect(accept(secret, body, 'default', directoryOf({ state: 'disabled' }))).toEqual(refusal)
})

it.each([undefined, ''])('takes nothing for an account whose secret is missing, not even nothing (%j)', (header) => {
  const accounts = directoryOf({ credentials: { botToken: '1:x' } })
  expect(accept(header, JSON.stringify(update('x')), 'default', accounts)).toMatchObject({ status: 401 })
  const empty = directoryOf({ credentials: { botToken: '1:x', webhookSecret: '' } })
  expect(accept(header, JSON.stringify(update('x')), 'default', empty)).toMatchObject({ status: 401 })
})

it.each(['', '{', '[]', 'null', '"x"', '{"message":{}}', '{"update_id":"7"}', '{"update_id":1e99}'])(
  'refuses what is no update: %j',
  (body) => {
    expect(accept(secret, body)).toMatchObject({ status: 400 })
  },
)

it('takes a body just below 1 MiB through the host, and nothing of one above it', async () => {
  const stored: RawUpdate[] = []
  const app = Fastify({ bodyLimit: 1024 * 1024 })
  onTestFinished(() => app.close())
  await mountWebhooks(app, {
    channels: [{ platform: 'telegram', webhook: createWebhook(directoryOf(), clock) } as never],
    receiver: {
      receive: async (updates) => {
        stored.push(...updates)
      },
      replay: async () => 0,
      stop: async () => {},
    },
    log: silentLog,
  })
  const post = async (payload: string) =>
    await app.inject({
      method: 'POST',
      url: '/webhooks/telegram/default',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      payload,
    })
  const frame = JSON.stringify(update('')).length
  const filled = JSON.stringify(update('a'.repeat(1024 * 1024 - frame)))
  expect((await post(filled)).statusCode).toBe(200)
  expect(stored.map(({ raw }) => raw.length)).toEqual([1024 * 1024])
  expect((await post(`${filled} `)).statusCode).toBe(413)
  expect(stored).toHaveLength(1)
})
