import type { Platform, PlatformLimits } from './port.ts'

/**
 * What the platforms allow when an account says nothing else. Zalo: 2,000 characters, 100 calls a minute for an account
 * and 4,000 a minute for an app (docs.zaloplatforms.com, "giới hạn tốc độ API"). Telegram: 4,096 characters, about 30
 * messages a second for a bot (Bot API FAQ). The web chat is our own. Phone: an SMS of
 * at most ten parts, 67 UTF-16 units each (3GPP TS 23.038, 23.040); a gateway's own rate stands in the account.
 */
export const platformLimits: Readonly<Record<Platform, PlatformLimits>> = {
  zalo: { textMax: 2000, perSecond: 100 / 60, lanePerSecond: 4000 / 60, parallel: 64 },
  telegram: { textMax: 4096, perSecond: 30, lanePerSecond: 30, parallel: 32 },
  web: { textMax: 8000, perSecond: 2000, lanePerSecond: 2000, parallel: 32 },
  phone: { textMax: 670, perSecond: 10, lanePerSecond: 10, parallel: 16 },
}

/** Messages a second of an account and of the lane that it shares. */
export type Rates = { readonly perSecond: number; readonly lanePerSecond: number }

const asRate = (value: unknown): number | undefined => (typeof value === 'number' && value > 0 ? value : undefined)

/** Of which rate a platform speaks that tells how many calls a minute it allows: what fits an account is the account's. */
export const toldScope = (rates: Rates, perMinute: number): 'account' | 'lane' =>
  perMinute / 60 <= rates.perSecond * 1.001 ? 'account' : 'lane'

/** The lower of what was set and what the platform tells with its answers. */
export const withTold = (rates: Rates, perMinute: number | undefined): Rates => {
  if (perMinute === undefined) return rates
  return toldScope(rates, perMinute) === 'account'
    ? { ...rates, perSecond: Math.min(rates.perSecond, perMinute / 60) }
    : { ...rates, lanePerSecond: Math.min(rates.lanePerSecond, perMinute / 60) }
}

/** What was set for an account, else what its platform allows. A lane is never narrower than its account. */
export const setRatesOf = (platform: Platform, capabilities: Readonly<Record<string, unknown>>): Rates => {
  const usual = platformLimits[platform]
  const perSecond = asRate(capabilities['perSecond']) ?? usual.perSecond
  const lane = asRate(capabilities['lanePerSecond']) ?? 0
  return { perSecond, lanePerSecond: Math.max(usual.lanePerSecond, lane, perSecond) }
}

/** Calls a minute that the platform last told of an account, where that was less than what was set. */
export const toldPerMinuteOf = (capabilities: Readonly<Record<string, unknown>>): number | undefined =>
  asRate(capabilities['toldPerMinute'])

// Answers travel unevenly, and a platform's clock is not ours. A slow account is paced by its answers.
const slowPerSecond = 20

export const isSlowRate = (perSecond: number): boolean => perSecond < slowPerSecond

/** How much of an allowed rate is used, messages a second. */
export const pacedRate = (perSecond: number): number => perSecond * (isSlowRate(perSecond) ? 0.995 : 0.985)

/** How fast messages of an account leave in truth: for estimates. */
export const effectiveRatesOf = (platform: Platform, capabilities: Readonly<Record<string, unknown>>): Rates => {
  const rates = withTold(setRatesOf(platform, capabilities), toldPerMinuteOf(capabilities))
  return { perSecond: pacedRate(rates.perSecond), lanePerSecond: pacedRate(rates.lanePerSecond) }
}
