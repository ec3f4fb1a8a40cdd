import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { GuardMark } from '../questions/index.ts'

/**
 * asked → open (an officer has checked it) → reached (the legal share is there) → handed_over → called or declined.
 * Besides: refused by the officer, lapsed after its last day, withdrawn by its author before anybody checked it.
 */
export const requestStates = [
  'asked',
  'open',
  'reached',
  'handed_over',
  'called',
  'declined',
  'refused',
  'lapsed',
  'withdrawn',
] as const
export type RequestState = (typeof requestStates)[number]
export type RequestChannel = 'zalo' | 'telegram' | 'web' | 'desk'

/** People may join, and voters are counted. */
export const isJoinable = (state: RequestState): boolean => state === 'open' || state === 'reached'

export const wordsMax = 1_000
export const titleMax = 140
export const reasonMax = 500
export const labelMax = 60
/** How long people may join: by default, and at most. */
export const usualOpenDays = 90
export const longestOpenDays = 365
/** Of one person, so many may wait to be checked. */
export const waitingMax = 3

export type DialogueRequest = {
  readonly id: string
  readonly unitId: string
  readonly unitPath: readonly string[]
  readonly unitName: string
  readonly title: string | null
  /** Null once its author was erased before it was checked. */
  readonly words: string | null
  readonly hasAuthor: boolean
  readonly channel: RequestChannel
  readonly guardMark: GuardMark | null
  readonly state: RequestState
  readonly askedAt: Date
  readonly checkedAt: Date | null
  readonly openUntil: PlainDate | null
  readonly reachedAt: Date | null
  readonly handedOverAt: Date | null
  readonly reason: string | null
  readonly endedAt: Date | null
  readonly dialogueId: string | null
  readonly version: number
}

/** The legal share of a unit's voters, as far as it can be computed today. */
export type Threshold = {
  /** Null where the law states no share for such a unit, or the rule is switched off. */
  readonly rule: { readonly percent: number; readonly source: string; readonly legalBasis: string } | null
  /** Null until an officer has stated it with its source. */
  readonly base: { readonly voters: number; readonly source: string; readonly asOf: PlainDate } | null
  /** How many voters are needed. */
  readonly needed: number | null
}

export type Counts = {
  /** Residents who joined in a chat. */
  readonly inChat: number
  /** Of these, who were verified at the desk. */
  readonly verified: number
  /** Slips of paper lists, without those of people who are counted in the chat. */
  readonly onPaper: number
  /** Slips of people who asked in the chat too. */
  readonly twice: number
}

export type Standing = Counts &
  Threshold & {
    /** Everybody who asks, each once. */
    readonly joined: number
    /** Voters who count toward the legal share. */
    readonly counted: number
    /** How many voters lack; null where it cannot be computed. */
    readonly lacking: number | null
  }

/** So many voters are at least this share; the law says "at least", so it is rounded up. */
export const neededVoters = (voters: number, percent: number): number => Math.ceil((voters * percent) / 100)

export const standingOf = (counts: Counts, threshold: Threshold): Standing => {
  const counted = counts.verified + counts.onPaper
  return {
    ...counts,
    ...threshold,
    joined: counts.inChat + counts.onPaper,
    counted,
    lacking: threshold.needed === null ? null : Math.max(0, threshold.needed - counted),
  }
}
