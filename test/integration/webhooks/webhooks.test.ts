import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWebhookPost } from '../../../src/app/post-webhook.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { isAppError } from '../../../src/kernel/errors.ts'
import {
  addEndpoint,
  deliveriesOf,
  dropOldDeliveries,
  findEndpoint,
  removeEndpoint,
  renewSecret,
  replayDelivery,
  sendTestEvent,
  sendWebhooks,
  switchEndpoint,
  tellPrograms,
} from '../../../src/webhooks/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { openWard, otherWard, ward } from '../broadcasts/ward.ts'

type Ward = Awaited<ReturnType<typeof openWard>>
type Heard = { readonly headers: Record<string, string>; readonly body: string }

let stage: Ward
let admin: OfficerActor
let receiver: Server
let url: string
let heard: Heard[]
let answer: (count: number) => number
let out: ReturnType<typeof createWebhookPost>
const job = systemActor('test')

beforeEach(async () => {
  stage = await openWard()
  admin = await stage.officer(['admin'], 'vn')
  heard = []
  answer = () => 204
  receiver = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      heard.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(pieces).toString('utf8') })
      const status = answer(heard.length)
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('thân trả lời')
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/nhan`
  out = createWebhookPost(undefined)
})
afterEach(async () => {
  await out.close()
  receiver.closeAllConnections()
  await new Promise((resolve) => receiver.close(resolve))
  await stage.close()
})

const add = async (changes: object = {}) =>
  await stage.as(
    admin,
    async (scope) => await addEndpoint(scope, { unitId: '01', url, events: ['handover.sent'], ...changes }),
  )
const happens = async (unitPath: readonly string[] = ['vn', '01', ward]): Promise<void> =>
  await stage.as(
    job,
    async (scope) =>
      await tellPrograms(scope, { event: 'handover.sent', unitPath, data: { handoverId: 'h', items: 2 } }),
  )
const send = async (): Promise<number> => await sendWebhooks(stage.house, out.post)
const later = (ms: number): void => stage.house.clock.advance(ms)

/** As a program of others checks it, with nothing of ours. */
const isGenuine = (secret: string, { headers, body }: Heard): boolean => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const wanted = Buffer.from(createHmac('sha256', key).update(signed).digest('base64'))
  const given = Buffer.from(String(headers['webhook-signature']).replace('v1,', ''))
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

test('an event reaches the program signed, once, and only what it asked for of its own units', async () => {
  const { id, secret } = await add()
  const other = await add({ unitId: otherWard })
  const another = await add({ events: ['answer.published'] })
  await happens()
  expect(await send()).toBe(1)
  expect(await send()).toBe(0)
  const [message] = heard
  expect(message && isGenuine(secret, message)).toBe(true)
  expect(message && isGenuine(other.secret, message)).toBe(false)
  expect(JSON.parse(message?.body ?? '')).toEqual({
    type: 'handover.sent',
    timestamp: stage.house.clock.now().toISOString(),
    data: { unitId: ward, handoverId: 'h', items: 2 },
  })
  expect(await deliveriesOf(stage.house.database, id, 9)).toMatchObject([{ attempts: 1, status: 204 }])
  expect(await deliveriesOf(stage.house.database, another.id, 9)).toEqual([])
  const [kept] = await stage.sql`select secret from webhook_endpoints where id = ${id}`
  expect(Buffer.from(kept?.['secret'] as Buffer).includes(Buffer.from(secret.replace('whsec_', ''), 'base64'))).toBe(
    false,
  )
})

test('what was not taken comes again with the same id, later and later, and is given up after three days', async () => {
  const { id } = await add()
  answer = () => 500
  await happens()
  const start = stage.house.clock.now().getTime()
  for (let round = 0; round < 40; round += 1) {
    await send()
    const [one] = await deliveriesOf(stage.house.database, id, 1)
    if (!one || one.givenUpAt) break
    later(one.dueAt.getTime() - stage.house.clock.now().getTime())
  }
  const [given] = await deliveriesOf(stage.house.database, id, 1)
  expect(given).toMatchObject({ attempts: 10, status: 500, deliveredAt: null })
  const days = (Number(given?.givenUpAt) - start) / 86_400_000
  expect([days > 3, days < 3.2]).toEqual([true, true])
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  // The time of an attempt is its own, so that an old message cannot be sent again by somebody else.
  expect(new Set(heard.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10)
  expect((await findEndpoint(stage.house.database, id))?.failingSince).not.toBeNull()
  answer = () => 200
  await stage.as(admin, async (scope) => await replayDelivery(scope, { id, deliveryId: given?.id ?? '' }))
  await send()
  expect(await deliveriesOf(stage.house.database, id, 1)).toMatchObject([{ id: given?.id, status: 200, attempts: 1 }])
  expect((await findEndpoint(stage.house.database, id))?.failingSince).toBeNull()
})

test('who takes nothing for five days, or says that they are gone, is switched off; what waits goes once they are on again', async () => {
  const { id } = await add()
  answer = () => 503
  await happens()
  await send()
  later(5 * 86_400_000)
  await happens()
  await send()
  expect(await findEndpoint(stage.house.database, id)).toMatchObject({ isOn: false, offBecause: 'failing' })
  later(86_400_000)
  const before = heard.length
  expect(await send()).toBe(0)
  answer = () => 200
  await stage.as(admin, async (scope) => await switchEndpoint(scope, { id, isOn: true }))
  expect(await send()).toBe(2)
  expect(heard.length).toBe(before + 2)
  answer = () => 410
  await stage.as(admin, async (scope) => await sendTestEvent(scope, { id }))
  await send()
  expect(await findEndpoint(stage.house.database, id)).toMatchObject({ isOn: false, offBecause: 'gone' })
})

test('a redirect is not followed, a dead address is no exception, and a process that dies leaves it for two minutes only', async () => {
  const { id } = await add()
  const dead = await add({ url: 'http://127.0.0.1:9/nhan' })
  answer = () => 302
  await happens()
  await send()
  expect(heard).toHaveLength(1)
  expect(await deliveriesOf(stage.house.database, id, 1)).toMatchObject([{ status: 302, deliveredAt: null }])
  expect(await deliveriesOf(stage.house.database, dead.id, 1)).toMatchObject([{ status: 0, deliveredAt: null }])
  later(10_000)
  const died = sendWebhooks(stage.house, async () => await Promise.reject(new Error('kill -9')))
  await expect(died).rejects.toThrow('kill -9')
  expect(await send()).toBe(0)
  later(121_000)
  answer = () => 200
  expect(await send()).toBe(2)
})

test('an address that is none, no event, a stranger and the twenty-first are refused; a renewed secret ends the former', async () => {
  const refusal = async (changes: object, actor: OfficerActor = admin): Promise<string> =>
    await stage
      .as(
        actor,
        async (scope) => await addEndpoint(scope, { unitId: '01', url, events: ['handover.sent'], ...changes }),
      )
      .then(
        () => 'done',
        (error: unknown) => (isAppError(error) ? (error.phrase ?? error.code) : String(error)),
      )
  for (const bad of [
    '',
    'nhan',
    'ftp://x.vn/a',
    'http://example.vn/a',
    'https://a:b@example.vn/',
    'https://example.vn/#x',
  ]) {
    expect([bad, await refusal({ url: bad })]).toEqual([bad, 'webhooks:wrong.url'])
  }
  expect(await refusal({ events: ['mọi thứ'] })).toBe('webhooks:wrong.events')
  expect(await refusal({ unitId: '99' })).toBe('webhooks:wrong.unit')
  expect(await refusal({}, await stage.officer(['front_officer']))).toBe('errors:forbidden')
  const { id, secret } = await add()
  const renewed = await stage.as(admin, async (scope) => await renewSecret(scope, { id }))
  await happens()
  await send()
  expect(heard.map((one) => [isGenuine(secret, one), isGenuine(renewed, one)])).toEqual([[false, true]])
  for (let count = 1; count < 20; count += 1) await add()
  expect(await refusal({})).toBe('webhooks:wrong.tooMany')
  later(31 * 86_400_000)
  await stage.as(job, dropOldDeliveries)
  expect(await deliveriesOf(stage.house.database, id, 9)).toEqual([])
  await stage.as(admin, async (scope) => await removeEndpoint(scope, { id }))
  expect(await findEndpoint(stage.house.database, id)).toBeUndefined()
})
