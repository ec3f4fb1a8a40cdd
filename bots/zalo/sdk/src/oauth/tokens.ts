import { unanswered } from '../api/call-api.ts'
import type { ZaloClient } from '../api/client.ts'
import { exchange } from '../api/exchange.ts'
import { NEEDS_CONSENT, RESTART_FLOW } from '../errors/oauth-errors.ts'
import { parseReply, readFailure } from '../errors/read-failure.ts'
import type { ZaloFailure } from '../errors/failure.ts'
import { idAt, numberAt } from '../json-fields.ts'

/**
 * What came of asking for tokens.
 * - `needs-consent`: the refresh token is spent or expired; only an admin's new consent helps.
 * - `restart-flow`: the authorization code is invalid or older than 10 minutes.
 * - `config`: app, redirect address, permissions or package.
 * - `temporary`: certainly nothing was spent; the same call again later.
 * - `ambiguous`: no clear answer after the request was written. The single-use refresh token may be spent: never loop,
 *   show "needs re-authorisation" if the next attempt says so.
 */
export type TokenOutcome =
  | {
      readonly ok: true
      readonly accessToken: string
      readonly refreshToken: string
      /** 90,000 (25 hours) unless Zalo says otherwise. */
      readonly expiresInSeconds: number
    }
  | {
      readonly ok: false
      readonly kind: 'needs-consent' | 'restart-flow' | 'config' | 'ambiguous' | 'temporary'
      readonly code: number | null
      readonly failure: ZaloFailure
    }

type App = { readonly appId: string; readonly appSecret: string }

const ACCESS_TOKEN_SECONDS = 90_000

const kindOf = (failure: ZaloFailure) => {
  if (failure.code !== null && NEEDS_CONSENT.includes(failure.code)) return 'needs-consent'
  if (failure.code !== null && RESTART_FLOW.includes(failure.code)) return 'restart-flow'
  if (failure.class === 'account') return 'config'
  return failure.ambiguous ? 'ambiguous' : 'temporary'
}

const refused = (failure: ZaloFailure): TokenOutcome => ({
  ok: false,
  kind: kindOf(failure),
  code: failure.code,
  failure,
})

const requestTokens = async (
  client: ZaloClient,
  app: App,
  grant: Readonly<Record<string, string>>,
): Promise<TokenOutcome> => {
  const answer = await exchange(client.dispatcher, {
    method: 'POST',
    url: new URL(`${client.oauthRoot}/v4/oa/access_token`),
    headers: {
      secret_key: app.appSecret,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams({ app_id: app.appId, ...grant }).toString(),
    timeoutMs: client.timeoutMs,
  })
  if (!answer.answered) return refused(unanswered('oauth', answer, true))
  const reply = parseReply(answer.body) ?? {}
  const accessToken = idAt(reply, 'access_token')
  const refreshToken = idAt(reply, 'refresh_token')
  if (accessToken !== null && refreshToken !== null) {
    const seconds = numberAt(reply, 'expires_in')
    const expiresInSeconds = seconds !== null && seconds > 0 ? seconds : ACCESS_TOKEN_SECONDS
    return { ok: true, accessToken, refreshToken, expiresInSeconds }
  }
  const failure = readFailure('oauth', answer.status, answer.body, { sends: true })
  // A clear refusal spends nothing, even if its number is new or missing; half a pair or silence may have.
  const named = failure.origin === 'answer' || 'error_name' in reply || 'error_reason' in reply
  return refused(named && accessToken === null && refreshToken === null ? { ...failure, ambiguous: false } : failure)
}

/**
 * Exchanges an authorization code (10 minutes, single use) for a pair of tokens: access 25 hours, refresh 3 months and
 * single use. Success only when both tokens came, for errors arrive with HTTP 200 too. Source: docs.zaloplatforms.com,
 * OA/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new, and the official SDKs.
 */
export const exchangeCode = (
  client: ZaloClient,
  input: App & { readonly code: string; readonly codeVerifier?: string | null },
): Promise<TokenOutcome> =>
  requestTokens(client, input, {
    grant_type: 'authorization_code',
    code: input.code,
    ...(input.codeVerifier ? { code_verifier: input.codeVerifier } : {}),
  })

/**
 * Spends a refresh token for a new pair; the old refresh token is dead at once, and by one source the old access token
 * too. Let one process do it for an account at a time, under a lock that outlives `timeoutMs`, and store the new pair
 * before using it. Source: as `exchangeCode`; that a spent token answers -14014 was observed, not documented.
 */
export const refreshToken = (
  client: ZaloClient,
  input: App & { readonly refreshToken: string },
): Promise<TokenOutcome> =>
  requestTokens(client, input, { grant_type: 'refresh_token', refresh_token: input.refreshToken })
