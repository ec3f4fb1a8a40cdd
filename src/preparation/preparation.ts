/** How matters come into the hall: shown to residents beforehand, and fixed once the collection has closed. */
export const selectionRules = ['weightiest', 'each_class', 'each_area'] as const
export type SelectionRule = (typeof selectionRules)[number]

export type Preparation = {
  readonly dialogueId: string
  readonly openingMinutes: number
  /** What became of the conclusions of last time. */
  readonly reportMinutes: number
  readonly closingMinutes: number
  /** For questions from the floor. */
  readonly floorMinutes: number
  /** How long a matter takes on average: how many fit. */
  readonly minutesEach: number
  readonly rule: SelectionRule
  readonly isFrozen: boolean
  readonly departure: string | null
  readonly invitesLacking: boolean
  /** 0 while nobody has saved anything. */
  readonly version: number
}

/** What holds until an officer has decided otherwise. */
export const usualPreparation = {
  openingMinutes: 10,
  reportMinutes: 10,
  closingMinutes: 10,
  floorMinutes: 20,
  minutesEach: 5,
  rule: 'each_class',
  departure: null,
  invitesLacking: true,
} as const satisfies Omit<Preparation, 'dialogueId' | 'isFrozen' | 'version'>

/** Minutes of a session whose end nobody has set. */
export const usualLength = 120
export const fixedPartMax = 240
export const eachMin = 3
export const eachMax = 60
export const departureMax = 500

/** Whole minutes from beginning to end. */
export const sessionMinutes = (session: { readonly startsAt: Date; readonly endsAt: Date | null }): number =>
  session.endsAt === null
    ? usualLength
    : Math.max(0, Math.round((session.endsAt.getTime() - session.startsAt.getTime()) / 60_000))

/** What is left for the matters that were handed in; never below nothing. */
export const minutesForItems = (
  total: number,
  plan: Pick<Preparation, 'openingMinutes' | 'reportMinutes' | 'closingMinutes' | 'floorMinutes'>,
): number => Math.max(0, total - plan.openingMinutes - plan.reportMinutes - plan.closingMinutes - plan.floorMinutes)
