import type { Platform, PlatformLimits } from './port.ts'

/**
 * What the platforms allow when an account says nothing else. Zalo: 2,000 characters, 100 calls a minute for an account
 * and 4,000 a minute for an app (docs.zaloplatforms.com, "giới hạn tốc độ API"). Telegram: 4,096 characters, about 30
 * messages a second for a bot (Bot API FAQ). The web chat is our own. Phone: an SMS of
 * at most ten parts, 67 UTF-16 units each (3GPP TS 23.038, 23.040); a gateway's own rate stands in the account.
 */
export const platformLimits: Readonly<Record<Platform, PlatformLimits>> = {
  zalo: { textMax: 2000, perSecond: 100 / 60, lanePerSecond: 4000 / 60, parallel: 32 },
  telegram: { textMax: 4096, perSecond: 30, lanePerSecond: 30, parallel: 32 },
  web: { textMax: 8000, perSecond: 2000, lanePerSecond: 2000, parallel: 32 },
  phone: { textMax: 670, perSecond: 10, lanePerSecond: 10, parallel: 16 },
}
