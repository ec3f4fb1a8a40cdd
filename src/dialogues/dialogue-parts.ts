export const opinionClasses = ['livelihood', 'party_building', 'government_building', 'idea', 'question'] as const
export type OpinionClass = (typeof opinionClasses)[number]

/** In person, online, both, or by clusters of villages and ward groups. */
export const modes = ['in_person', 'online', 'hybrid', 'clusters'] as const
export type Mode = (typeof modes)[number]

export type HostBody = { readonly name: string; readonly chair?: string }
export type AgendaItem = { readonly minutes: number; readonly what: string; readonly who?: string }
export type PlannedShares = Partial<Record<OpinionClass, number>>

/** The policies concerned in plain words, why take part, what becomes of an opinion, documents. */
export type InformationPack = {
  readonly summary?: string
  readonly whyTakePart?: string
  readonly whatBecomes?: string
  readonly documents?: readonly { readonly attachmentId: string; readonly name: string }[]
}
