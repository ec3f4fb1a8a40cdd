import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { PeriodStatistics } from '../statistics/index.ts'
import type { Counted } from './balance-values.ts'

/** Of any period, báo cáo năm, or báo cáo tổng kết 05 năm. */
export const synthesisKinds = ['period', 'year', 'five_years'] as const
export type SynthesisKind = (typeof synthesisKinds)[number]

export type SynthesisState = 'draft' | 'asked' | 'approved'

/** Where a part of the figures comes from: an approved synthesis of a unit below. */
export type Source = {
  readonly id: string
  readonly unitId: string
  readonly name: string
  readonly received: number
}

export type SynthesisFigures = Counted & {
  readonly sessions: number
  /** What the unit itself received, without its sources. */
  readonly ownReceived: number
  readonly sources: readonly Source[]
  /** Units directly below, and those of them from which no report came. */
  readonly unitsBelow: number
  readonly lacking: readonly string[]
  /** Only of a year and of five years. */
  readonly statistics?: PeriodStatistics
}

/** A report of what was heard in a period; its figures are counted until it is approved, and fixed then. */
export type Synthesis = {
  readonly id: string
  readonly unitId: string
  readonly kind: SynthesisKind
  readonly fromOn: PlainDate
  readonly untilOn: PlainDate
  readonly councilSession: string
  readonly mood: string
  readonly proposals: string
  readonly state: SynthesisState
  readonly figures: SynthesisFigures | null
  /** Twelve bare digits; null until it is approved. */
  readonly code: string | null
  readonly writtenBy: string
  readonly approvedAt: Date | null
  readonly approvalNote: string | null
  readonly sentBackWhy: string | null
  readonly version: number
}

export type SynthesisWords = Pick<Synthesis, 'fromOn' | 'untilOn' | 'councilSession' | 'mood' | 'proposals'>

/** Characters. */
export const synthesisMax = { councilSession: 200, mood: 8_000, proposals: 8_000, why: 600 } as const
/** A report covers five years at most. */
export const longestDays = 5 * 366
/** A year ends where the next begins, on whichever day an office closes its year. */
export const yearDays = 366
/** A report of five years covers more than four. */
export const fiveYearsLeast = 4 * 366

const sumOf = (all: readonly Counted[], of: (one: Counted) => number): number =>
  all.reduce((total, one) => total + of(one), 0)

const joined = <Key extends string>(
  lists: readonly (readonly (Readonly<Record<Key, string>> & { readonly n: number })[])[],
  key: Key,
): { readonly name: string; readonly n: number }[] => {
  const totals = new Map<string, number>()
  for (const { [key]: name, n } of lists.flat()) totals.set(name, (totals.get(name) ?? 0) + n)
  return [...totals]
    .map(([name, n]) => ({ name, n }))
    .toSorted((one, other) => other.n - one.n || one.name.localeCompare(other.name, 'vi'))
}

/** Figures of several collections or reports together. Whoever wrote to two units counts in each. */
export const addCounted = (all: readonly Counted[]): Counted => ({
  balance: {
    received: sumOf(all, ({ balance }) => balance.received),
    answeredAlone: sumOf(all, ({ balance }) => balance.answeredAlone),
    answeredJoined: sumOf(all, ({ balance }) => balance.answeredJoined),
    transferred: sumOf(all, ({ balance }) => balance.transferred),
    refused: sumOf(all, ({ balance }) => balance.refused),
    withdrawn: sumOf(all, ({ balance }) => balance.withdrawn),
    erased: sumOf(all, ({ balance }) => balance.erased),
    pending: sumOf(all, ({ balance }) => balance.pending),
    supports: sumOf(all, ({ balance }) => balance.supports),
  },
  persons: sumOf(all, ({ persons }) => persons),
  unknown: sumOf(all, ({ unknown }) => unknown),
  households: all.every(({ households }) => households === null) ? null : sumOf(all, (one) => one.households ?? 0),
  came: sumOf(all, ({ came }) => came),
  byClass: joined(
    all.map(({ byClass }) => byClass),
    'opinionClass',
  ).map(({ name, n }) => ({ opinionClass: name, n })),
  byTopic: joined(
    all.map(({ byTopic }) => byTopic),
    'name',
  ),
})

type Dated = { readonly fromOn: PlainDate; readonly untilOn: PlainDate }

/** Of the reports of one unit within a period those that cover the most and never the same day twice. */
export const withoutOverlap = <Report extends Dated>(reports: readonly Report[]): Report[] => {
  const longest = reports.toSorted(
    (one, other) =>
      Date.parse(other.untilOn) - Date.parse(other.fromOn) - (Date.parse(one.untilOn) - Date.parse(one.fromOn)),
  )
  const taken: Report[] = []
  for (const report of longest) {
    const overlaps = taken.some((one) => report.fromOn <= one.untilOn && one.fromOn <= report.untilOn)
    if (!overlaps) taken.push(report)
  }
  return taken
}
