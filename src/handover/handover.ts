import type { PlainDate } from '../kernel/calendar/plain-date.ts'

export type HandoverState = 'draft' | 'asked' | 'sent' | 'received' | 'returned' | 'done' | 'dropped'

export const returnReasons = ['not_competent', 'incomplete', 'duplicate', 'other'] as const
export type ReturnReason = (typeof returnReasons)[number]

/** What became of a matter at the receiver's: resolved, explained, declined with a reason, handed on. */
export const outcomes = ['resolved', 'explained', 'declined', 'forwarded'] as const
export type Outcome = (typeof outcomes)[number]

export const handoverMax = { items: 200, parties: 10, body: 200, number: 60, note: 2_000, why: 500, name: 120 } as const

/** A unit of the system, or a body by its name. */
export type Receiver = { readonly unitId: string } | { readonly body: string }

export type HandoverParty = {
  readonly seq: number
  readonly unitId: string | null
  /** The name of the unit or of the body. */
  readonly name: string
  readonly receivedAt: Date | null
  readonly receivedName: string | null
  readonly receivedPost: string | null
  readonly returnedAt: Date | null
  readonly returnReason: ReturnReason | null
  readonly competentBody: string | null
  readonly returnWords: string | null
}

export type HandoverItem = {
  readonly itemId: string
  readonly number: number
  readonly title: string | null
  readonly competence: string
  readonly outcome: Outcome | null
  readonly outcomeWords: string | null
}

export type Handover = {
  readonly id: string
  readonly unitId: string
  readonly unitPath: readonly string[]
  readonly unitName: string
  readonly state: HandoverState
  readonly number: string
  readonly dated: PlainDate | null
  readonly note: string
  readonly writtenBy: string
  readonly createdAt: Date
  readonly sentAt: Date | null
  readonly sentBackWhy: string | null
  readonly version: number
  /** The first leads, the others join in. */
  readonly parties: readonly HandoverParty[]
  readonly items: readonly HandoverItem[]
  /** The latest revision first; the digest of each stays when its bytes have gone. */
  readonly dossiers: readonly {
    readonly revision: number
    readonly why: 'frozen' | 'erased'
    readonly digest: string
  }[]
}
