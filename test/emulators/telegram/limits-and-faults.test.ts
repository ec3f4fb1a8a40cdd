import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bucketShape, freeTier } from './limits.ts'
import { startWithBot, token } from './support/api.ts'
import { request } from 'undici'

let setup: Awaited<ReturnType<typeof startWithBot>>
beforeEach(async () => {
  setup = await startWithBot({ anyChat: (id) => (id > 0 ? 'open' : 'unknown') })
})
afterEach(() => setup.emulator.close())

let next = 6_000_000_000
const send = (params: Record<string, unknown> = {}) =>
  setup.api('sendMessage', { chat_id: next++, text: 'a', ...params })
const statuses = async (count: number, params?: Record<string, unknown>) => {
  const found: number[] = []
  for (let index = 0; index < count; index += 1) found.push((await send(params)).status)
  return found
}

describe('the bucket of a bot', () => {
  it('holds the burst, then refuses with whole seconds in body and header', async () => {
    setup.emulator.setLimits({ bot: { ratePerSecond: 30, burst: 3 } })
    expect(await statuses(3)).toEqual([200, 200, 200])
    const { status, headers, body } = await send()
    expect(status).toBe(429)
    expect(headers['retry-after']).toBe('1')
    expect(body).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    })
    expect(setup.emulator.counters).toMatchObject({ refusals429: 1, requestsDuringLock: 0, messages: 3 })
  })

  it('is locked for that time: everything is refused and counted', async () => {
    setup.emulator.setLimits({ bot: { ratePerSecond: 30, burst: 1 }, lockMs: 2500 })
    expect(await statuses(2)).toEqual([200, 429])
    setup.clock.advance(1600)
    expect((await send()).body.parameters.retry_after).toBe(1)
    expect((await setup.api('getMe')).status).toBe(429)
    expect(setup.emulator.counters).toMatchObject({ refusals429: 3, requestsDuringLock: 2 })
    setup.clock.advance(900)
    expect((await send()).status).toBe(200)
  })

  it('lets an even pace at its rate through for ever, in the tight shape too', async () => {
    setup.emulator.setLimits({ bot: bucketShape(20, 'tight') })
    for (let index = 0; index < 100; index += 1) {
      expect((await send()).status).toBe(200)
      setup.clock.advance(50)
    }
    expect(setup.emulator.counters.refusals429).toBe(0)
    expect(Math.max(...setup.emulator.counters.bySecond.values())).toBe(20)
  })

  it('saves no more than the burst while nothing is sent', async () => {
    setup.emulator.setLimits({ bot: { ratePerSecond: 30, burst: 3 } })
    await send()
    setup.clock.advance(60_000)
    expect(await statuses(4)).toEqual([200, 200, 200, 429])
  })

  it('has two shapes', () => {
    expect(bucketShape(300, 'tight')).toEqual({ ratePerSecond: 300, burst: 30 })
    expect(bucketShape(1000, 'tight', 'paid')).toEqual({ ratePerSecond: 1000, burst: 50 })
    expect(bucketShape(300, 'loose')).toEqual({ ratePerSecond: 300, burst: 300 })
  })

  it('is another one for paid messages, if the bot has them', async () => {
    const limits = { bot: { ratePerSecond: 1, burst: 1 }, paid: { ratePerSecond: 1000, burst: 5 } }
    setup.emulator.setLimits(limits)
    expect(await statuses(2, { allow_paid_broadcast: true })).toEqual([200, 429])
    setup.emulator.setLimits(limits)
    setup.bot.paidBroadcast = true
    expect(await statuses(3, { allow_paid_broadcast: true })).toEqual([200, 200, 200])
    expect(setup.emulator.counters.paidMessages).toBe(3)
  })

  it('is not touched by calls that send nothing', async () => {
    setup.emulator.setLimits({ bot: { ratePerSecond: 1, burst: 1 } })
    for (let index = 0; index < 5; index += 1) expect((await setup.api('getMe')).status).toBe(200)
    expect((await send()).status).toBe(200)
  })
})

describe('the limits of a chat', () => {
  it('are one message a second, refused for this chat only', async () => {
    setup.emulator.setLimits(freeTier('tight'))
    const chat = { chat_id: 7_000_000_000 }
    expect(await statuses(2, chat)).toEqual([200, 429])
    expect((await send()).status).toBe(200)
    setup.clock.advance(1000)
    expect((await send(chat)).status).toBe(200)
  })

  it('are 20 a minute in a group', async () => {
    setup.emulator.setLimits({ groupPerMinute: 20 })
    const group = { chat_id: setup.emulator.addGroup(setup.bot, { title: 'Tổ 5' }).id() }
    expect(new Set(await statuses(20, group))).toEqual(new Set([200]))
    expect((await send(group)).body.parameters).toEqual({ retry_after: 60 })
    setup.clock.advance(60_000)
    expect((await send(group)).status).toBe(200)
  })
})

describe('faults', () => {
  const raw = (signal?: AbortSignal) =>
    request(`${setup.emulator.url}/bot${token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: 8_000_000_000, text: 'a' }),
      ...(signal === undefined ? {} : { signal }),
    })

  it('strike so many matching calls and no other', async () => {
    const fault = setup.emulator.fault({ match: 'sendMessage', times: 2, kind: 'internal500' })
    expect((await setup.api('getMe')).status).toBe(200)
    expect(await statuses(3)).toEqual([500, 500, 200])
    expect(fault).toMatchObject({ hits: 2, left: 0 })
    setup.emulator.fault({ match: ({ params }) => params['text'] === 'b', kind: 'internal500' })
    expect([(await send()).status, (await send({ text: 'b' })).status]).toEqual([200, 500])
    expect(setup.emulator.counters.messages).toBe(2)
  })

  it('can be a proxy’s HTML page', async () => {
    setup.emulator.fault({ kind: 'html502' })
    const { statusCode, headers, body } = await raw()
    expect([statusCode, headers['content-type']]).toEqual([502, 'text/html'])
    expect(await body.text()).toContain('502 Bad Gateway')
    expect(setup.emulator.counters.messages).toBe(0)
  })

  it('can break the connection before or after the message was accepted', async () => {
    setup.emulator.fault({ kind: 'resetBeforeAccept' })
    await expect(raw()).rejects.toThrow()
    expect(setup.emulator.counters.messages).toBe(0)
    setup.emulator.fault({ kind: 'resetAfterAccept' })
    await expect(raw()).rejects.toThrow()
    expect(setup.emulator.counters.messages).toBe(1)
    expect(setup.emulator.calls.map(({ status }) => status)).toEqual(['reset', 'reset'])
  })

  it('can deliver a message and never answer', async () => {
    setup.emulator.fault({ kind: 'timeoutAfterAccept' })
    const abort = new AbortController()
    const lost = raw(abort.signal)
    while (setup.emulator.counters.messages === 0) await new Promise((resolve) => setImmediate(resolve))
    abort.abort()
    await expect(lost).rejects.toThrow()
    expect(setup.emulator.calls.at(-1)?.status).toBe('no answer')
  })

  it('can answer late, by the emulator’s clock', async () => {
    setup.emulator.fault({ kind: 'slow', ms: 9000 })
    const late = raw()
    while (setup.emulator.counters.messages === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(setup.emulator.calls.at(-1)?.status).toBe('waiting')
    setup.clock.advance(9000)
    await setup.emulator.runDue()
    const { statusCode, body } = await late
    await body.dump()
    expect(statusCode).toBe(200)
  })

  it('can be a flood wait of hours, during which everything is refused', async () => {
    setup.emulator.fault({ kind: 'tooManyRequests', retryAfter: 7200 })
    expect((await send()).body.parameters).toEqual({ retry_after: 7200 })
    setup.clock.advance(7_199_000)
    expect((await send()).body.parameters).toEqual({ retry_after: 1 })
    expect(setup.emulator.counters).toMatchObject({ refusals429: 2, requestsDuringLock: 1 })
    setup.clock.advance(1000)
    expect((await send()).status).toBe(200)
  })
})
