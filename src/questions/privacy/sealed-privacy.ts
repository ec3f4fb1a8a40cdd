import type { Keyring } from '../../kernel/keyring.ts'

type Column = 'opinion_asks.question' | 'opinion_asks.answer' | 'disclosures.purpose' | 'disclosures.identity'

export const sealPrivate = (keyring: Keyring, column: Column, id: string, text: string): Buffer =>
  keyring.seal('opinion', text, `${column}:${id}`)

export const openPrivate = (keyring: Keyring, column: Column, id: string, sealed: Uint8Array): string =>
  keyring.openText('opinion', sealed, `${column}:${id}`)
