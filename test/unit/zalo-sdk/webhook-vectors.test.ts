import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { computeMac, looksSignedWithAppSecret, readEvent, verifyWebhook } from 'zalo-oa-sdk'

type Vector = {
  readonly id: string
  readonly app_id: string
  readonly oa_id: string
  readonly oa_secret_key: string
  readonly timestamp: string
  readonly event_name?: string
  readonly raw_body: string
  readonly headers: Readonly<Record<string, string>>
  readonly mac?: string
  readonly expect: {
    readonly signature_valid: boolean
    readonly subject?: string
    readonly opens_window?: boolean | null
    readonly dedupe_key?: string
    readonly text?: string
    readonly attachment_type?: string
  }
}

const file = new URL('../../vectors/zalo-webhooks.json', import.meta.url)
const vectors = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly app: { readonly app_secret_distinct_from_oa_key: string }
  readonly samples: readonly Vector[]
  readonly negative: readonly Vector[]
}

const requestOf = (vector: Vector) => ({
  appId: vector.app_id,
  oaSecretKey: vector.oa_secret_key,
  rawBody: Buffer.from(vector.raw_body),
  header: vector.headers['X-ZEvent-Signature'],
})

describe('webhook vectors', () => {
  it('covers the vectors that this test was written for', () => {
    expect(vectors.samples.length).toBeGreaterThanOrEqual(12)
    expect(vectors.negative.length).toBeGreaterThanOrEqual(3)
  })

  it.each(vectors.samples)('accepts $id and reads it as expected', (vector) => {
    const request = requestOf(vector)
    const verdict = verifyWebhook(request)
    expect(verdict).toMatchObject({ outcome: 'valid', timestamp: vector.timestamp })
    expect(computeMac({ ...request, timestamp: vector.timestamp, secret: vector.oa_secret_key })).toBe(vector.mac)

    const reading = readEvent(request.rawBody)
    expect(verdict.outcome === 'valid' ? readEvent(verdict.body) : null).toEqual(reading)
    expect(reading).toMatchObject({
      event: { name: vector.event_name },
      subject: vector.expect.subject,
      dedupeKey: vector.expect.dedupe_key,
      opensWindow: vector.expect.opens_window,
      appId: vector.app_id,
      oaId: vector.oa_id,
      timestampMs: Number(vector.timestamp),
    })
    if (vector.expect.text !== undefined) expect(reading.event).toMatchObject({ text: vector.expect.text })
    if (vector.expect.attachment_type !== undefined) {
      expect(reading.event).toMatchObject({ attachments: [{ type: vector.expect.attachment_type }] })
    }
  })

  it.each(vectors.negative)('refuses $id', (vector) => {
    expect(verifyWebhook(requestOf(vector))).toEqual({ outcome: 'invalid', why: 'wrong-mac' })
  })

  it('tells the application secret from the OA Secret Key', () => {
    const appSecret = vectors.app.app_secret_distinct_from_oa_key
    const mixedUp = vectors.negative.filter((vector) => looksSignedWithAppSecret({ ...requestOf(vector), appSecret }))
    expect(mixedUp.map(({ id }) => id)).toEqual(['app-secret-used'])
  })
})
