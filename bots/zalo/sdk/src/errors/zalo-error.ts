import type { FailureClass, ZaloFailure } from './failure.ts'

const describe = (failure: ZaloFailure): string => {
  const code = failure.code === null ? '' : ` ${failure.code}`
  const status = failure.httpStatus === null ? '' : `, HTTP ${failure.httpStatus}`
  return `Zalo ${failure.family}${code}: ${failure.meaning} (${failure.class}${status})`
}

/** A failure as an exception, for callers who prefer to catch. The message holds no token and no text of a person. */
export class ZaloError extends Error {
  readonly failure: ZaloFailure

  constructor(failure: ZaloFailure) {
    super(describe(failure))
    this.name = new.target.name
    this.failure = failure
  }
}

/** The same call may work later. */
export class ZaloRetryError extends ZaloError {}
/** Refresh the access token, then repeat once. */
export class ZaloTokenError extends ZaloError {}
/** This person cannot be reached now. */
export class ZaloRecipientError extends ZaloError {}
/** This message or its parameters will never work. */
export class ZaloMessageError extends ZaloError {}
/** Configuration or standing of app or account. */
export class ZaloAccountError extends ZaloError {}
/** A quota is used up. */
export class ZaloQuotaError extends ZaloError {}

const classes: Readonly<Record<FailureClass, new (failure: ZaloFailure) => ZaloError>> = {
  retry: ZaloRetryError,
  token: ZaloTokenError,
  recipient: ZaloRecipientError,
  message: ZaloMessageError,
  account: ZaloAccountError,
  quota: ZaloQuotaError,
}

/** The exception of a failure's class. */
export const toError = (failure: ZaloFailure): ZaloError => new classes[failure.class](failure)

/**
 * The data of a result.
 *
 * @throws ZaloError, of the failure's class, when the call did not succeed.
 */
export const unwrap = <Data>(
  result: { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly failure: ZaloFailure },
): Data => {
  if (result.ok) return result.data
  throw toError(result.failure)
}
