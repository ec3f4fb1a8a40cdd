import type { Keyring } from '../kernel/keyring.ts'
import type { TokenPair } from './port.ts'
import type { SealedPair } from './token-vault-store.ts'

type Column = 'access_token' | 'refresh_token' | 'previous_refresh_token'

const placeOf = (column: Column, accountId: string): string => `account_tokens.${column}:${accountId}`

export const sealToken = (keyring: Keyring, column: Column, accountId: string, token: string): Buffer =>
  keyring.seal('credential', token, placeOf(column, accountId))

export const openToken = (keyring: Keyring, column: Column, accountId: string, sealed: Buffer): string =>
  keyring.openText('credential', sealed, placeOf(column, accountId))

/** A pair as it is stored. `refreshedAt` is when it was made. */
export const sealPair = (keyring: Keyring, accountId: string, pair: TokenPair, refreshedAt: Date): SealedPair => ({
  accountId,
  accessToken: sealToken(keyring, 'access_token', accountId, pair.accessToken),
  refreshToken: sealToken(keyring, 'refresh_token', accountId, pair.refreshToken),
  expiresAt: new Date(refreshedAt.getTime() + pair.expiresInSeconds * 1000),
  refreshedAt,
})
