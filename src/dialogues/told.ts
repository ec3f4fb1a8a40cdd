import type { HostBody, Mode } from './dialogue-parts.ts'

/** What a notice says of a session; moments as ISO text. Kept with what was told, to compare with the record. */
export type NoticeFacts = {
  readonly title: string
  readonly topic: string | null
  readonly mode: Mode
  readonly startsAt: string
  readonly place: string
  readonly joinUrl: string | null
  readonly hosts: readonly HostBody[]
  readonly hotline: string
  readonly collectionOpensAt: string
  readonly collectionClosesAt: string
}

export type FactName = keyof NoticeFacts

/** What people were told last. */
export type Told = {
  readonly version: number
  readonly at: string
  readonly facts: NoticeFacts
  /** They know that it was cancelled. */
  readonly cancelled: boolean
}
