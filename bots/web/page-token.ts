import type { Keyring } from '../../src/kernel/keyring.ts'
import { limits } from './limits.ts'
import type { Identity } from './visitor-cookie.ts'

/** What a page was given together with the cookie: another site that makes the browser post does not have it. */
export type PageToken = { readonly issuedAt: Date; readonly bits: number }

const signed = (visitorId: string, issued: string, bits: string): string => `page\n${visitorId}\n${issued}\n${bits}`

export const makePageToken = (keyring: Keyring, identity: Identity, token: PageToken): string => {
  const issued = token.issuedAt.getTime().toString(36)
  const bits = String(token.bits)
  return `${issued}.${bits}.${keyring.sign('web-chat', signed(identity.id, issued, bits))}`
}

/** Null when the token is forged, was made for another browser, or is older than a day. */
export const readPageToken = (keyring: Keyring, identity: Identity, value: string, now: Date): PageToken | null => {
  const [, issued, bits, signature] = /^([0-9a-z]{1,11})\.([0-9]{1,2})\.([A-Za-z0-9_-]{43})$/.exec(value) ?? []
  if (issued === undefined || bits === undefined || signature === undefined) return null
  if (!keyring.verify('web-chat', signed(identity.id, issued, bits), signature)) return null
  const issuedAt = new Date(Number.parseInt(issued, 36))
  const age = now.getTime() - issuedAt.getTime()
  // Two processes' clocks may differ a little.
  return age >= -60_000 && age <= limits.tokenMaxAgeMs ? { issuedAt, bits: Number(bits) } : null
}
