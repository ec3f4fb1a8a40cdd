import type { PlainDate } from '../kernel/calendar/plain-date.ts'

/** The tiers of before 1 July 2025 and the one below them. */
export const pastLevels = ['province', 'district', 'commune', 'village'] as const
export const measures = ['sessions', 'participants', 'opinions', 'answered', 'households'] as const
export const sessionTypes = ['dialogue', 'voter_contact'] as const
export const rhythms = ['periodic', 'ad_hoc', 'regular'] as const
/** Whose deputies met voters. */
export const electedBodies = ['assembly_and_province', 'assembly', 'province', 'district', 'commune'] as const
/** Hội nghị, kỳ, cuộc, người, ý kiến, hộ. */
export const countings = ['conference', 'round', 'occasion', 'person', 'opinion', 'household'] as const

export type PastLevel = (typeof pastLevels)[number]
export type Measure = (typeof measures)[number]
export type SessionType = (typeof sessionTypes)[number]
export type Rhythm = (typeof rhythms)[number]
export type ElectedBody = (typeof electedBodies)[number]
export type Counting = (typeof countings)[number]

/** What a document says of some years, in its own words for units and with its "hơn". */
export type PastFigure = {
  readonly fromYear: number
  readonly toYear: number
  /** Null: all tiers together. */
  readonly level: PastLevel | null
  /** The tier as the document calls it, "cấp thành phố"; empty where only the code is known. */
  readonly levelWords: string
  /** Empty where it is of a whole tier. */
  readonly oldUnit: string
  readonly oldDistrict: string
  readonly measure: Measure
  readonly type: SessionType | null
  readonly rhythm: Rhythm | null
  readonly isThematic: boolean | null
  readonly electedBody: ElectedBody | null
  /** Whose deputies, as the document calls them: "HĐND các quận, huyện, thị xã". */
  readonly bodyWords: string
  readonly value: number
  readonly qualifier: 'exact' | 'more_than'
  readonly countedIn: Counting
}

export type KeptFigure = PastFigure & { readonly id: string; readonly sheetId: string; readonly seq: number }

export type SheetState = 'draft' | 'asked' | 'approved' | 'withdrawn'

export type PastSheet = {
  readonly id: string
  readonly unitId: string
  readonly source: string
  readonly sourceOn: PlainDate
  readonly state: SheetState
  readonly writtenBy: string
  readonly approvedAt: Date | null
  readonly approvalNote: string | null
  readonly sentBackWhy: string | null
  readonly withdrawnWhy: string | null
  readonly withdrawnBy: string | null
  readonly withdrawnAt: Date | null
  /** The withdrawn sheet that this one was entered anew from. */
  readonly renews: string | null
  readonly version: number
}

/** Characters. */
export const pastMax = {
  source: 300,
  oldUnit: 120,
  oldDistrict: 120,
  why: 600,
  levelWords: 120,
  bodyWords: 120,
} as const
/** Figures of one sheet. */
export const figuresMax = 2_000
export const earliestYear = 1945

/** Two figures that say the same thing of the same years and units: one of them must be wrong. */
export const keyOf = (figure: PastFigure): string =>
  JSON.stringify([
    figure.fromYear,
    figure.toYear,
    figure.level,
    figure.oldUnit.toLocaleLowerCase('vi'),
    figure.oldDistrict.toLocaleLowerCase('vi'),
    figure.measure,
    figure.type,
    figure.rhythm,
    figure.isThematic,
    figure.electedBody,
    figure.countedIn,
  ])
