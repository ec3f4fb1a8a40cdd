import type { CallResult, ZaloClient, ZaloFailure } from 'zalo-oa-sdk'
import { withAccessToken } from './access-token.ts'
import { whyOf } from './read-failure.ts'
import { readCredentials } from './zalo-account.ts'
import { clientOf } from './zalo-context.ts'
import type { ZaloContext } from './zalo-context.ts'
import { untilMorningMs } from './zalo-morning.ts'

/** What a question to Zalo brought. `afterMs`: when the same question may get another answer; null: not by waiting. */
export type Told<Value> =
  | { readonly kind: 'told'; readonly value: Value }
  | {
      readonly kind: 'failed'
      readonly why: string
      readonly afterMs: number | null
      /** Of Zalo's own answer; null when it was not asked. */
      readonly failure: ZaloFailure | null
    }

const timeoutMs = 30_000

const notAsked = (why: string, afterMs: number | null = null): Told<never> => ({
  kind: 'failed',
  why,
  afterMs,
  failure: null,
})

const waitOf = (failure: ZaloFailure, now: Date): number | null => {
  if (failure.class !== 'retry') return null
  return failure.retryAt === '06:00' ? untilMorningMs(now) : (failure.retryAfterSeconds ?? 30) * 1000
}

/** One call for an account, with its token, renewed when Zalo refuses it. Whatever Zalo says is a value. */
export const askAccount = async <Value>(
  context: ZaloContext,
  accountId: string,
  call: (client: ZaloClient, accessToken: string) => Promise<CallResult<Value>>,
  signal: AbortSignal = AbortSignal.timeout(timeoutMs),
): Promise<Told<Value>> => {
  const account = context.directory.byId(accountId)
  if (!account) return notAsked('unknown-account')
  const credentials = readCredentials(account)
  if (!credentials) return notAsked('account-without-credentials')
  if (account.state !== 'active') return notAsked(`account-${account.state.replace('_', '-')}`)
  const client = clientOf(context, account, signal)
  const called = await withAccessToken({ context, account, credentials, signal }, (token) => call(client, token))
  if ('outcome' in called) {
    const { outcome } = called
    return notAsked('why' in outcome ? outcome.why : outcome.kind, outcome.kind === 'retry' ? outcome.afterMs : null)
  }
  if (called.result.ok) return { kind: 'told', value: called.result.data }
  const { failure } = called.result
  return { kind: 'failed', why: whyOf(failure), afterMs: waitOf(failure, context.clock.now()), failure }
}
