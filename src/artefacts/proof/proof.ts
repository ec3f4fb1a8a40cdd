import { createHash } from 'node:crypto'
import type { FactName } from '../../dialogues/index.ts'

/** What became of the messages of one way; they add up to `persons`. */
export type WayCounts = {
  readonly way: string
  /** Whether the law's notice may rest on it: a network blocked in the country is an extra. */
  readonly isLawful: boolean
  readonly persons: number
  readonly sent: number
  /** Of those sent, where the platform tells. */
  readonly seen: number
  readonly refused: number
  readonly unreachable: number
  /** The platform stayed silent: perhaps sent. */
  readonly uncertain: number
  /** Not sent, or not yet: in line, held until they write, taken back or out of date. */
  readonly unsent: number
}

export type ProvenNotice = {
  readonly broadcastId: string
  readonly kind: string
  readonly approvedBy: { readonly id: string; readonly name: string }
  readonly approvedAt: string
  /** Why one person was enough, where the rule allowed it. */
  readonly approvedAloneWhy: string | null
  readonly firstSentAt: string | null
  readonly lastSentAt: string | null
  readonly texts: readonly { readonly language: string; readonly text: string; readonly fingerprint: string }[]
  readonly ways: readonly WayCounts[]
}

export type ProvenLaw = {
  readonly source: string
  readonly days: number
  /** Last day on which the notice could go out in time. */
  readonly lastDay: string
  readonly firstSentOn: string | null
  readonly isKept: boolean
  /** Why it went out later, as the approver wrote it. */
  readonly lateWhy: string | null
}

export type ProvenNetwork = {
  readonly unit: string
  readonly kind: string
  readonly name: string
  readonly minutesNumber: string
  readonly minutesDate: string
}

/** That notice of a session was given: drawn from the records alone, no word of it typed for the proof. */
export type NoticeProof = {
  readonly dialogueId: string
  readonly noticeCode: string
  readonly facts: Readonly<Partial<Record<FactName, unknown>>>
  readonly unit: { readonly id: string; readonly name: string }
  readonly audience: readonly string[]
  readonly madeAt: string
  readonly law: ProvenLaw | null
  readonly notices: readonly ProvenNotice[]
  readonly networks: readonly ProvenNetwork[]
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
