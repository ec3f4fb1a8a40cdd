import { createHmac } from 'node:crypto'
import type { Keyring } from '../kernel/keyring.ts'
import type { Values } from './flow.ts'

export type FormDraft = { readonly version: number; readonly values: Values }

export const sealDraft = (keyring: Keyring, at: { formId: string; chatId: number }, values: Values): Buffer =>
  keyring.seal('form', JSON.stringify(values), `form_drafts.state:${at.formId}:${at.chatId}`)

export const openDraft = (
  keyring: Keyring,
  row: { readonly formId: string; readonly chatId: number; readonly version: number; readonly state: Buffer },
): FormDraft => ({
  version: row.version,
  values: JSON.parse(keyring.openText('form', row.state, `form_drafts.state:${row.formId}:${row.chatId}`)) as Values,
})

export const sealFormKey = (keyring: Keyring, formId: string, key: Uint8Array): Buffer =>
  keyring.seal('form', key, `forms.key:${formId}`)

export const openFormKey = (keyring: Keyring, formId: string, sealed: Uint8Array): Buffer =>
  keyring.open('form', sealed, `forms.key:${formId}`)

/**
 * Who or what has answered, under the form's own key: HMAC-SHA-256 cut to 16 bytes, shaped as a UUID. When the key is
 * destroyed nobody can make it again, not with the installation's key either.
 */
export const spentKey = (formKey: Uint8Array, kind: string, who: string): string => {
  const hex = createHmac('sha256', formKey).update(`${kind}\0${who}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

type WordsPlace = 'form_arrivals.words' | 'form_words.words'

export const sealFormWords = (keyring: Keyring, place: WordsPlace, id: string, text: string): Buffer =>
  keyring.seal('form', text, `${place}:${id}`)

export const openFormWords = (keyring: Keyring, place: WordsPlace, id: string, sealed: Uint8Array): string =>
  keyring.openText('form', sealed, `${place}:${id}`)
