import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appSecretProofOf, sendConsultation, toError } from 'zalo-oa-sdk'
import type { ConsultationMessage, MessageEndpoint } from 'zalo-oa-sdk'
import { failed, json, sent, startZaloStub } from './zalo-stub.ts'
import type { Reply, ZaloStub } from './zalo-stub.ts'

const userId = '9000000000000000719'
const token = 'secret-access-token'
const text: ConsultationMessage = { kind: 'text', text: 'Xin chào ông/bà' }

let stub: ZaloStub
beforeEach(async () => {
  stub = await startZaloStub()
})
afterEach(() => stub.close())

const send = (message: ConsultationMessage = text, endpoint?: MessageEndpoint) =>
  sendConsultation(stub.client, token, { userId, message, ...(endpoint === undefined ? {} : { endpoint }) })
const paths = () => stub.received.map(({ path }) => path)
const V3 = '/v3.0/oa/message/cs'
const V2 = '/v2.0/oa/message'

describe('the message on the wire', () => {
  const template = (payload: object) => ({ attachment: { type: 'template', payload } })
  const media = (element: object) => template({ template_type: 'media', elements: [element] })

  it.each<[ConsultationMessage, object]>([
    [
      { kind: 'text', text: 'a\u0302', quoteMessageId: 'q' },
      { text: 'â', quote_message_id: 'q' },
    ],
    [
      { kind: 'image', image: { url: 'https://x/a.jpg' }, text: 't' },
      { text: 't', ...media({ media_type: 'image', url: 'https://x/a.jpg' }) },
    ],
    [{ kind: 'image', image: { attachmentId: 'i' } }, media({ media_type: 'image', attachment_id: 'i' })],
    [
      { kind: 'gif', attachmentId: 'g', width: 2, height: 3 },
      media({ media_type: 'gif', attachment_id: 'g', width: 2, height: 3 }),
    ],
    [{ kind: 'sticker', attachmentId: 's' }, media({ media_type: 'sticker', attachment_id: 's' })],
    [{ kind: 'file', token: 'f' }, { attachment: { type: 'file', payload: { token: 'f' } } }],
    [
      { kind: 'request-user-info', title: 'T', subtitle: 'S', imageUrl: 'https://x/i.png' },
      template({
        template_type: 'request_user_info',
        elements: [{ title: 'T', subtitle: 'S', image_url: 'https://x/i.png' }],
      }),
    ],
    [
      {
        kind: 'buttons',
        text: 'Chọn',
        buttons: [
          { type: 'oa.open.url', title: 'A', url: 'https://x' },
          { type: 'oa.query.hide', title: 'B', payload: '#b' },
          { type: 'oa.open.phone', title: 'C', phone: '84900000000' },
          { type: 'oa.open.sms', title: 'D', phone: '84900000000', content: 'x', imageIcon: 'i' },
        ],
      },
      {
        text: 'Chọn',
        ...template({
          buttons: [
            { title: 'A', type: 'oa.open.url', payload: { url: 'https://x' } },
            { title: 'B', type: 'oa.query.hide', payload: '#b' },
            { title: 'C', type: 'oa.open.phone', payload: { phone_code: '84900000000' } },
            { title: 'D', type: 'oa.open.sms', payload: { content: 'x', phone_code: '84900000000' }, image_icon: 'i' },
          ],
        }),
      },
    ],
    [
      {
        kind: 'list',
        elements: [{ title: 'E', subtitle: 's', defaultAction: { type: 'oa.open.url', url: 'https://x' } }],
        buttons: [{ type: 'oa.query.show', title: 'B', payload: '#b' }],
      },
      template({
        template_type: 'list',
        elements: [{ title: 'E', subtitle: 's', default_action: { type: 'oa.open.url', url: 'https://x' } }],
        buttons: [{ title: 'B', type: 'oa.query.show', payload: '#b' }],
      }),
    ],
  ])('writes %j as documented', async (message, expected) => {
    expect(await send(message)).toMatchObject({ ok: true, workedOn: 'v3' })
    const [asked] = stub.received
    expect(JSON.parse(asked?.body ?? '')).toEqual({ recipient: { user_id: userId }, message: expected })
    expect(asked).toMatchObject({ method: 'POST', path: V3 })
    expect(asked?.headers).toMatchObject({ access_token: token, 'content-type': 'application/json' })
    expect(asked?.headers['authorization']).toBeUndefined()
  })

  it.each<[string, ConsultationMessage]>([
    ['a text of 2001 characters', { kind: 'text', text: 'ă'.repeat(2001) }],
    ['a caption of 2001 characters', { kind: 'image', image: { url: 'u' }, text: 'x'.repeat(2001) }],
    ['an empty text', { kind: 'text', text: ' \n' }],
    [
      'six buttons',
      {
        kind: 'buttons',
        text: 't',
        buttons: Array.from({ length: 6 }, () => ({ type: 'oa.open.url', title: 'a', url: 'u' })),
      },
    ],
    ['no button', { kind: 'buttons', text: 't', buttons: [] }],
    [
      'a long title',
      { kind: 'buttons', text: 't', buttons: [{ type: 'oa.open.url', title: 'a'.repeat(101), url: 'u' }] },
    ],
    [
      'a long payload',
      { kind: 'buttons', text: 't', buttons: [{ type: 'oa.query.hide', title: 'a', payload: 'p'.repeat(1001) }] },
    ],
    ['six list elements', { kind: 'list', elements: Array.from({ length: 6 }, () => ({ title: 'a' })) }],
    ['a long request title', { kind: 'request-user-info', title: 'a'.repeat(101), subtitle: '', imageUrl: 'u' }],
  ])('refuses %s before sending', async (_, message) => {
    expect(await send(message)).toMatchObject({
      ok: false,
      workedOn: null,
      failure: { class: 'message', code: -210, origin: 'before-sending', ambiguous: false },
    })
    expect(stub.received).toEqual([])
  })

  it('counts a text in NFC, so that 2000 letters typed with combining marks pass', async () => {
    expect(await send({ kind: 'text', text: 'a\u0302'.repeat(2000) })).toMatchObject({ ok: true })
  })
})

describe('the answer', () => {
  it('gives message id, quota and rate limit', async () => {
    const data = {
      message_id: 'm1',
      user_id: 'BARE',
      sent_time: '1795000000303',
      quota: { quota_type: 'reply', remain: '8', total: 8 },
    }
    const raw = JSON.stringify({ error: 0, data }).replace('"BARE"', '9007199254740993')
    stub.answer(json(raw, 200, { 'X-RateLimit-Limit': '100', 'X-RateLimit-Remain': '7' }))
    expect(await send()).toEqual({
      ok: true,
      workedOn: 'v3',
      rateLimit: { limit: 100, remain: 7 },
      data: {
        messageId: 'm1',
        userId: '9007199254740993',
        sentAtMs: 1795000000303,
        quota: { type: 'reply', remain: 8, total: 8 },
      },
    })
  })

  it('does without everything that is optional', async () => {
    stub.answer(json({ error: '0' }))
    expect(await send()).toEqual({
      ok: true,
      workedOn: 'v3',
      rateLimit: null,
      data: { messageId: null, userId: null, sentAtMs: null, quota: null },
    })
  })

  it.each<[string, Reply, object]>([
    ['a business error', failed(-230), { class: 'recipient', code: -230, until: 'next-interaction', ambiguous: false }],
    ['an expired token', failed(-220), { class: 'token', code: -220, ambiguous: false }],
    ['an unknown number', failed(-98765), { class: 'retry', code: -98765, ambiguous: true }],
    ['HTML of the gateway', json('<html>', 502), { class: 'retry', code: null, origin: 'gateway', ambiguous: true }],
    ['an empty 200', json(''), { class: 'retry', origin: 'gateway', httpStatus: 200, ambiguous: true }],
    ['JSON of something else', json({ status: 'up' }), { class: 'retry', origin: 'gateway', ambiguous: true }],
    ['a JSON list', json([]), { class: 'retry', origin: 'gateway', ambiguous: true }],
    ['a success by code with a bad status', json({ error: 0 }, 500), { origin: 'gateway', ambiguous: true }],
    ['a firewall', json('<html>', 403), { class: 'retry', origin: 'gateway', ambiguous: false }],
    ['a proxy that waited in vain', json('', 408), { origin: 'gateway', ambiguous: true }],
    ['a redirect', json('', 302, { location: '/elsewhere' }), { origin: 'gateway', ambiguous: true }],
    ['a cut connection', (response) => response.destroy(), { class: 'retry', origin: 'connection', ambiguous: true }],
    [
      'an answer cut in the middle',
      (response) => {
        response.writeHead(200, { 'content-length': '500' })
        response.write('{"error":0', () => response.destroy())
      },
      { origin: 'connection', ambiguous: true },
    ],
    [
      'an answer without end',
      (response) => {
        response.writeHead(200)
        response.write(Buffer.alloc(5 * 1024 * 1024, 32))
      },
      { origin: 'connection', ambiguous: true },
    ],
  ])('reads %s as a failure', async (_, reply, failure) => {
    stub.answer(reply)
    expect(await send()).toMatchObject({ ok: false, workedOn: null, failure })
    expect(stub.received).toHaveLength(1)
  })

  it('names neither token nor text nor what Zalo said in a failure', async () => {
    stub.answer(failed(-201, `bad token ${token}, text Xin chào`))
    const result = await send()
    const told = JSON.stringify(result) + String(result.ok ? '' : toError(result.failure))
    expect(told).not.toContain(token)
    expect(told).not.toContain('Xin chào')
    expect(told).toContain('-201')
  })
})

describe('silence', () => {
  it('is ambiguous after the request was written', async () => {
    stub.answer(() => {})
    const client = stub.clientWith({ timeoutMs: 60 })
    expect(await sendConsultation(client, token, { userId, message: text })).toMatchObject({
      failure: { origin: 'timeout', class: 'retry', ambiguous: true },
    })
  })

  it.each(['http://127.0.0.1:1', 'http://no-such-host.invalid'])(
    'is not ambiguous when %s could not be reached',
    async (apiRoot) => {
      const client = stub.clientWith({ apiRoot })
      expect(await sendConsultation(client, token, { userId, message: text })).toMatchObject({
        failure: { origin: 'connection', ambiguous: false },
      })
    },
  )

  it('is not ambiguous for a request that still waited for a connection, and never sends it later', async () => {
    const { Agent } = await import('undici')
    const dispatcher = new Agent({ connections: 1, pipelining: 1 })
    const answers: (() => void)[] = []
    stub.answer((response, request) => answers.push(() => sent(response, request)))
    const patient = stub.clientWith({ dispatcher, timeoutMs: 20_000 })
    const hasty = stub.clientWith({ dispatcher, timeoutMs: 40 })
    const first = sendConsultation(patient, token, { userId, message: text })
    const second = await sendConsultation(hasty, token, { userId, message: text })
    expect(second).toMatchObject({ failure: { origin: 'timeout', ambiguous: false } })
    for (const answer of answers) answer()
    expect(await first).toMatchObject({ ok: true })
    await dispatcher.close()
    expect(stub.received).toHaveLength(1)
  })

  it('of a closed dispatcher is a failure too, not an exception', async () => {
    const { Agent } = await import('undici')
    const dispatcher = new Agent()
    const client = stub.clientWith({ dispatcher })
    await dispatcher.close()
    expect(await sendConsultation(client, token, { userId, message: text })).toMatchObject({
      failure: { origin: 'connection', ambiguous: false },
    })
  })
})

describe('the endpoint', () => {
  it('changes to v2 on -235 with the same body, and says so', async () => {
    stub.answer(failed(-235), sent)
    expect(await send()).toMatchObject({ ok: true, workedOn: 'v2' })
    expect(paths()).toEqual([V3, V2])
    expect(stub.received[1]?.body).toBe(stub.received[0]?.body)
  })

  it('begins at v2 when it is pinned there', async () => {
    expect(await send(text, 'v2')).toMatchObject({ ok: true, workedOn: 'v2' })
    expect(paths()).toEqual([V2])
  })

  it('changes to v3 on -240', async () => {
    stub.answer(failed(-240), sent)
    expect(await send(text, 'v2')).toMatchObject({ ok: true, workedOn: 'v3' })
    expect(paths()).toEqual([V2, V3])
  })

  it('tries the other one once only', async () => {
    stub.answer(failed(-235), failed(-240), sent)
    expect(await send()).toMatchObject({ ok: false, workedOn: null, failure: { code: -240, class: 'account' } })
    expect(paths()).toEqual([V3, V2])
  })

  it.each<[MessageEndpoint, number]>([
    ['v3', -240],
    ['v2', -235],
    ['v3', -230],
    ['v3', -32],
    ['v3', -200],
  ])('stays at %s on %i, which is no reason for another one', async (endpoint, code) => {
    stub.answer(failed(code))
    expect(await send(text, endpoint)).toMatchObject({ ok: false, failure: { code } })
    expect(stub.received).toHaveLength(1)
  })
})

describe('appsecret_proof', () => {
  const proof = appSecretProofOf(token, 'app-secret')

  it('is the HMAC of the token, in the header by default', async () => {
    expect(proof).toMatch(/^[0-9a-f]{64}$/)
    await sendConsultation(stub.clientWith({ appSecret: 'app-secret' }), token, { userId, message: text })
    expect(stub.received[0]?.headers['appsecret_proof']).toBe(proof)
  })

  it('moves to the query when the client is told so', async () => {
    const client = stub.clientWith({ appSecret: 'app-secret', appSecretProofIn: 'query' })
    await sendConsultation(client, token, { userId, message: text })
    expect(stub.received[0]?.query.get('appsecret_proof')).toBe(proof)
    expect(stub.received[0]?.headers['appsecret_proof']).toBeUndefined()
  })
})
