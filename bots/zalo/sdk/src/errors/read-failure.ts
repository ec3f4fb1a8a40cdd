import { isObject, numberAt, textAt } from '../json-fields.ts'
import { parseLossless } from '../lossless-json.ts'
import type { JsonObject } from '../lossless-json.ts'
import type { ErrorEntry, FailureFamily, ZaloFailure } from './failure.ts'
import { OA_ERRORS } from './oa-errors.ts'
import { OAUTH_ERRORS } from './oauth-errors.ts'
import { ZBS_ERRORS } from './zbs-errors.ts'

const tableOf = (entries: readonly ErrorEntry[]) => new Map(entries.map((entry) => [entry.code, entry]))
const tables: Readonly<Record<FailureFamily, ReadonlyMap<number, ErrorEntry>>> = {
  oa: tableOf(OA_ERRORS),
  zbs: tableOf(ZBS_ERRORS),
  oauth: tableOf(OAUTH_ERRORS),
}

/** The table row of a code in a family; null when the code is not documented. */
export const errorEntry = (family: FailureFamily, code: number): ErrorEntry | null => tables[family].get(code) ?? null

/** A reply body as a JSON object; null for HTML, an empty body or anything else. */
export const parseReply = (body: string): JsonObject | null => {
  try {
    const reply = parseLossless(body)
    return isObject(reply) ? reply : null
  } catch {
    return null
  }
}

export type ReadFailureOptions = {
  /** True when the call sends something to a person: then no clear answer means that it may have been sent. */
  readonly sends?: boolean
}

const gatewayFailure = (family: FailureFamily, httpStatus: number, sends: boolean): ZaloFailure => {
  // A 4xx says that the request was not taken; 408 is a proxy that lost patience with what stands behind it.
  const refused = httpStatus >= 400 && httpStatus < 500 && httpStatus !== 408
  return {
    family,
    class: 'retry',
    code: null,
    meaning: `the answer (HTTP ${httpStatus}) is not one of Zalo's API`,
    origin: 'gateway',
    httpStatus,
    ambiguous: sends && !refused,
    ...(httpStatus === 429 ? { retryAfterSeconds: 60 } : {}),
  }
}

/**
 * Reads an answer that is not a success, by the tables of OA, ZBS and OAuth errors. Zalo answers business errors with HTTP
 * 200 and a number under `error`. An undocumented number, HTML, an empty or foreign body and 5xx are class `retry`, and
 * for a sending call `ambiguous`. A -201 that names the user id concerns the recipient.
 */
export const readFailure = (
  family: FailureFamily,
  httpStatus: number,
  body: string,
  options: ReadFailureOptions = {},
): ZaloFailure => {
  const sends = options.sends === true
  const reply = parseReply(body)
  const code = reply === null ? null : numberAt(reply, 'error')
  if (reply === null || code === null || code === 0) return gatewayFailure(family, httpStatus, sends)
  const entry = errorEntry(family, code)
  if (entry === null) {
    return {
      family,
      class: 'retry',
      code,
      meaning: 'a code that is not documented',
      origin: 'answer',
      httpStatus,
      ambiguous: sends,
    }
  }
  const answered = { ...entry, origin: 'answer', httpStatus, ambiguous: false } as const
  const namesUser = family === 'oa' && code === -201 && /user.?id/i.test(textAt(reply, 'message') ?? '')
  return namesUser ? { ...answered, class: 'recipient', meaning: 'the user id is invalid or unknown' } : answered
}

/** A refusal of this package itself, before anything was sent, with the code that Zalo would have answered. */
export const refuseBeforeSending = (family: FailureFamily, code: number, meaning: string): ZaloFailure => ({
  family,
  class: 'message',
  code,
  meaning,
  origin: 'before-sending',
  httpStatus: null,
  ambiguous: false,
})

/** A success by its code whose data lacks what the call is for. */
export const incompleteAnswer = (family: FailureFamily, meaning: string): ZaloFailure => ({
  family,
  class: 'retry',
  code: null,
  meaning,
  origin: 'gateway',
  httpStatus: 200,
  ambiguous: false,
})
