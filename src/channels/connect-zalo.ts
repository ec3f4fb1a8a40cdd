import { randomBytes } from 'node:crypto'
import { act, onCommit, type House, type Scope } from '../database/index.ts'
import { requireOfficer, requireRole, type Actor } from '../kernel/actor.ts'
import { isId, newId } from '../kernel/ids.ts'
import { sealCredentials, type Credentials } from './account-credentials.ts'
import { learnCapabilities, saveAccount, setAccountState } from './account-store.ts'
import { addConsent, takeConsent } from './connect-zalo-store.ts'
import type { AccountConnector, AccountDescription, TokenPair } from './port.ts'
import { sealPair } from './token-vault-seal.ts'
import { lockTokens, replacePair } from './token-vault-store.ts'

// Zalo's code lives ten minutes; the admin may have to sign in first.
const consentMs = 30 * 60_000

const placeOf = (consentId: string): string => `account_consents.secret:${consentId}`

type Secret = { readonly state: string; readonly verifier: string | null }

export type BegunConnect = {
  /** Where the admin's browser goes. */
  readonly url: string
  /** Belongs into a cookie of this browser: Zalo is not certain to bring `state` back. */
  readonly consentId: string
}

/** Sends an admin of an Official Account to Zalo, where they let the app act for it. For administrators. */
export const beginConnect = async (
  scope: Scope,
  input: { readonly connector: AccountConnector; readonly redirectUri: string },
): Promise<BegunConnect> => {
  requireRole(scope.actor, ['admin'], [])
  const { officerId } = requireOfficer(scope.actor)
  const state = randomBytes(32).toString('base64url')
  const { url, verifier } = input.connector.permission({ redirectUri: input.redirectUri, state })
  const consentId = newId()
  const secret: Secret = { state, verifier }
  await addConsent(scope.tx, {
    id: consentId,
    officerId,
    redirectUri: input.redirectUri,
    secret: scope.keyring.seal('credential', JSON.stringify(secret), placeOf(consentId)),
    createdAt: scope.clock.now(),
  })
  return { url, consentId }
}

export type FinishedConnect =
  | { readonly kind: 'connected'; readonly accountId: string; readonly name: string }
  /** Nothing was begun in this browser by this officer, or too long ago. */
  | { readonly kind: 'not-begun' }
  /** The admin did not agree, or the browser brought back another flow. */
  | { readonly kind: 'refused' | 'wrong-state' }
  /** Zalo did not give tokens, or does not say for which account. `why` is a short code for the operator. */
  | { readonly kind: 'failed'; readonly why: string }

const findSecret = (house: House, actor: Actor, consentId: string | undefined): Promise<Secret | undefined> =>
  act(house, actor, async (scope) => {
    requireRole(scope.actor, ['admin'], [])
    const { officerId } = requireOfficer(scope.actor)
    if (consentId === undefined || !isId(consentId)) return undefined
    const since = new Date(scope.clock.now().getTime() - consentMs)
    const consent = await takeConsent(scope.tx, { id: consentId, officerId, since })
    return consent && (JSON.parse(scope.keyring.openText('credential', consent.secret, placeOf(consentId))) as Secret)
  })

const keep = async (
  scope: Scope,
  account: AccountDescription,
  credentials: Credentials,
  pair: TokenPair,
): Promise<string> => {
  const { tx, keyring, clock, signals } = scope
  const id = `zalo:${account.externalId}`
  const now = clock.now()
  // A refresh locks the pair before the account; the same order here, so that the two cannot block each other.
  await lockTokens(tx, id)
  await saveAccount(
    tx,
    {
      id,
      platform: 'zalo',
      externalId: account.externalId,
      name: account.name,
      lane: `zalo:${credentials['appId'] ?? ''}`,
      credentials: sealCredentials(keyring, id, credentials),
      capabilities: account.capabilities,
    },
    now,
  )
  await replacePair(tx, sealPair(keyring, id, pair, now))
  // A package may have been bought or have run out since the last time.
  await learnCapabilities(tx, id, account.capabilities, now)
  await setAccountState(tx, id, 'active', null, now)
  onCommit(tx, () => signals.poke('accounts'))
  return id
}

/**
 * Ends what `beginConnect` began, with the query that Zalo's redirect carried. Opens transactions of its own, because
 * Zalo is asked between them. The new pair is stored even when Zalo cannot describe the account just now.
 */
export const finishConnect = async (
  house: House,
  actor: Actor,
  input: {
    readonly connector: AccountConnector
    /** From the cookie. */
    readonly consentId: string | undefined
    readonly query: URLSearchParams
    /** Of the app: `appId`, `appSecret`, `oaSecretKey`. */
    readonly credentials: Credentials
  },
): Promise<FinishedConnect> => {
  const { connector, query, credentials } = input
  const secret = await findSecret(house, actor, input.consentId)
  if (!secret) return { kind: 'not-begun' }
  const back = connector.readReturn(query, secret.state)
  if (back.kind !== 'agreed') return back
  const exchanged = await connector.exchangeCode({ code: back.code, verifier: secret.verifier })
  if (exchanged.kind === 'failed') return exchanged
  const described = await connector.describe(exchanged.accessToken)
  // The token says whose it is; the query only claims it.
  const externalId = described?.externalId ?? back.externalId
  if (externalId === null) return { kind: 'failed', why: 'account-not-described' }
  const account = described ?? { externalId, name: externalId, capabilities: {} }
  const accountId = await act(house, actor, (scope) => keep(scope, account, credentials, exchanged))
  return { kind: 'connected', accountId, name: account.name }
}
