import type { Question } from './content.ts'

/** Null: not shown, because it is small or would give a small one away. */
export type Shown = number | null

export type Counts = {
  readonly persons: Shown
  readonly households: Shown
  /** Second answers of a household, kept aside. */
  readonly aside: Shown
}

export const splits = ['place', 'sex', 'age', 'way', 'version'] as const
/** What answers are told apart by; `way`: on paper or not. */
export type Split = (typeof splits)[number]

/** One question by one split, in the form's main count: persons, or households where only they count. */
export type SplitTable = {
  readonly split: Split
  /** `?` holds whoever said nothing, and groups too small to stand alone. */
  readonly rows: readonly { readonly cell: string; readonly base: Shown; readonly counts: readonly Shown[] }[]
}

export type QuestionResults = {
  /** As it was asked last. */
  readonly item: Question
  /** Its words or choices were others in an earlier version. */
  readonly isChanged: boolean
  /** Who came to it; `answered` and `passed` add up to it. In the main count. */
  readonly reached: number
  readonly answered: number
  readonly passed: number
  /** Nothing of it may be shown: too few answered, or it would give away a small number of an earlier question. */
  readonly isWithheld: boolean
  /** Of a ranking: how many put a choice first to last. */
  readonly values: readonly { readonly value: string; readonly counts: Counts; readonly places: readonly Shown[] }[]
  readonly tables: readonly SplitTable[]
  /** Splits that are there and cannot be shown. */
  readonly withheld: readonly Split[]
}

export type FormResults = {
  readonly main: 'persons' | 'households'
  /** Whoever answered; these are never small cells of an answer. */
  readonly total: { readonly persons: number; readonly households: number; readonly aside: number }
  /** Null where one of the two is too small to stand alone. */
  readonly ways: { readonly digital: number; readonly paper: number } | null
  readonly questions: readonly QuestionResults[]
  readonly places: readonly {
    readonly id: string
    readonly name: string
    readonly residents: number
    /** Null: none, or fewer than the smallest number that is shown. */
    readonly answered: Shown
  }[]
  /** Of places that are not shown one by one, and of unknown ones. */
  readonly elsewhere: number
}
