import { createHash, randomBytes } from 'node:crypto'

/** base64url without padding of the SHA-256 of the verifier's ASCII characters. Source: PKCEUtil of zalo-php-sdk. */
export const codeChallengeOf = (codeVerifier: string): string =>
  createHash('sha256').update(codeVerifier, 'ascii').digest('base64url')

/** A new code verifier: 43 characters, base64url of 32 random bytes. */
export const newCodeVerifier = (): string => randomBytes(32).toString('base64url')

/**
 * How the permission flow proves itself. Sources disagree about Official Accounts: the official SDKs send a challenge
 * per request; another reading says that the console stores one fixed challenge beside the callback address and that one
 * in the request may fail; many clients send none.
 */
export type Pkce =
  | { readonly mode: 'per-request' }
  /** The verifier whose challenge stands in the console. */
  | { readonly mode: 'fixed'; readonly codeVerifier: string }
  | { readonly mode: 'off' }
