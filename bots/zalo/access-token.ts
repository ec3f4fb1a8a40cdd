import { refreshToken as spendRefreshToken } from 'zalo-oa-sdk'
import type { ZaloClient, ZaloFailure } from 'zalo-oa-sdk'
import type { ChannelAccount, SendOutcome, TokenExchange, TokenRefresh } from '../../src/channels/port.ts'
import type { ZaloCredentials } from './zalo-account.ts'
import type { ZaloContext } from './zalo-context.ts'

/** Spends a single-use refresh token, in the words of the port. `client` must not end with the send that needed it. */
export const renewToken = async (
  client: ZaloClient,
  { appId, appSecret }: ZaloCredentials,
  refreshToken: string,
): Promise<TokenExchange> => {
  const outcome = await spendRefreshToken(client, { appId, appSecret, refreshToken })
  if (outcome.ok) {
    const { accessToken, refreshToken: next, expiresInSeconds } = outcome
    return { kind: 'pair', accessToken, refreshToken: next, expiresInSeconds }
  }
  const { code, failure } = outcome
  const why = code === null ? `oauth ${failure.origin}` : `oauth ${code}`
  switch (outcome.kind) {
    case 'needs-consent':
    case 'restart-flow':
      return { kind: 'needs-consent', why }
    case 'ambiguous':
      return { kind: 'ambiguous', why }
    case 'config':
      return { kind: 'refused', why }
    case 'temporary':
      // An answer that says no without its number would be asked for ever: a person shall see it.
      return failure.httpStatus === 200
        ? { kind: 'refused', why: 'oauth refusal without a number' }
        : { kind: 'retry', why }
  }
}

type Result = { readonly ok: true } | { readonly ok: false; readonly failure: ZaloFailure }

/** The call's own result, or what became of the send because there was no token to call with. */
export type Called<Outcome> = { readonly result: Outcome } | { readonly outcome: SendOutcome }

export type Caller = {
  readonly context: ZaloContext
  readonly account: ChannelAccount
  readonly credentials: ZaloCredentials
  readonly signal: AbortSignal
}

const retryMs = 2_000

const outcomeOf = (refresh: Exclude<TokenRefresh, { kind: 'fresh' }>): SendOutcome =>
  refresh.kind === 'retry'
    ? { kind: 'retry', afterMs: refresh.afterMs ?? retryMs, why: refresh.why, scope: 'account' }
    : { kind: 'refused', why: refresh.why, scope: 'account' }

const stopped: TokenRefresh = { kind: 'retry', why: 'stopped' }

/** Waits for the renewal or for the signal. Given up, the renewal goes on: broken off, its token would be lost. */
const renew = async ({ context, account, credentials, signal }: Caller, refused: string): Promise<TokenRefresh> => {
  const renewal = context.vault.refresh(account.id, refused, (token) => renewToken(context.client, credentials, token))
  const tracked = renewal.then(
    () => undefined,
    () => undefined,
  )
  context.underWay.add(tracked)
  void tracked.then(() => context.underWay.delete(tracked))
  if (signal.aborted) return stopped
  const { promise, resolve } = Promise.withResolvers<TokenRefresh>()
  const giveUp = (): void => resolve(stopped)
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    return await Promise.race([renewal, promise])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

/** Calls with the account's token; when Zalo refuses it (-216, -220), which delivers nothing, renews it and calls once more. */
export const withAccessToken = async <Outcome extends Result>(
  caller: Caller,
  call: (accessToken: string) => Promise<Outcome>,
): Promise<Called<Outcome>> => {
  const { context, account } = caller
  const accessToken = await context.vault.accessToken(account.id)
  if (accessToken === undefined) return { outcome: { kind: 'refused', why: 'no-access-token', scope: 'account' } }
  const result = await call(accessToken)
  if (result.ok || result.failure.class !== 'token') return { result }
  const refresh = await renew(caller, accessToken)
  if (refresh.kind !== 'fresh') return { outcome: outcomeOf(refresh) }
  return { result: await call(refresh.accessToken) }
}
