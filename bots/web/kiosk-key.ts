import type { Keyring } from '../../src/kernel/keyring.ts'
import { isStartPayload } from './start-payload.ts'

const signed = (payload: string): string => `kiosk\n${payload}`

/**
 * Path of the page for a tablet in the ward office; the console shows it to officers. The key keeps others from
 * opening pages that skip the limit of one network, and carries what the chat starts with, such as the ward.
 */
export const kioskPath = (keyring: Keyring, payload = ''): string => {
  if (payload !== '' && !isStartPayload(payload)) throw new RangeError('a kiosk starts with a code: letters and digits')
  return `/chat?kiosk=${payload}.${keyring.sign('web-chat', signed(payload))}`
}

/** The payload of a kiosk's key; null when we did not make the key. */
export const readKioskKey = (keyring: Keyring, key: string): { readonly payload: string } | null => {
  const at = key.lastIndexOf('.')
  const payload = key.slice(0, Math.max(0, at))
  if (at < 0 || (payload !== '' && !isStartPayload(payload))) return null
  return keyring.verify('web-chat', signed(payload), key.slice(at + 1)) ? { payload } : null
}
