import type { Platform, PlatformLimits } from './port.ts'

/**
 * What the platforms allow when an account says nothing else. Zalo: 2,000 characters, 100 calls a minute for an account
 * and 4,000 a minute for an app (docs.zaloplatforms.com, "giới hạn tốc độ API"). Telegram: 4,096 characters, about 30
 * messages a second for a bot (Bot API FAQ). The web chat is our own.
 */
export const platformLimits: Readonly<Record<Platform, PlatformLimits>> = {
  zalo: { textMax: 2000, perSecond: 100 / 60, lanePerSecond: 4000 / 60, parallel: 32 },
  telegram: { textMax: 4096, perSecond: 29.4, lanePerSecond: 29.4, parallel: 32 },
  web: { textMax: 8000, perSecond: 2000, lanePerSecond: 2000, parallel: 32 },
}
