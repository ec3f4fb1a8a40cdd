import type { House } from '../database/index.ts'
import { openToken } from './token-vault-seal.ts'
import { readTokens } from './token-vault-store.ts'
import { refreshTokens } from './token-vault-refresh.ts'
import type { TokenExchange, TokenRefresh, TokenVault } from './port.ts'

// Another process's refresh is told by a poke; should that get lost, the platform's refusal leads here all the same.
const cachedMs = 60_000

export type TokenVaultOfHouse = TokenVault & { stop(): void }

/** The token pairs of all accounts, sealed in the database. One for a process. */
export const createTokenVault = (house: House): TokenVaultOfHouse => {
  const { database, clock, keyring, signals } = house
  const cached = new Map<string, { readonly token: string; readonly until: number }>()
  const underWay = new Map<string, Promise<TokenRefresh>>()
  const unlisten = signals.listen('accounts', () => cached.clear())

  const remember = (accountId: string, token: string): string => {
    cached.set(accountId, { token, until: clock.now().getTime() + cachedMs })
    return token
  }

  const refreshOnce = async (
    accountId: string,
    refused: string,
    exchange: (refreshToken: string) => Promise<TokenExchange>,
  ): Promise<TokenRefresh> => {
    cached.delete(accountId)
    const refresh = await refreshTokens(house, { accountId, refused, exchange })
    if (refresh.kind === 'fresh') remember(accountId, refresh.accessToken)
    return refresh
  }

  return {
    async accessToken(accountId) {
      const known = cached.get(accountId)
      if (known && known.until > clock.now().getTime()) return known.token
      const tokens = await readTokens(database, accountId)
      return tokens && remember(accountId, openToken(keyring, 'access_token', accountId, tokens.accessToken))
    },
    async refresh(accountId, refusedToken, exchange) {
      const known = underWay.get(accountId)
      if (known) return await known
      const refresh = refreshOnce(accountId, refusedToken, exchange).finally(() => underWay.delete(accountId))
      underWay.set(accountId, refresh)
      return await refresh
    },
    stop() {
      unlisten()
      cached.clear()
    },
  }
}
