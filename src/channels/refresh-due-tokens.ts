import type { House } from '../database/index.ts'
import type { TokenExchange } from './port.ts'
import { refreshTokens } from './token-vault-refresh.ts'
import { listDueTokens } from './token-vault-store.ts'

const hourMs = 3_600_000
// An access token lives 25 hours; five of them are left for a job that comes late.
const activeMs = 20 * hourMs
// A refresh token lapses after three months, also while the account is switched off.
const disabledMs = 28 * 24 * hourMs

export type DueRefreshes = { readonly refreshed: number; readonly postponed: number; readonly failed: number }

/** Renews the pairs that are old enough, one after the other. For a job that runs at least every hour. */
export const refreshDueTokens = async (
  house: House,
  renew: (accountId: string, refreshToken: string) => Promise<TokenExchange>,
): Promise<DueRefreshes> => {
  const now = house.clock.now()
  const ago = (ms: number): Date => new Date(now.getTime() - ms)
  const due = await listDueTokens(house.database, { now, activeSince: ago(activeMs), disabledSince: ago(disabledMs) })
  const counts = { refreshed: 0, postponed: 0, failed: 0 }
  for (const accountId of due) {
    const refresh = await refreshTokens(house, {
      accountId,
      refused: null,
      exchange: (refreshToken) => renew(accountId, refreshToken),
    })
    if (refresh.kind === 'fresh') counts.refreshed += 1
    else if (refresh.kind === 'retry') counts.postponed += 1
    else counts.failed += 1
    if (refresh.kind === 'refused') {
      house.log.error(
        { accountId, why: refresh.why },
        "the platform refuses to renew a token until the app's settings are mended",
      )
    }
  }
  return counts
}
