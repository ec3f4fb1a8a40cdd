import type { WebPhrase } from './means.ts'

/** Why something that a browser sent was not taken, with the sentence that the person gets. Nothing was changed. */
export type Refusal = {
  readonly status: 400 | 401 | 403 | 413 | 422 | 429 | 503
  readonly phrase: WebPhrase
  readonly values?: Readonly<Record<string, string | number>>
  /** A sentence that the house has already made, such as what is wrong with a file. */
  readonly sentence?: string
  readonly retryAfterSeconds?: number
}

export type Checked<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly no: Refusal }

export const refuse = (status: Refusal['status'], phrase: WebPhrase, extras: Partial<Refusal> = {}) =>
  ({ ok: false, no: { status, phrase, ...extras } }) as const

/** The refusal that explains a limit and when it ends. */
export const refuseUntil = (phrase: WebPhrase, ms: number) => {
  const seconds = Math.max(1, Math.ceil(ms / 1000))
  return refuse(429, phrase, { values: { seconds }, retryAfterSeconds: seconds })
}
