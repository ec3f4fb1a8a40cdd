import { createHash, createHmac } from 'node:crypto'
import type { Keyring } from '../kernel/keyring.ts'

export const sealWindowKey = (keyring: Keyring, id: string, key: Uint8Array): Buffer =>
  keyring.seal('sealed', key, `sealed_windows.key:${id}`)
export const openWindowKey = (keyring: Keyring, id: string, sealed: Uint8Array): Buffer =>
  keyring.open('sealed', sealed, `sealed_windows.key:${id}`)
export const sealSynthesis = (keyring: Keyring, id: string, text: string): Buffer =>
  keyring.seal('sealed', text, `sealed_windows.synthesis:${id}`)
export const openSynthesis = (keyring: Keyring, id: string, sealed: Uint8Array): string =>
  keyring.openText('sealed', sealed, `sealed_windows.synthesis:${id}`)

/** One person's link of a window: always the same while the window is open, so that asking twice gives no second one. */
export const tokenOf = (key: Uint8Array, residentId: string): string =>
  createHmac('sha256', key).update(`link\0${residentId}`).digest('base64url').slice(0, 32)

/** How a link stands in the table: nobody who reads the table can use it. */
export const linkKey = (token: string): string => {
  const hex = createHash('sha256').update(`sealed-link\0${token}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
