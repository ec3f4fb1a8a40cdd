import type { LeafContent } from './leaf.ts'

export const receiptFormat = 'nhip-cau-receipt/1'

export type FileClosing = {
  readonly seq: number
  readonly size: number
  /** Hashes are lower-case hexadecimal. */
  readonly root: string
  readonly closedAt: string
}

export type FileLeaf = {
  readonly content: LeafContent & { readonly v: 1 }
  readonly salt: string
  readonly leaf: string
  readonly log: { readonly id: string; readonly name: string }
  readonly position: number
  readonly closing: FileClosing
  readonly path: readonly string[]
  /** The latest closing of that log, and that it stands over the same leaves. */
  readonly latest: FileClosing
  readonly consistency: readonly string[]
}

/** What an author downloads: proves without us that these words stand in the collection. `docs/receipts-format.md`. */
export type ReceiptFile = {
  readonly format: typeof receiptFormat
  readonly code: string | null
  readonly unit: string | null
  readonly leaves: readonly FileLeaf[]
}
