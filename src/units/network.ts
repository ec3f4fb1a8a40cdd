import type { PlainDate } from '../kernel/calendar/plain-date.ts'

/** What a community may agree to be told by. */
export const networkKinds = [
  'zalo_group',
  'loudspeaker',
  'notice_board',
  'house_visits',
  'sms',
  'telegram_group',
  'other',
] as const
export type NetworkKind = (typeof networkKinds)[number]

export type Network = {
  readonly id: string
  readonly unitId: string
  readonly kind: NetworkKind
  /** What it is called or where it stands; empty where the kind says enough. */
  readonly name: string
  readonly since: PlainDate
  readonly minutesNumber: string
  readonly minutesDate: PlainDate
  /** The minutes themselves, an attachment; null while nobody has put them up. */
  readonly minutesFile: string | null
  /** The first day on which it holds no more. */
  readonly endedOn: PlainDate | null
  /** Whether it counts in the proof of notice. */
  readonly isLawful: boolean
}

/**
 * Telegram was ordered blocked in Vietnam in 2025 (letter 2312/CVT-CS of the Telecommunications Authority): its groups
 * may carry a notice further, and never prove one. "Other" counts once its kind is known, not before.
 */
export const countsAsNotice = (kind: NetworkKind): boolean => kind !== 'telegram_group' && kind !== 'other'
