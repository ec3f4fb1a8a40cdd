import { createHash } from 'node:crypto'
import type { Keyring } from '../kernel/keyring.ts'

type DossierOpinion = {
  /** Finds it again for an erasure; leads to nobody outside the system. */
  readonly id: string
  /** The day it came, in Vietnam. */
  readonly on: string
  readonly channel: string
  /** Only of those who chose to be named. */
  readonly name: string | null
  readonly isErased: boolean
  readonly wordings: readonly { readonly source: string; readonly text: string }[]
}

type DossierItem = {
  readonly number: number
  readonly title: string | null
  readonly topic: string | null
  readonly opinionClass: string
  readonly kind: string
  readonly competence: string
  readonly households: number | null
  readonly supports: number
  readonly opinions: readonly DossierOpinion[]
}

/** What is handed over, as it stood when the approval was asked: every wording of every matter, never an author. */
export type Dossier = {
  readonly format: 'nhip-cau-handover-1'
  readonly from: string
  readonly to: readonly string[]
  /** Whether what points at persons was taken out. */
  readonly isMasked: boolean
  readonly counts: {
    readonly items: number
    readonly opinions: number
    readonly persons: number
    /** Opinions without a known author. */
    readonly unknown: number
    readonly households: number
    readonly supports: number
  }
  readonly items: readonly DossierItem[]
}

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]))
}

/** The same dossier always gives the same bytes: keys in order, no spaces, UTF-8. */
export const dossierBytes = (dossier: Dossier): Buffer => Buffer.from(JSON.stringify(ordered(dossier)), 'utf8')

/** SHA-256, in hex. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const placeOf = (handoverId: string): string => `handover_dossiers.content:${handoverId}`

export const sealDossier = (keyring: Keyring, handoverId: string, bytes: Uint8Array): Buffer =>
  keyring.seal('opinion', bytes, placeOf(handoverId))

export const openDossier = (keyring: Keyring, handoverId: string, sealed: Uint8Array): Dossier =>
  JSON.parse(keyring.openText('opinion', sealed, placeOf(handoverId))) as Dossier

/** Without the words of some opinions; the opinions themselves stay counted. */
export const redacted = (dossier: Dossier, erased: ReadonlySet<string>): Dossier => ({
  ...dossier,
  items: dossier.items.map((item) => ({
    ...item,
    opinions: item.opinions.map((one) =>
      erased.has(one.id) ? { ...one, name: null, isErased: true, wordings: [] } : one,
    ),
  })),
})
