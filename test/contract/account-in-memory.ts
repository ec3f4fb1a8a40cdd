import type { AccountDirectory, ChannelAccount, TokenExchange, TokenVault } from '../../src/channels/port.ts'

type Learnt = Record<string, string | number | boolean>

/** A directory of accounts without a database; `learnt` shows what adapters remembered. */
export const directoryInMemory = (
  accounts: readonly ChannelAccount[],
): AccountDirectory & { readonly learnt: Learnt[]; set(accountId: string, changes: Partial<ChannelAccount>): void } => {
  const known = new Map(accounts.map((account) => [account.id, account]))
  const learnt: Learnt[] = []
  const set = (accountId: string, changes: Partial<ChannelAccount>): void => {
    const account = known.get(accountId)
    if (account) known.set(accountId, { ...account, ...changes })
  }
  return {
    learnt,
    set,
    byId: (id) => known.get(id),
    byExternalId: (externalId) => [...known.values()].find((account) => account.externalId === externalId),
    all: () => [...known.values()],
    learn: async (accountId, capabilities) => {
      learnt.push({ ...capabilities })
      set(accountId, { capabilities: { ...known.get(accountId)?.capabilities, ...capabilities } })
      await Promise.resolve()
    },
  }
}

/** A vault of one pair without a database. `exchanges` holds what each refresh brought. */
export const vaultInMemory = (pair: {
  accessToken: string
  refreshToken: string
}): TokenVault & { readonly exchanges: TokenExchange[]; tokens: { accessToken: string; refreshToken: string } } => {
  const vault = {
    tokens: pair,
    exchanges: [] as TokenExchange[],
    accessToken: async () => await Promise.resolve(vault.tokens.accessToken),
    refresh: async (
      _: string,
      refused: string,
      exchange: (refreshToken: string) => Promise<TokenExchange>,
    ): ReturnType<TokenVault['refresh']> => {
      if (vault.tokens.accessToken !== refused) return { kind: 'fresh', accessToken: vault.tokens.accessToken }
      const outcome = await exchange(vault.tokens.refreshToken)
      vault.exchanges.push(outcome)
      if (outcome.kind === 'pair') {
        vault.tokens = outcome
        return { kind: 'fresh', accessToken: outcome.accessToken }
      }
      return outcome.kind === 'ambiguous' ? { kind: 'needs-consent', why: outcome.why } : outcome
    },
  }
  return vault
}
