import { createHash, timingSafeEqual } from 'node:crypto'
import { idAt, isObject, textAt } from '../json-fields.ts'
import { parseKeepingTimestamp } from '../lossless-json.ts'
import type { JsonObject } from '../lossless-json.ts'

/** Why a webhook request is not from Zalo, or not for this app. */
export type InvalidWebhook =
  | 'missing-header'
  | 'malformed-header'
  | 'wrong-app'
  | 'wrong-mac'
  | 'no-timestamp'
  | 'malformed-body'

export type WebhookVerdict =
  | {
      readonly outcome: 'valid'
      /** The parsed body, to be passed to `readEvent` so that it is parsed once. */
      readonly body: JsonObject
      /** The body's `timestamp` as the text that was signed: milliseconds since 1970. */
      readonly timestamp: string
    }
  | { readonly outcome: 'invalid'; readonly why: InvalidWebhook }

export type SignedWebhook = {
  /** Id of the Zalo application; must equal the body's `app_id`. */
  readonly appId: string
  /** "OA Secret Key" of the app's webhook page. Not the application secret. */
  readonly oaSecretKey: string
  /** The request's body exactly as received. Parsing and writing it again breaks the signature. */
  readonly rawBody: Uint8Array
  /** Value of `X-ZEvent-Signature`; undefined when the request had none. */
  readonly header: string | readonly string[] | null | undefined
}

const readMac = (header: string): Buffer | null => {
  const match = /^\s*(?:mac\s*=)?\s*"?([0-9a-f]{64})"?\s*$/i.exec(header)
  return match?.[1] === undefined ? null : Buffer.from(match[1], 'hex')
}

/** The parsed body of a webhook, ids and timestamp without loss; null when it is not a JSON object in UTF-8. */
export const parseWebhookBody = (rawBody: Uint8Array): JsonObject | null => {
  try {
    const body = parseKeepingTimestamp(new TextDecoder('utf-8', { fatal: true }).decode(rawBody))
    return isObject(body) ? body : null
  } catch {
    return null
  }
}

/**
 * The value Zalo puts after `mac=`: lowercase hex of SHA-256(app id, body bytes, timestamp, OA Secret Key). A plain hash
 * of a concatenation, not an HMAC. Source: `MacUtils.buildMac` of the official zalo-java-sdk.
 */
export const computeMac = (input: {
  readonly appId: string
  readonly rawBody: Uint8Array
  readonly timestamp: string
  readonly secret: string
}): string =>
  createHash('sha256')
    .update(input.appId)
    .update(input.rawBody)
    .update(input.timestamp)
    .update(input.secret)
    .digest('hex')

/**
 * Says whether a webhook request was signed by Zalo for this app. Accepts `mac=<hex>`, `mac = <hex>` and bare hex, and
 * compares in constant time over the raw bytes. Never throws.
 *
 * There is no replay window in it: genuine retries come up to two hours later, so dedupe by `readEvent().dedupeKey`
 * for at least a day instead. Source: docs.zaloplatforms.com, OA/webhook/tong-quan, and the official zalo-java-sdk. No
 * recorded request of Zalo is public, so the formula rests on those two and on clients in production.
 */
export const verifyWebhook = (webhook: SignedWebhook): WebhookVerdict => {
  const invalid = (why: InvalidWebhook): WebhookVerdict => ({ outcome: 'invalid', why })
  const header = Array.isArray(webhook.header) ? webhook.header[0] : webhook.header
  if (typeof header !== 'string' || header.trim() === '') return invalid('missing-header')
  const mac = readMac(header)
  if (mac === null) return invalid('malformed-header')
  const body = parseWebhookBody(webhook.rawBody)
  if (body === null) return invalid('malformed-body')
  if (idAt(body, 'app_id') !== webhook.appId) return invalid('wrong-app')
  const timestamp = textAt(body, 'timestamp')
  if (timestamp === null || timestamp === '') return invalid('no-timestamp')
  const expected = computeMac({ ...webhook, timestamp, secret: webhook.oaSecretKey })
  if (!timingSafeEqual(mac, Buffer.from(expected, 'hex'))) return invalid('wrong-mac')
  return { outcome: 'valid', body, timestamp }
}

/**
 * For a check of the configuration after `wrong-mac`: true when the request would be valid if the application secret
 * were the OA Secret Key. Some guides mix the two up. Never accept a request because of it.
 */
export const looksSignedWithAppSecret = (
  webhook: Omit<SignedWebhook, 'oaSecretKey'> & { readonly appSecret: string },
): boolean => verifyWebhook({ ...webhook, oaSecretKey: webhook.appSecret }).outcome === 'valid'
