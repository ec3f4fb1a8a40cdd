import type { PlainDate } from '../kernel/calendar/plain-date.ts'

/** A period in days, a number of times a year, or a share of the voters: exactly one of the three. */
export type Measure =
  | { readonly kind: 'days'; readonly days: number; readonly counting: 'calendar' | 'working' }
  | { readonly kind: 'times-a-year'; readonly times: number }
  | { readonly kind: 'percent'; readonly percent: number }

/** What a law says, with where it says so and from when. */
export type Rule = {
  /** Such as `dialogue.notice`. */
  readonly key: string
  readonly measure: Measure
  /** The legal basis or the matter by which the rule is chosen. */
  readonly appliesTo: string
  readonly source: string
  readonly sourceDate: PlainDate | null
  readonly validFrom: PlainDate
  /** The first day on which it holds no more. */
  readonly validUntil: PlainDate | null
  readonly state: 'verified' | 'unverified'
  readonly isOn: boolean
}
