import { describe, expect, it } from 'vitest'
import { computeMac, isRegistrationCheck, parseWebhookBody, verifyWebhook } from 'zalo-oa-sdk'

const appId = '4000000000000000417'
const oaSecretKey = 'made-up-oa-secret-key'
const timestamp = '1795000000303'

const macOf = (body: string, at = timestamp) =>
  computeMac({ appId, rawBody: Buffer.from(body), timestamp: at, secret: oaSecretKey })
const verify = (body: string | Uint8Array, header: string | readonly string[] | undefined) =>
  verifyWebhook({ appId, oaSecretKey, rawBody: typeof body === 'string' ? Buffer.from(body) : body, header })
const invalid = (why: string) => ({ outcome: 'invalid', why })

const body = `{"app_id":"${appId}","event_name":"user_send_text","timestamp":"${timestamp}"}`

describe('verifyWebhook', () => {
  it.each([`mac=${macOf(body)}`, `mac = ${macOf(body)}`, `MAC= ${macOf(body).toUpperCase()}`, ` ${macOf(body)} `])(
    'accepts the header spelled as %j',
    (header) => {
      expect(verify(body, header).outcome).toBe('valid')
    },
  )

  it('takes the first of several headers', () => {
    expect(verify(body, [`mac=${macOf(body)}`, 'mac=zz']).outcome).toBe('valid')
  })

  it.each([undefined, '', '  '])('says that the header is missing for %j', (header) => {
    expect(verify(body, header)).toEqual(invalid('missing-header'))
  })

  it.each(['mac=', 'mac=abc', `mac=${'g'.repeat(64)}`, `hmac=${macOf(body)}`, `mac=${macOf(body)}00`])(
    'says that the header %j is malformed',
    (header) => {
      expect(verify(body, header)).toEqual(invalid('malformed-header'))
    },
  )

  it.each(['', 'null', '[]', '"text"', '{', '{"app_id":', `${body}x`])('says that the body %j is malformed', (raw) => {
    expect(verify(raw, `mac=${macOf(raw)}`)).toEqual(invalid('malformed-body'))
  })

  it('refuses bytes that are not UTF-8 instead of reading them as something else', () => {
    const raw = Buffer.concat([
      Buffer.from(`{"app_id":"${appId}","text":"`),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ])
    expect(verify(raw, `mac=${macOf(body)}`)).toEqual(invalid('malformed-body'))
  })

  it('refuses the body of another app even if its mac fits', () => {
    const other = body.replace(appId, '4000000000000000418')
    expect(verify(other, `mac=${macOf(other)}`)).toEqual(invalid('wrong-app'))
  })

  it.each([
    `{"app_id":"${appId}"}`,
    `{"app_id":"${appId}","timestamp":""}`,
    `{"app_id":"${appId}","timestamp":null}`,
    `{"app_id":"${appId}","message":{"timestamp":"${timestamp}"}}`,
  ])('needs the timestamp on the top level: %s', (raw) => {
    expect(verify(raw, `mac=${macOf(raw, '')}`)).toEqual(invalid('no-timestamp'))
  })

  it.each(['1795000000303', '17950000003030000001', '1795000000303.0', '1.795000000303e12'])(
    'signs over the characters of the unquoted timestamp %s',
    (bare) => {
      const raw = `{"app_id":"${appId}","note":"\\"timestamp\\": 5","timestamp" : ${bare}}`
      expect(verify(raw, `mac=${macOf(raw, bare)}`)).toMatchObject({ outcome: 'valid', timestamp: bare })
    },
  )

  it('reads an app id that arrives as a bare integer without rounding it', () => {
    const raw = body.replace(`"${appId}"`, appId)
    expect(verify(raw, `mac=${macOf(raw)}`).outcome).toBe('valid')
    const neighbour = body.replace(`"${appId}"`, '4000000000000000418')
    expect(verify(neighbour, `mac=${macOf(neighbour)}`)).toEqual(invalid('wrong-app'))
  })

  it('notices one changed byte', () => {
    expect(verify(`${body} `, `mac=${macOf(body)}`)).toEqual(invalid('wrong-mac'))
  })

  it('survives a body that nests a hundred thousand lists deep', () => {
    const raw = `${'['.repeat(100_000)}1234567890123456789${']'.repeat(100_000)}`
    expect(verify(raw, `mac=${macOf(raw)}`)).toEqual(invalid('malformed-body'))
  })
})

describe('isRegistrationCheck', () => {
  const read = (raw: string) => isRegistrationCheck(parseWebhookBody(Buffer.from(raw)) ?? {})

  it("knows the console's sample by its placeholder ids or by its text", () => {
    expect(read('{"sender":{"id":"1111111111"},"recipient":{"id":"2222222222"},"message":{"msg_id":"x"}}')).toBe(true)
    expect(read('{"message":{"msg_id":"This is message id","text":"This is testing message"}}')).toBe(true)
  })

  it('does not mistake a real message for it', () => {
    expect(read('{"sender":{"id":"9111"},"recipient":{"id":"2222"},"message":{"msg_id":"m","text":"hi"}}')).toBe(false)
    expect(read('{"message":{"msg_id":"m","text":"This is testing message"}}')).toBe(false)
    expect(read('{}')).toBe(false)
  })
})
