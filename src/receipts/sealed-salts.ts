import type { Keyring } from '../kernel/keyring.ts'

export type Subject = { readonly kind: 'opinion' | 'request'; readonly id: string; readonly wording: number }

export type Salt = {
  readonly salt: Buffer
  /** What binds the leaf to its code, in hex; none where no code was known. */
  readonly receipt?: string
}

const place = ({ kind, id, wording }: Subject): string => `receipt_salts.salt:${kind}:${id}:${wording}`

export const sealSalt = (keyring: Keyring, subject: Subject, { salt, receipt }: Salt): Buffer =>
  keyring.seal('receipt', Buffer.concat([salt, Buffer.from(receipt ?? '', 'hex')]), place(subject))

export const sealWordsSalt = (keyring: Keyring, wordsId: string, salt: Uint8Array): Buffer =>
  keyring.seal('receipt', salt, `form_words.salt:${wordsId}`)

export const openWordsSalt = (keyring: Keyring, wordsId: string, sealed: Uint8Array): Buffer =>
  keyring.open('receipt', sealed, `form_words.salt:${wordsId}`)
