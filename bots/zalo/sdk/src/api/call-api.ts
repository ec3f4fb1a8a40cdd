import { createHmac } from 'node:crypto'
import type { FormData } from 'undici'
import type { FailureFamily, ZaloFailure } from '../errors/failure.ts'
import { parseReply, readFailure } from '../errors/read-failure.ts'
import { numberAt } from '../json-fields.ts'
import type { JsonObject } from '../lossless-json.ts'
import type { ZaloClient } from './client.ts'
import { exchange } from './exchange.ts'
import type { Exchange } from './exchange.ts'

/**
 * What the answer's X-RateLimit headers say. An app has 4,000 calls a minute in all; an account 100 or 2,000 by package.
 * Over it comes -32. Source: docs.zaloplatforms.com, OA/phu-luc/gioi-han-toc-do-api.
 */
export type RateLimit = { readonly limit: number | null; readonly remain: number | null }

/** The outcome of a call, as a value. `unwrap` turns it into data or an exception. */
export type CallResult<Data> =
  | { readonly ok: true; readonly data: Data; readonly rateLimit: RateLimit | null }
  | { readonly ok: false; readonly failure: ZaloFailure; readonly rateLimit: RateLimit | null }

export type ApiCall = {
  readonly family: Exclude<FailureFamily, 'oauth'>
  readonly method: 'GET' | 'POST'
  /** Path below the family's root, with a leading slash. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly form?: FormData
  /** True when the call sends something to a person. */
  readonly sends?: boolean
}

const readRateLimit = (headers: Readonly<Record<string, string | string[] | undefined>>): RateLimit | null => {
  const read = (name: string) => {
    const value = headers[name]
    return numberAt({ value: Array.isArray(value) ? value[0] : value }, 'value')
  }
  const limit = read('x-ratelimit-limit')
  const remain = read('x-ratelimit-remain') ?? read('x-ratelimit-remaining')
  return limit === null && remain === null ? null : { limit, remain }
}

/** The failure of a request that got no answer. */
export const unanswered = (
  family: FailureFamily,
  gone: Exchange & { answered: false },
  effectful: boolean,
): ZaloFailure => ({
  family,
  class: 'retry',
  code: null,
  meaning: gone.why === 'timeout' ? 'no answer in time' : 'the connection failed',
  origin: gone.why,
  httpStatus: null,
  ambiguous: effectful && gone.written,
})

/** Lowercase hex HMAC-SHA256 of the access token, keyed with the application secret. Source: zalo-php-sdk. */
export const appSecretProofOf = (accessToken: string, appSecret: string): string =>
  createHmac('sha256', appSecret).update(accessToken).digest('hex')

/** One call of the OA or ZBS API: header `access_token`, JSON or multipart in, the `{error, message, data}` envelope out. */
export const callApi = async (
  client: ZaloClient,
  accessToken: string,
  call: ApiCall,
): Promise<CallResult<JsonObject>> => {
  const url = new URL((call.family === 'oa' ? client.apiRoot : client.businessRoot) + call.path)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const headers: Record<string, string> = { access_token: accessToken, accept: 'application/json' }
  if (client.appSecretProof !== null) {
    const proof = appSecretProofOf(accessToken, client.appSecretProof.appSecret)
    if (client.appSecretProof.in === 'query') url.searchParams.set('appsecret_proof', proof)
    else headers['appsecret_proof'] = proof
  }
  if (call.json !== undefined) headers['content-type'] = 'application/json'
  const answer = await exchange(client.dispatcher, {
    method: call.method,
    url,
    headers,
    body: call.form ?? (call.json === undefined ? null : JSON.stringify(call.json)),
    timeoutMs: call.form === undefined ? client.timeoutMs : client.timeoutMs * 3,
  })
  const sends = call.sends === true
  if (!answer.answered) return { ok: false, failure: unanswered(call.family, answer, sends), rateLimit: null }
  const rateLimit = readRateLimit(answer.headers)
  const reply = parseReply(answer.body)
  const succeeded = answer.status >= 200 && answer.status < 300 && reply !== null && numberAt(reply, 'error') === 0
  if (succeeded) return { ok: true, data: reply, rateLimit }
  return { ok: false, failure: readFailure(call.family, answer.status, answer.body, { sends }), rateLimit }
}

/** A result with its whole envelope turned into the data of one call. */
export const mapResult = <Data>(
  result: CallResult<JsonObject>,
  read: (envelope: JsonObject) => Data,
): CallResult<Data> => (result.ok ? { ...result, data: read(result.data) } : result)

/** The query of a GET call with structured input: one parameter `data` of JSON text. */
export const dataQuery = (data: JsonObject): Readonly<Record<string, string>> => ({ data: JSON.stringify(data) })
