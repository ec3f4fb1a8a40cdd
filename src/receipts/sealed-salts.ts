import type { Keyring } from '../kernel/keyring.ts'

export type Subject = { readonly kind: 'opinion' | 'request'; readonly id: string; readonly wording: number }

export type Salt = {
  readonly salt: Buffer
  /** What binds the leaf to its code, in hex; none where no code was known. */
  readonly receipt?: string
}

const saltBytes = 32
const place = ({ kind, id, wording }: Subject): string => `receipt_salts.salt:${kind}:${id}:${wording}`

export const sealSalt = (keyring: Keyring, subject: Subject, { salt, receipt }: Salt): Buffer =>
  keyring.seal('receipt', Buffer.concat([salt, Buffer.from(receipt ?? '', 'hex')]), place(subject))

export const openSalt = (keyring: Keyring, subject: Subject, sealed: Uint8Array): Salt => {
  const opened = keyring.open('receipt', sealed, place(subject))
  const rest = opened.subarray(saltBytes)
  return {
    salt: opened.subarray(0, saltBytes),
    ...(rest.length === 0 ? {} : { receipt: rest.toString('hex') }),
  }
}

export const sealWordsSalt = (keyring: Keyring, wordsId: string, salt: Uint8Array): Buffer =>
  keyring.seal('receipt', salt, `form_words.salt:${wordsId}`)

export const openWordsSalt = (keyring: Keyring, wordsId: string, sealed: Uint8Array): Buffer =>
  keyring.open('receipt', sealed, `form_words.salt:${wordsId}`)

// The rooms that keep the words bind their seals to these places.
export const openOpinionWords = (keyring: Keyring, id: string, wording: number, sealed: Uint8Array): string =>
  keyring.openText('opinion', sealed, `opinion_wordings.text:${id}:${wording}`)

export const openOpinionCode = (keyring: Keyring, id: string, sealed: Uint8Array): string =>
  keyring.openText('opinion', sealed, `opinions.code:${id}`)

export const openRequestWords = (keyring: Keyring, id: string, sealed: Uint8Array): string =>
  keyring.openText('opinion', sealed, `dialogue_requests.words:${id}`)

export const openFormWords = (keyring: Keyring, wordsId: string, sealed: Uint8Array): string =>
  keyring.openText('form', sealed, `form_words.words:${wordsId}`)
