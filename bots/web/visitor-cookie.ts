import { randomBytes } from 'node:crypto'
import type { Keyring } from '../../src/kernel/keyring.ts'

export const cookieName = 'nc_chat'

/** Who a browser says it is, under our signature. `isProven`: it has shown that it is a browser with a person. */
export type Identity = { readonly id: string; readonly isProven: boolean; readonly isKiosk: boolean }

export const newIdentity = (isKiosk: boolean): Identity => ({
  id: randomBytes(24).toString('base64url'),
  isProven: false,
  isKiosk,
})

const flagsOf = (identity: Identity): string => `${identity.isProven ? 'p' : 'n'}${identity.isKiosk ? 'k' : ''}`

const signed = (flags: string, id: string): string => `visitor\n${flags}\n${id}`

export const cookieOf = (keyring: Keyring, identity: Identity): string => {
  const flags = flagsOf(identity)
  return `${flags}.${identity.id}.${keyring.sign('web-chat', signed(flags, identity.id))}`
}

/** The identity in a cookie; null for none, a forged one, or one signed with another key. */
export const readCookie = (keyring: Keyring, value: string | undefined): Identity | null => {
  const [, flags, id, signature] = /^([np]k?)\.([A-Za-z0-9_-]{32})\.([A-Za-z0-9_-]{43})$/.exec(value ?? '') ?? []
  if (flags === undefined || id === undefined || signature === undefined) return null
  if (!keyring.verify('web-chat', signed(flags, id), signature)) return null
  return { id, isProven: flags.startsWith('p'), isKiosk: flags.endsWith('k') }
}
