import { randomBytes } from 'node:crypto'
import type { Keyring } from '../kernel/keyring.ts'

/** What a token opens; a token of one kind never passes as another. */
export type TokenKind = 'browser' | 'program' | 'link'

const prefixes: Readonly<Record<TokenKind, string>> = { browser: '', program: 'nc_', link: '' }

/** 256 random bits in base64url. Programs' tokens start with `nc_`, so that secret scanners can know them. */
export const newToken = (kind: TokenKind): string => `${prefixes[kind]}${randomBytes(32).toString('base64url')}`

const shape = /^(?:nc_)?[A-Za-z0-9_-]{43}$/

/** What is stored instead of the token. */
export const tokenHash = (keyring: Keyring, kind: TokenKind, token: string): string =>
  keyring.blindIndex('session', `${kind}:${token}`)

/** The same for a token from outside: nothing for what has not the shape of one. */
export const tokenHashes = (keyring: Keyring, kind: TokenKind, token: string): string[] =>
  shape.test(token) ? [tokenHash(keyring, kind, token)] : []
