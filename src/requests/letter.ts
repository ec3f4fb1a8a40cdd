import type { PlainDate } from '../kernel/calendar/plain-date.ts'

export const numberMax = 40
export const addresseeMax = 160
export const signerMax = 80
export const letterWordsMax = 2_000
export const aloneMax = 300

/** Công văn chuyển đề nghị đối thoại, with the figures as they stood when it was written. */
export type Letter = {
  readonly requestId: string
  readonly number: string
  readonly dated: PlainDate
  readonly addressee: string
  readonly signer: string
  readonly words: string
  readonly joined: number
  readonly verified: number
  readonly onPaper: number
  readonly voters: number
  readonly votersSource: string
  readonly votersAsOf: PlainDate
  readonly percent: number
  readonly legalSource: string
  readonly writtenBy: string
  readonly writtenAt: Date
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly aloneBecause: string | null
  readonly version: number
}

/** Part of the voters in percent, with one decimal as Vietnamese writes it: "10,4". */
export const shareOf = (part: number, whole: number): string =>
  new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }).format(Math.floor((part / whole) * 1_000) / 10)
