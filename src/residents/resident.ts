/** How a resident's words are shown. Sealed is the default: readers see the text, only the system knows who wrote. */
export type Naming = 'sealed' | 'anonymous' | 'named'

export type ConsentPurpose = 'relay' | 'notices' | 'statistics' | 'cross_border'

/** Why somebody may be held back for a while: rules that are explained to them. */
export type MuteReason = 'flood' | 'insults' | 'spam'

/** What the house knows of a resident when they write. No address, no number. */
export type ResidentCard = {
  readonly id: string
  readonly language: 'vi' | 'en'
  readonly unitId: string | null
  readonly groupUnitId: string | null
  readonly followedUnitId: string | null
  readonly naming: Naming
  /** Only when they chose to be named. */
  readonly name: string | null
  readonly noticesStopped: boolean
  readonly mutedUntil: Date | null
  readonly mutedWhy: MuteReason | null
  /** Purposes for which consent is given now. */
  readonly consents: readonly ConsentPurpose[]
}
