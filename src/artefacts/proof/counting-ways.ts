import type { Way } from '../../delivery/index.ts'
import type { NetworkKind } from '../../units/index.ts'

/** What a way needs before the law's notice may rest on it. */
export type Footing =
  /** A message to the person or the authority's own page: enough by itself. */
  | 'by-itself'
  /** A social network counts where the community agreed to use it, by minutes. */
  | NetworkKind
  | 'never'

/**
 * Law 10/2022 on grassroots democracy, Art. 13(4): by message to the household, or by a legally operating social network
 * that the community agreed to choose. Telegram was ordered blocked in 2025 and is an extra; who is held got nothing yet.
 */
export const footings: Readonly<Record<Way, Footing>> = {
  'zalo-free': 'zalo_group',
  'zalo-paid': 'zalo_group',
  'zalo-template': 'zalo_group',
  zns: 'zalo_group',
  sms: 'by-itself',
  web: 'by-itself',
  telegram: 'never',
  held: 'never',
}

const isWay = (way: string): way is Way => Object.hasOwn(footings, way)

export const footingOf = (way: string): Footing => (isWay(way) ? footings[way] : 'never')
