/** Which of Zalo's APIs answered. The same number means different things in each (-100, -118, -124, -135). */
export type FailureFamily = 'oa' | 'zbs' | 'oauth'

/**
 * What the caller can do about a failure.
 * - `retry`: the same call again later, with back-off.
 * - `token`: refresh the access token once, repeat once.
 * - `recipient`: nothing reaches this person now; see `until`.
 * - `message`: this message or its parameters never will work.
 * - `account`: configuration or standing of app or account: stop its queue, tell a person.
 * - `quota`: pause until the quota is renewed.
 */
export type FailureClass = 'retry' | 'token' | 'recipient' | 'message' | 'account' | 'quota'

/** One row of the error tables. */
export type ErrorEntry = {
  readonly family: FailureFamily
  readonly code: number
  readonly class: FailureClass
  /** In English, for operators; not Zalo's wording. */
  readonly meaning: string
  /** Wait for this time of day in Asia/Ho_Chi_Minh. The time zone is not stated by Zalo. */
  readonly retryAt?: '06:00'
  readonly retryAfterSeconds?: number
  readonly maxRetries?: number
  /** When a recipient can be tried again. */
  readonly until?: 'next-interaction' | 'next-day'
  /** What makes the message work after all. */
  readonly remedy?: 'upload-again' | 'use-v2' | 'use-v3'
  /** The person refused this kind of message, or this account: record it. */
  readonly optOut?: true
  /** A person should look at it. */
  readonly alert?: true
}

/** Where a failure was noticed. */
export type FailureOrigin =
  /** Zalo answered with a code. */
  | 'answer'
  /** Something answered that is not Zalo's API: HTML, an empty body, other JSON, 5xx. */
  | 'gateway'
  | 'timeout'
  | 'connection'
  /** This package refused before sending. */
  | 'before-sending'

/** A call that did not succeed. Holds no token, no message text and no wording of Zalo's. */
export type ZaloFailure = Omit<ErrorEntry, 'code'> & {
  /** Null when no code was received. */
  readonly code: number | null
  readonly origin: FailureOrigin
  readonly httpStatus: number | null
  /**
   * True when the call may have taken effect all the same. There is no idempotency key in Zalo's sending API, so a
   * repetition may reach the person twice: look for the echo event or the conversation first.
   */
  readonly ambiguous: boolean
}

type Extras = Omit<ErrorEntry, 'family' | 'code' | 'class' | 'meaning'>

/** Builds the rows of one family's table. */
export const entriesOf =
  (family: FailureFamily) =>
  (failureClass: FailureClass, meanings: Readonly<Record<string, string>>, extras: Extras = {}): ErrorEntry[] =>
    Object.entries(meanings).map(([code, meaning]) => ({
      family,
      code: Number(code),
      class: failureClass,
      meaning,
      ...extras,
    }))
