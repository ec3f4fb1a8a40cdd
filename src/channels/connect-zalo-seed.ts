import { onCommit, type Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { sealCredentials, type Credentials } from './account-credentials.ts'
import { findAccount, saveAccount, setAccountState } from './account-store.ts'
import { sealPair } from './token-vault-seal.ts'
import { insertFirstPair, readTokens } from './token-vault-store.ts'

export type SeedOfZalo = {
  readonly oaId: string
  /** Of the app: `appId`, `appSecret`, `oaSecretKey`. */
  readonly credentials: Credentials
  readonly tokens: { readonly accessToken: string; readonly refreshToken: string } | undefined
}

// How old a pair from the environment is, nobody knows: it counts as just made until Zalo refuses it, and as due at once.
const accessSeconds = 90_000
const unknownAgeMs = 24 * 3_600_000

/**
 * The account of the configuration, at every start. Its secrets follow the configuration; its tokens come from there only
 * while the database has none, for a refresh token works once and the newest one is here.
 */
export const seedFromEnvironment = async (scope: Scope, seed: SeedOfZalo): Promise<{ readonly accountId: string }> => {
  requireSystem(scope.actor)
  const { tx, keyring, clock, signals } = scope
  const accountId = `zalo:${seed.oaId}`
  const now = clock.now()
  const known = await findAccount(tx, accountId)
  await saveAccount(
    tx,
    {
      id: accountId,
      platform: 'zalo',
      externalId: seed.oaId,
      name: known?.name ?? seed.oaId,
      lane: `zalo:${seed.credentials['appId'] ?? ''}`,
      credentials: sealCredentials(keyring, accountId, seed.credentials),
      capabilities: {},
    },
    now,
  )
  const tokens = await readTokens(tx, accountId)
  if (!tokens && seed.tokens) {
    const sealed = sealPair(keyring, accountId, { ...seed.tokens, expiresInSeconds: accessSeconds }, now)
    await insertFirstPair(tx, { ...sealed, refreshedAt: new Date(now.getTime() - unknownAgeMs) })
    await setAccountState(tx, accountId, 'active', null, now)
  } else if (!tokens) {
    await setAccountState(tx, accountId, 'needs_consent', 'not-connected', now)
  }
  onCommit(tx, () => signals.poke('accounts'))
  return { accountId }
}
