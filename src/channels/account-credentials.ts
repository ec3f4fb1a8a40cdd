import type { Keyring } from '../kernel/keyring.ts'

export type Credentials = Readonly<Record<string, string>>

const placeOf = (accountId: string): string => `accounts.credentials:${accountId}`

/** Secrets of an account as `accounts.credentials` keeps them. */
export const sealCredentials = (keyring: Keyring, accountId: string, credentials: Credentials): Buffer =>
  keyring.seal('credential', JSON.stringify(credentials), placeOf(accountId))

/** Throws INTERNAL when they were sealed with another key or for another account. */
export const openCredentials = (keyring: Keyring, accountId: string, sealed: Buffer): Credentials =>
  JSON.parse(keyring.openText('credential', sealed, placeOf(accountId))) as Credentials
