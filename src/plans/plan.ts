import type { Family } from '../documents/index.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'

export const planStates = ['draft', 'asked', 'approved'] as const
export type PlanState = (typeof planStates)[number]
/** Where a session is held: by the city or province, by a commune, in a village or ward group. */
export const planLevels = ['province', 'commune', 'group'] as const
export const lineTypes = ['dialogue', 'voter_contact'] as const

export const lengths = {
  body: 200,
  number: 60,
  words: 4_000,
  recipients: 1_000,
  post: 120,
  topic: 300,
  why: 300,
  lines: 120,
  /** A billion billion would not fit; a session costs less than a hundred billion. */
  cost: 100_000_000_000,
} as const

/** What an officer writes of a plan, besides its lines. */
export type PlanFields = {
  readonly family: Family
  readonly superior: string
  readonly issuer: string
  readonly number: string
  readonly dated: PlainDate | null
  readonly draftedWith: string
  readonly purpose: string
  readonly lessons: string
  /** A line each. */
  readonly recipients: string
  readonly authority: string
  readonly post: string
  readonly signer: string
}

export type Plan = PlanFields & {
  readonly id: string
  readonly unitId: string
  readonly year: number
  readonly state: PlanState
  readonly revision: number
  readonly writtenBy: string
  readonly createdAt: Date
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly sentBackWhy: string | null
  readonly version: number
}

export type LineFields = {
  readonly month: number
  readonly level: (typeof planLevels)[number]
  readonly type: (typeof lineTypes)[number]
  readonly topic: string
  readonly host: string
  readonly place: string
  /** In đồng; null where nobody has reckoned it. */
  readonly cost: number | null
}

export type PlanLine = LineFields & { readonly id: string; readonly dialogueId: string | null }
