import { hash, randomBytes } from 'node:crypto'
import { canonicalJson } from './canonical.ts'
import { leafHash } from './merkle.ts'

export const leafKinds = ['opinion', 'correction', 'form_answer', 'form_words', 'request'] as const
export type LeafKind = (typeof leafKinds)[number]

/** What a leaf covers, as `docs/receipts-format.md` describes it. */
export type LeafContent =
  | {
      readonly kind: 'opinion' | 'correction' | 'request'
      readonly words: string
      /** Binds the leaf to its code, so that two who wrote the same are not shown one leaf. */
      readonly receipt?: string
    }
  | {
      readonly kind: 'form_answer'
      readonly version: number
      /** Question to what was chosen, without words. */
      readonly answers: object
      readonly receipt?: string
    }
  | { readonly kind: 'form_words'; readonly question: string; readonly words: string }

const saltBytes = 32

export const newSalt = (): Buffer => randomBytes(saltBytes)

/** SHA-256 in hex over the salt and the twelve digits of the code. */
export const receiptOf = (salt: Uint8Array, code: string): string =>
  hash('sha256', Buffer.concat([salt, Buffer.from(code)]), 'hex')

/** The leaf's hash: RFC 6962 over the salt and the canonical bytes. */
export const leafOf = (content: LeafContent, salt: Uint8Array): Buffer =>
  leafHash(Buffer.concat([salt, Buffer.from(canonicalJson({ v: 1, ...content } as never))]))
