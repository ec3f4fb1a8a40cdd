import { createHash } from 'node:crypto'
import type { NoticeFacts } from '../../dialogues/index.ts'
import type { NetworkKind } from '../../units/index.ts'
import type { Footing } from './counting-ways.ts'

/** What became of the messages of one way; sent, refused, unreachable, uncertain and unsent add up to `persons`. */
export type WayCounts = {
  readonly way: string
  /** What the way needs before the law's notice may rest on it. */
  readonly footing: Footing
  readonly persons: number
  readonly sent: number
  /** Of those sent, to whom it counts as the notice that the law asks for. */
  readonly counted: number
  /** Of those sent, where the platform tells. */
  readonly delivered: number
  readonly seen: number
  readonly refused: number
  readonly unreachable: number
  /** The platform stayed silent: perhaps sent. */
  readonly uncertain: number
  /** Not sent, or not yet: in line, held until they write, taken back or out of date. */
  readonly unsent: number
}

/** People of one village or ward group: reached by a way that counts, only by one that does not, or not at all. */
export type GroupCounts = {
  readonly persons: number
  readonly counted: number
  readonly onlyExtra: number
  readonly unreached: number
}

export type ProvenNetwork = {
  readonly kind: NetworkKind
  readonly name: string
  readonly since: string
  readonly minutesNumber: string
  readonly minutesDate: string
  readonly isLawful: boolean
}

/** Both names are null for people of whom no group is known. */
export type ProvenGroup = GroupCounts & {
  readonly unitId: string | null
  readonly unit: string | null
  /** What its community had agreed to when the notice went out. */
  readonly networks: readonly ProvenNetwork[]
}

export type ProvenOfficer = { readonly id: string; readonly name: string; readonly title: string | null }

export const provenKinds = ['announcement', 'change', 'cancellation'] as const
export type ProvenKind = (typeof provenKinds)[number]

export type ProvenText = {
  readonly language: string
  readonly text: string
  readonly fingerprint: string
  /** Who wrote the words as they were approved; null where a program did. */
  readonly writtenBy: ProvenOfficer | null
  readonly writtenAt: string
}

export type ProvenNotice = {
  readonly broadcastId: string
  readonly kind: ProvenKind
  readonly draftedBy: ProvenOfficer | null
  readonly draftedAt: string
  readonly approvedBy: ProvenOfficer
  readonly approvedAt: string
  /** Why one person was enough, where the rule allowed it. */
  readonly approvedAloneWhy: string | null
  /** Why it went out later than the law asks, as the approver wrote it. */
  readonly lateWhy: string | null
  readonly firstSentAt: string | null
  readonly lastSentAt: string | null
  readonly texts: readonly ProvenText[]
  readonly ways: readonly WayCounts[]
  readonly groups: readonly ProvenGroup[]
}

export type ProvenLaw = {
  readonly source: string
  readonly days: number
  /** Last day on which the notice could go out in time. */
  readonly lastDay: string
  /** The day of the first message that counts. */
  readonly firstSentOn: string | null
  readonly isKept: boolean
  /** Why it went out later, as the approver wrote it. */
  readonly lateWhy: string | null
}

/** That notice of a session was given: drawn from the records alone, no word of it typed for the proof. */
export type NoticeProof = {
  readonly dialogueId: string
  readonly noticeCode: string
  readonly facts: Partial<NoticeFacts>
  readonly unit: { readonly id: string; readonly name: string }
  readonly audience: readonly string[]
  readonly madeAt: string
  readonly law: ProvenLaw | null
  readonly notices: readonly ProvenNotice[]
  readonly groupLinks: readonly { readonly unit: string; readonly openings: number }[]
}

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, one]) => [key, ordered(one)]),
  )
}

/** SHA-256 in hex over the proof as JSON with its keys in order and nothing between them. */
export const digestOfProof = (proof: NoticeProof): string =>
  createHash('sha256')
    .update(JSON.stringify(ordered(proof)))
    .digest('hex')
