import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createWebhook } from '../../bots/zalo/webhook.ts'
import { parseEvent } from '../../bots/zalo/parse-event.ts'
import type { ChannelAccount } from '../../src/channels/port.ts'
import type { Switches } from '../emulators/zalo/switches.ts'
import { directoryInMemory } from './account-in-memory.ts'
import { openZaloStage, requestOf, updatesOf } from './zalo-stage.ts'
import type { ZaloStageInput } from './zalo-stage.ts'

type Vector = {
  readonly id: string
  readonly app_id: string
  readonly oa_id: string
  readonly oa_secret_key: string
  readonly timestamp: string
  readonly raw_body: string
  readonly headers: Readonly<Record<string, string>>
  readonly expect: {
    readonly subject?: string | null
    readonly opens_window?: boolean | null
    readonly dedupe_key?: string
  }
}

const vectors = JSON.parse(readFileSync(new URL('../vectors/zalo-webhooks.json', import.meta.url), 'utf8')) as {
  readonly app: { app_id: string; oa_id: string; oa_secret_key: string; app_secret_distinct_from_oa_key: string }
  readonly samples: readonly Vector[]
  readonly negative: readonly Vector[]
}

const accountOf = (capabilities: ChannelAccount['capabilities'] = { webhookVerified: true }): ChannelAccount => ({
  id: `zalo:${vectors.app.oa_id}`,
  externalId: vectors.app.oa_id,
  state: 'active',
  capabilities,
  credentials: {
    appId: vectors.app.app_id,
    appSecret: vectors.app.app_secret_distinct_from_oa_key,
    oaSecretKey: vectors.app.oa_secret_key,
  },
})

const request = ({ raw_body: body, headers }: Vector) => requestOf({ body, headers: { ...headers } })

const open = async (input: ZaloStageInput = {}) => {
  const stage = await openZaloStage(input)
  onTestFinished(stage.close)
  return stage
}

describe('the webhook of Zalo before the published vectors', () => {
  it.each(vectors.samples)('stores $id', (vector) => {
    const { webhook } = { webhook: createWebhook(directoryInMemory([accountOf()])) }
    const [update] = updatesOf(webhook.accept(request(vector)) as Awaited<ReturnType<typeof webhook.accept>>)
    expect(update).toMatchObject({
      accountId: `zalo:${vector.oa_id}`,
      key: vector.expect.dedupe_key,
      at: new Date(Number(vector.timestamp)),
      seq: 0,
    })
    if (vector.expect.subject) expect(update?.conversation).toBe(vector.expect.subject)
    expect(Buffer.from(update?.raw ?? []).toString()).toBe(vector.raw_body)
    const read = parseEvent(`zalo:${vector.oa_id}`, Buffer.from(vector.raw_body))
    expect(read.opensWindow).toBe(vector.expect.opens_window === true)
  })

  it.each(vectors.negative)('refuses $id and stores nothing', (vector) => {
    const webhook = createWebhook(directoryInMemory([accountOf()]))
    const verdict = webhook.accept(request(vector))
    expect(verdict).toMatchObject({
      status: expect.toSatisfy((status: number) => status === 401 || status === 400) as number,
    })
    expect(verdict).not.toHaveProperty('updates')
    const everything = JSON.stringify(verdict)
    expect(everything).not.toContain(vectors.app.oa_secret_key)
    expect(everything).not.toContain(vectors.app.app_secret_distinct_from_oa_key)
  })
})

describe("the check of Zalo's console", () => {
  it.each(['unsigned', 'placeholder'] as const)('is answered 200 and stored nowhere: %s', async (registrationCheck) => {
    const stage = await open({ switches: { registrationCheck } })
    const target = stage.webhook
    const body = JSON.stringify({
      app_id: stage.emulator.app.appId,
      sender: { id: '1111111111111111111' },
      recipient: { id: '2222222222222222222' },
      event_name: 'user_send_text',
      message: { text: 'This is testing message', msg_id: 'This is message id' },
      timestamp: '1795400000000',
    })
    const headers: Record<string, string> = registrationCheck === 'unsigned' ? {} : { 'X-ZEvent-Signature': 'mac=00' }
    expect(await target.accept(requestOf({ body, headers }))).toEqual({
      status: 200,
      updates: [],
      note: 'registration-check',
    })
  })

  it('may come unsigned in any form until the first signed event, and never after it', async () => {
    const stage = await open({ capabilities: { webhookVerified: false } })
    const { delivery } = await stage.person.sendText('chào')
    const unsigned = requestOf({ body: delivery.body, headers: {} })
    const empty = requestOf({ body: '', headers: {} })
    expect(await stage.webhook.accept(unsigned)).toMatchObject({ status: 200, updates: [] })
    expect(await stage.webhook.accept(empty)).toMatchObject({ status: 200, updates: [] })
    expect(updatesOf(await stage.accept(delivery))).toHaveLength(1)
    expect(stage.directory.learnt).toEqual([{ webhookVerified: true }])
    expect(await stage.webhook.accept(unsigned)).toEqual({ status: 401, why: 'unsigned', alarm: true })
    expect(await stage.webhook.accept(empty)).toMatchObject({ status: 401 })
  })

  it('does not let a wrong signature pass while the account is not yet verified', async () => {
    const stage = await open({ capabilities: { webhookVerified: false } })
    const { delivery } = await stage.person.sendText('chào')
    const forged = { ...delivery, headers: { 'X-ZEvent-Signature': `mac=${'0'.repeat(64)}` } }
    expect(await stage.webhook.accept(requestOf(forged))).toMatchObject({ status: 401, why: 'wrong-mac', alarm: true })
  })
})

describe('the webhook of Zalo', () => {
  it('says so when the app secret was entered in place of the OA Secret Key', async () => {
    const stage = await open()
    const { appId, appSecret, oaSecretKey } = stage.emulator.app
    const mixedUp = { appId, appSecret: oaSecretKey, oaSecretKey: appSecret }
    stage.directory.set(stage.account.id, { credentials: mixedUp })
    const { delivery } = await stage.person.sendText('chào')
    expect(await stage.accept(delivery)).toEqual({
      status: 401,
      why: 'signed-with-app-secret-instead-of-oa-secret-key',
      alarm: true,
    })
  })

  it('refuses events of accounts that it does not know', async () => {
    const stage = await open()
    const { oaId } = stage.emulator.addAccount()
    const stranger = stage.emulator.addUser(oaId)
    const { delivery } = await stranger.sendText('chào')
    expect(await stage.accept(delivery)).toEqual({ status: 401, why: 'unknown-account', alarm: true })
  })

  it('answers 400 to what is no JSON, signed or not', async () => {
    const stage = await open()
    const headers = { 'X-ZEvent-Signature': `mac=${'0'.repeat(64)}` }
    expect(await stage.webhook.accept(requestOf({ body: '{"a":', headers }))).toMatchObject({ status: 400 })
    expect(await stage.webhook.accept(requestOf({ body: '{"a":', headers: {} }))).toMatchObject({ status: 400 })
  })

  it('stores nothing of an account that was switched off', async () => {
    const stage = await open()
    stage.directory.set(stage.account.id, { state: 'disabled' })
    const { delivery } = await stage.person.sendText('chào')
    expect(await stage.accept(delivery)).toEqual({ status: 200, updates: [], note: 'account-disabled' })
  })

  const spellings: readonly Partial<Switches>[] = [
    { signatureSpelling: 'mac = ' },
    { signatureSpelling: 'bare' },
    { escapeSlashes: true },
    { numericIds: true },
    { numericTimestamp: true },
    { omitOptionalFields: true },
  ]
  it.each(spellings)('accepts what Zalo may write as well: %o', async (switches) => {
    const stage = await open({ switches })
    const { delivery } = await stage.person.sendText('http://a.vn/b')
    const { update, read } = await stage.read(delivery)
    expect(update.conversation).toBe(stage.person.id)
    expect(read.content).toEqual({ kind: 'text', text: 'http://a.vn/b' })
  })

  it('keeps all digits of ids beyond 2^53 that were sent as numbers', async () => {
    const stage = await open({ switches: { numericIds: true } })
    const { delivery, messageId } = await stage.person.sendText('chào')
    expect(Number(stage.person.id)).toBeGreaterThan(Number.MAX_SAFE_INTEGER)
    expect(delivery.body).toContain(`:${stage.person.id}`)
    const { update } = await stage.read(delivery)
    expect(update).toMatchObject({ conversation: stage.person.id, key: messageId })
  })

  it('verifies a text in decomposed Unicode over its bytes and passes it on untouched', async () => {
    const stage = await open()
    const decomposed = 'Tôi có ý kiến về hè phố'.normalize('NFD')
    const { read } = await stage.read((await stage.person.sendText(decomposed)).delivery)
    expect(read.content).toEqual({ kind: 'text', text: decomposed })
  })

  it('gives the duplicates that Zalo sends one key', async () => {
    const stage = await open({ switches: { duplicates: 1 } })
    await stage.person.sendText('chào')
    const bodies = stage.emulator.deliveries.filter(({ eventName }) => eventName === 'user_send_text')
    expect(bodies).toHaveLength(2)
    const keys = await Promise.all(bodies.map(async (one) => updatesOf(await stage.accept(one))[0]?.key))
    expect(new Set(keys).size).toBe(1)
  })
})
