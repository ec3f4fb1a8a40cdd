import type { Keyring } from '../kernel/keyring.ts'

const place = (id: string): string => `dialogue_requests.words:${id}`

export const sealWords = (keyring: Keyring, id: string, words: string): Buffer =>
  keyring.seal('opinion', words, place(id))

export const openWords = (keyring: Keyring, id: string, sealed: Uint8Array): string =>
  keyring.openText('opinion', sealed, place(id))
