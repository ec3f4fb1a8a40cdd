import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { durations } from './emulator-clock.ts'
import { receiveWebhooks } from './receive-webhooks.ts'
import { setUp } from './set-up.ts'
import { startZaloEmulator } from './start-zalo-emulator.ts'
import { signEvent } from './webhook-signature.ts'

type Vector = {
  id: string
  app_id: string
  oa_secret_key: string
  timestamp: string
  raw_body: string
  headers: Record<string, string>
}
const vectors = JSON.parse(readFileSync(new URL('../../vectors/zalo-webhooks.json', import.meta.url), 'utf8')) as {
  app: { app_secret_distinct_from_oa_key: string }
  samples: Vector[]
  negative: Vector[]
}

/** The formula of the documentation, written a second time and differently. */
const macOf = (appId: string, body: Buffer, timestamp: string, secret: string): string => {
  const bytes = Buffer.concat([Buffer.from(appId), body, Buffer.from(timestamp), Buffer.from(secret)])
  return `mac=${createHash('sha256').update(bytes).digest('hex')}`
}
const macOfVector = (vector: Vector): string =>
  macOf(vector.app_id, Buffer.from(vector.raw_body), vector.timestamp, vector.oa_secret_key)

describe('signature', () => {
  it.each(vectors.samples)('vector $id has the mac that both implementations compute', (vector) => {
    expect(macOfVector(vector)).toBe(vector.headers['X-ZEvent-Signature'])
    const mac = signEvent({
      appId: vector.app_id,
      body: Buffer.from(vector.raw_body),
      timestamp: vector.timestamp,
      secret: vector.oa_secret_key,
    })
    expect(`mac=${mac}`).toBe(vector.headers['X-ZEvent-Signature'])
  })

  it.each(vectors.negative)('negative vector $id fits neither', (vector) => {
    expect(macOfVector(vector)).not.toBe(vector.headers['X-ZEvent-Signature'])
  })

  it('the vector signed with the application secret shows that the two keys differ', () => {
    const vector = vectors.negative.find(({ id }) => id === 'app-secret-used')
    expect(macOfVector({ ...vector!, oa_secret_key: vectors.app.app_secret_distinct_from_oa_key })).toBe(
      vector?.headers['X-ZEvent-Signature'],
    )
  })

  it.each([{}, { escapeSlashes: true, numericIds: true, numericTimestamp: true }, { omitOptionalFields: true }])(
    'every event is signed over the exact bytes sent with %o',
    async (switches) => {
      const { emulator, hook, account } = await setUp({ switches })
      const user = emulator.addUser(account.oaId)
      await user.follow()
      await user.sendText('Đường ngập 🌧️\n"chợ" hẻm 12/3')
      await user.sendImage()
      expect(hook.received).toHaveLength(3)
      for (const { headers, body } of hook.received) {
        const timestamp = /"timestamp":"?(\d+)/.exec(body.toString())?.[1] ?? ''
        expect(headers['x-zevent-signature']).toBe(macOf(emulator.app.appId, body, timestamp, emulator.app.oaSecretKey))
      }
    },
  )

  it.each([
    ['mac = ', /^mac = [0-9a-f]{64}$/],
    ['bare', /^[0-9a-f]{64}$/],
  ] as const)('can be spelt %s', async (signatureSpelling, shape) => {
    const { emulator, hook, account } = await setUp({ switches: { signatureSpelling } })
    await emulator.addUser(account.oaId).follow()
    expect(hook.received[0]?.headers['x-zevent-signature']).toMatch(shape)
  })
})

describe('body switches', () => {
  it('numericIds writes ids as numbers without losing digits, and leaves texts alone', async () => {
    const { emulator, hook, account } = await setUp({ switches: { numericIds: true } })
    const user = emulator.addUser(account.oaId, { id: '9000000000000000719' })
    await user.sendText('"id":"9000000000000000719"')
    const raw = hook.received[0]?.body.toString() ?? ''
    expect(raw).toContain('"sender":{"id":9000000000000000719}')
    expect(hook.received[0]?.event['message']).toMatchObject({ text: '"id":"9000000000000000719"' })
  })

  it('escapeSlashes writes \\/ in links', async () => {
    const { emulator, hook, account } = await setUp({ switches: { escapeSlashes: true } })
    await emulator.addUser(account.oaId).sendFile()
    expect(hook.received[0]?.body.toString()).toContain('http:\\/\\/127.0.0.1')
  })

  it('omitOptionalFields leaves out what only some sources show', async () => {
    const { emulator, hook, account } = await setUp({ switches: { omitOptionalFields: true } })
    await emulator.addUser(account.oaId).follow()
    expect(hook.received[0]?.event).not.toHaveProperty('user_id_by_app')
    expect(hook.received[0]?.event).not.toHaveProperty('source')
  })

  it('text arrives byte for byte, decomposed letters included', async () => {
    const { emulator, hook, account } = await setUp()
    const nfd = 'Góp ý'.normalize('NFD')
    await emulator.addUser(account.oaId).sendText(nfd)
    expect(hook.received[0]?.event['message']).toMatchObject({ text: nfd })
    expect(nfd).not.toBe(nfd.normalize('NFC'))
  })
})

describe('retries', () => {
  const { second, minute, hour } = durations

  it('come after 30 s, 5, 15, 30 min and 1 h with num_retry and the same bytes; then the app is unsubscribed', async () => {
    const { emulator, hook, account, clock } = await setUp()
    hook.mode = 'reset'
    const user = emulator.addUser(account.oaId)
    await user.sendText('còn đó không?')
    expect(hook.received).toHaveLength(1)
    for (const [index, delay] of [30 * second, 5 * minute, 15 * minute, 30 * minute, hour].entries()) {
      await emulator.advance(delay - 1)
      expect(hook.received).toHaveLength(index + 1)
      expect(emulator.webhook.subscribed).toBe(true)
      await emulator.advance(1)
      expect(hook.received).toHaveLength(index + 2)
      expect(hook.received.at(-1)?.headers['num_retry']).toBe(String(index + 1))
      expect(hook.received.at(-1)?.body.equals(hook.received[0]!.body)).toBe(true)
    }
    expect(emulator.webhook.subscribed).toBe(false)
    hook.mode = 200
    expect((await user.sendText('nữa')).delivery.state).toBe('unsubscribed')
    emulator.resubscribe()
    expect((await user.sendText('lại')).delivery.state).toBe('delivered')
    expect(clock.now().getTime()).toBeGreaterThan(0)
  })

  it('advance() makes several retries in one go, at their own moments', async () => {
    const { emulator, hook, account } = await setUp()
    hook.mode = 'reset'
    const { delivery } = await emulator.addUser(account.oaId).sendText('a')
    await emulator.advance(6 * minute)
    const [first, ...later] = delivery.attempts.map(({ at }) => at)
    expect(later.map((at) => at - (first ?? 0))).toEqual([30 * second, 5 * minute + 30 * second])
  })

  it('counted from the event, the last comes an hour after it', async () => {
    const { emulator, hook, account } = await setUp({ switches: { retryCountedFrom: 'event' } })
    hook.mode = 'reset'
    const { delivery } = await emulator.addUser(account.oaId).sendText('a')
    await emulator.advance(hour)
    expect(delivery.attempts).toHaveLength(6)
    expect(delivery.state).toBe('failed')
  })

  it('a status other than 200 is not retried by default, but a notice goes to the admin', async () => {
    const { emulator, hook, account } = await setUp()
    hook.mode = 503
    const { delivery } = await emulator.addUser(account.oaId).sendText('a')
    await emulator.advance(2 * hour)
    expect(delivery).toMatchObject({ state: 'failed', attempts: [{ result: 'status', status: 503 }] })
    expect(emulator.webhook).toMatchObject({ subscribed: true, notices: ['user_send_text: status 503'] })
  })

  it('with retryOn non200 it is, until the answer is 200', async () => {
    const { emulator, hook, account } = await setUp({ switches: { retryOn: 'non200' } })
    hook.mode = 201
    const { delivery } = await emulator.addUser(account.oaId).sendText('a')
    hook.mode = 200
    await emulator.advance(30 * second)
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{ status: 201 }, { status: 200, numRetry: 1 }] })
  })

  it('a webhook that is too slow is given up', async () => {
    const { emulator, hook, account } = await setUp({ switches: { webhookTimeoutMs: 30 } })
    hook.mode = 'silence'
    const { delivery } = await emulator.addUser(account.oaId).sendText('a')
    expect(delivery.attempts).toMatchObject([{ result: 'timeout' }])
  })

  it('wait for the moved clock when events are delayed', async () => {
    const { emulator, account, hook } = await setUp({ switches: { delayMs: { min: 1000, max: 5000 } } })
    await emulator.addUser(account.oaId).sendText('a')
    await emulator.advance(999)
    expect(hook.received).toHaveLength(0)
    await emulator.advance(4001)
    expect(hook.received).toHaveLength(1)
  })

  it('run by themselves with real timers', async () => {
    const hook = await receiveWebhooks()
    const emulator = await startZaloEmulator({
      webhookUrl: hook.url,
      switches: { delayMs: { min: 1, max: 5 } },
    })
    const { delivery } = await emulator.addUser(emulator.addAccount().oaId).sendText('a')
    expect(delivery.state).toBe('waiting')
    await emulator.waitForDelivery(({ state }) => state === 'delivered')
    expect(hook.names()).toEqual(['user_send_text'])
    await emulator.close()
    await hook.close()
  })
})

describe('nuisances of the network', () => {
  it('duplicates repeat the same bytes and signature', async () => {
    const { emulator, hook, account } = await setUp({ switches: { duplicates: 1 } })
    await emulator.addUser(account.oaId).sendText('a')
    expect(hook.received).toHaveLength(2)
    expect(hook.received[1]?.body.equals(hook.received[0]!.body)).toBe(true)
    expect(emulator.deliveries[1]?.duplicateOf).toBe(1)
  })

  it('reordering holds an event until the next one went by', async () => {
    const { emulator, hook, account } = await setUp({ switches: { reordering: 1 } })
    const user = emulator.addUser(account.oaId)
    await user.sendText('một')
    emulator.switches.reordering = 0
    await user.sendText('hai')
    expect(hook.received.map(({ event }) => (event['message'] as { text: string }).text)).toEqual(['hai', 'một'])
  })

  it('settle() releases what is still held back', async () => {
    const { emulator, hook, account } = await setUp({ switches: { reordering: 1 } })
    await emulator.addUser(account.oaId).sendText('một')
    expect(hook.received).toHaveLength(0)
    await emulator.settle()
    expect(hook.received).toHaveLength(1)
  })

  it('the same seed gives the same ids and the same chance', async () => {
    const runs = await Promise.all([1, 2].map(() => setUp({ switches: { duplicates: 0.5 } })))
    const outcomes = await Promise.all(
      runs.map(async ({ emulator, account, hook }) => {
        const user = emulator.addUser(account.oaId)
        for (let count = 0; count < 20; count += 1) await user.sendText(String(count))
        return { id: user.id, names: hook.received.map(({ event }) => event['message']) }
      }),
    )
    expect(outcomes[0]).toEqual(outcomes[1])
    expect(outcomes[0]?.names.length).toBeGreaterThan(20)
    expect(outcomes[0]?.names.length).toBeLessThan(40)
  })
})

describe('registration check', () => {
  it('is an unsigned sample', async () => {
    const { emulator, hook } = await setUp()
    expect(await emulator.checkRegistration()).toBe(200)
    expect(hook.received[0]?.headers).not.toHaveProperty('x-zevent-signature')
    expect(hook.received[0]?.event).toMatchObject({
      sender: { id: '1111111111111111111' },
      recipient: { id: '2222222222222222222' },
      message: { text: 'This is testing message', msg_id: 'This is message id' },
    })
  })

  it('can be signed, and reports the status that it got', async () => {
    const { emulator, hook } = await setUp({ switches: { registrationCheck: 'placeholder' } })
    hook.mode = 401
    expect(await emulator.checkRegistration()).toBe(401)
    expect(hook.received[0]?.headers['x-zevent-signature']).toMatch(/^mac=/)
  })
})
