export const occasions = ['poll', 'vote', 'yearly'] as const
/** Lấy phiếu tín nhiệm; bỏ phiếu tín nhiệm; góp ý hằng năm với cán bộ cơ sở. */
export type Occasion = (typeof occasions)[number]

export type WindowState = 'draft' | 'asked' | 'open' | 'closed' | 'released' | 'dropped'

export type SealedWindow = {
  readonly id: string
  readonly unitId: string
  readonly code: string
  readonly occasion: Occasion
  readonly orderNumber: string
  readonly orderDate: string
  readonly orderIssuer: string
  readonly use: string
  readonly state: WindowState
  readonly opensAt: Date
  readonly closesAt: Date
  readonly closedAt: Date | null
  readonly createdBy: string
  readonly writtenBy: string
  readonly approvedBy: string | null
  readonly synthesisBy: string | null
  readonly readCount: number | null
  readonly unreadableCount: number | null
  readonly releasedAt: Date | null
  readonly logHead: string | null
  readonly version: number
}

export type Reader = {
  readonly officerId: string
  readonly name: string
  readonly recipient: string | null
  readonly checkedAt: Date | null
}

export const fewestReaders = 2
export const mostReaders = 9
export const longestDays = 60
export const synthesisMax = 20_000
/** Envelopes are destroyed so many days after the synthesis has been released. */
export const keptAfterReleaseDays = 30
/** And so many after a closing that no synthesis followed. */
export const keptUnreleasedDays = 365

export const takesEnvelopes = (one: SealedWindow, now: Date): boolean =>
  one.state === 'open' && one.opensAt <= now && now < one.closesAt
