import { setTimeout as pause } from 'node:timers/promises'
import { inTransaction, onCommit, type House, type Transaction } from '../database/index.ts'
import type { TokenExchange, TokenPair, TokenRefresh } from './port.ts'
import { openToken, sealPair, sealToken } from './token-vault-seal.ts'
import {
  beginAttempt,
  clearTokenTrouble,
  endAttempt,
  leaseSeconds,
  lockTokens,
  markNeedsConsent,
  noteTokenTrouble,
  noteUnclear,
  storeRefreshed,
  unclearPauseSeconds,
  type StoredTokens,
} from './token-vault-store.ts'

export type RefreshRequest = {
  readonly accountId: string
  /** The access token that the platform refused; null to renew ahead of time. */
  readonly refused: string | null
  readonly exchange: (refreshToken: string) => Promise<TokenExchange>
}

// So often may a refresh end without a clear answer before a person is asked to connect the account again.
const unclearMost = 3
const underWayMs = 2_000
// The old pair is dead once the new one is on its way to us: storing it is tried for longer than anything else.
const storingPausesMs = [200, 1_000, 5_000, 15_000]

type Spending = {
  readonly attempt: string
  readonly refreshToken: string
  readonly version: number
  readonly unclear: number
  /** Nothing is lost any more by trying a token that may be spent. */
  readonly accessIsDead: boolean
}

const needsConsent = (why: string): TokenRefresh => ({ kind: 'needs-consent', why })
const retry = (why: string, afterMs: number): TokenRefresh => ({ kind: 'retry', why, afterMs })

/** A person must act. While the old access token still works, the account goes on sending. */
const askForConsent = async (
  house: House,
  tx: Transaction,
  accountId: string,
  trouble: string,
  accessIsDead: boolean,
): Promise<void> => {
  await noteUnclear(tx, accountId, unclearMost)
  if (accessIsDead) await markNeedsConsent(tx, accountId, trouble)
  else await noteTokenTrouble(tx, accountId, trouble)
  house.log.error({ accountId, trouble, stillSends: !accessIsDead }, 'an account must be connected again by its admin')
  onCommit(tx, () => house.signals.poke('accounts'))
}

const judge = async (
  house: House,
  tx: Transaction,
  { accountId, refused }: RefreshRequest,
  tokens: StoredTokens,
): Promise<TokenRefresh | Spending> => {
  const { keyring, clock } = house
  const accessToken = openToken(keyring, 'access_token', accountId, tokens.accessToken)
  if (refused !== null && accessToken !== refused) return { kind: 'fresh', accessToken }
  if (tokens.isHeld) return retry('refresh-under-way', underWayMs)
  const accessIsDead = refused !== null || tokens.expiresAt <= clock.now()
  const unclear = tokens.unclearAttempts + (tokens.wasAbandoned ? 1 : 0)
  if (unclear >= unclearMost) {
    await askForConsent(house, tx, accountId, 'refresh-uncertain', accessIsDead)
    return needsConsent('refresh-uncertain')
  }
  if (unclear > 0 && (!accessIsDead || tokens.isPaused)) {
    if (tokens.wasAbandoned) await noteUnclear(tx, accountId, unclear)
    return retry('refresh-unclear', unclearPauseSeconds * 1000)
  }
  const attempt = crypto.randomUUID()
  if (tokens.wasAbandoned) await noteUnclear(tx, accountId, unclear)
  await beginAttempt(tx, accountId, attempt)
  const refreshToken = openToken(keyring, 'refresh_token', accountId, tokens.refreshToken)
  return { attempt, refreshToken, version: tokens.version, unclear, accessIsDead }
}

const storePair = async (house: House, accountId: string, spent: Spending, pair: TokenPair): Promise<void> => {
  const { database, keyring, clock, signals, log } = house
  const sealed = {
    ...sealPair(keyring, accountId, pair, clock.now()),
    version: spent.version,
    previousRefreshToken: sealToken(keyring, 'previous_refresh_token', accountId, spent.refreshToken),
  }
  for (let tries = 0; ; tries += 1) {
    try {
      const stored = await inTransaction(database, async (tx) => {
        if (!(await storeRefreshed(tx, sealed))) return false
        await clearTokenTrouble(tx, accountId)
        return true
      })
      if (!stored) log.warn({ accountId }, 'a refreshed pair was not stored: a newer consent had replaced the old one')
      signals.poke('accounts')
      return
    } catch (error) {
      const ms = storingPausesMs[tries]
      if (ms === undefined) {
        log.error({ accountId }, 'a refreshed pair could not be stored; the account must be connected again')
        throw error
      }
      await pause(ms)
    }
  }
}

const noteRefusal = (house: House, accountId: string, spent: Spending, why: string): Promise<TokenRefresh> =>
  inTransaction(house.database, async (tx) => {
    const tokens = await lockTokens(tx, accountId)
    // An admin connected the account while this was under way.
    if (tokens && tokens.version !== spent.version) {
      return { kind: 'fresh', accessToken: openToken(house.keyring, 'access_token', accountId, tokens.accessToken) }
    }
    const trouble = spent.unclear > 0 ? 'refresh-uncertain' : 'refresh-refused'
    await askForConsent(house, tx, accountId, trouble, spent.accessIsDead)
    return needsConsent(why)
  })

const noteUnclearAnswer = (house: House, accountId: string, spent: Spending, why: string): Promise<TokenRefresh> =>
  inTransaction(house.database, async (tx) => {
    const unclear = spent.unclear + 1
    house.log.warn({ accountId, why, unclear }, 'a refresh got no clear answer; its token may be spent')
    const tokens = await lockTokens(tx, accountId)
    if (tokens?.version !== spent.version) return retry('refresh-unclear', underWayMs)
    if (unclear >= unclearMost) {
      await askForConsent(house, tx, accountId, 'refresh-uncertain', spent.accessIsDead)
      return needsConsent(why)
    }
    await noteUnclear(tx, accountId, unclear)
    await noteTokenTrouble(tx, accountId, 'refresh-uncertain')
    return retry('refresh-unclear', unclearPauseSeconds * 1000)
  })

const spend = async (house: House, request: RefreshRequest, spent: Spending): Promise<TokenRefresh> => {
  const { accountId, exchange } = request
  const outcome = await exchange(spent.refreshToken).catch(async (error: unknown) => {
    await noteUnclearAnswer(house, accountId, spent, 'exchange-fault')
    throw error
  })
  switch (outcome.kind) {
    case 'pair':
      await storePair(house, accountId, spent, outcome)
      return { kind: 'fresh', accessToken: outcome.accessToken }
    case 'needs-consent':
      return await noteRefusal(house, accountId, spent, outcome.why)
    case 'ambiguous':
      return await noteUnclearAnswer(house, accountId, spent, outcome.why)
    case 'refused':
    case 'retry':
      await endAttempt(house.database, accountId, spent.attempt)
      return outcome
  }
}

/**
 * Renews a pair: the lease is taken in a short transaction of its own, the request leaves outside of any, and the new
 * pair is stored before anyone gets it. A token that may be spent is tried again only when the access token is dead, so
 * that nothing can be lost by it; in the end a person is asked.
 */
export const refreshTokens = async (house: House, request: RefreshRequest): Promise<TokenRefresh> => {
  const startedMs = performance.now()
  const judged = await inTransaction(house.database, async (tx) => {
    const tokens = await lockTokens(tx, request.accountId)
    return tokens ? await judge(house, tx, request, tokens) : needsConsent('no-tokens')
  })
  if ('kind' in judged) return judged
  // A process that slept between taking the lease and using it may have lost it already.
  if (performance.now() - startedMs > (leaseSeconds * 1000) / 2) {
    await endAttempt(house.database, request.accountId, judged.attempt)
    return retry('refresh-too-slow', underWayMs)
  }
  return await spend(house, request, judged)
}
