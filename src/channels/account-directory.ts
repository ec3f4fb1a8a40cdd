import type { House } from '../database/index.ts'
import { openCredentials } from './account-credentials.ts'
import { learnCapabilities, listAccounts, type AccountRow } from './account-store.ts'
import type { AccountDirectory, ChannelAccount, Platform } from './port.ts'

export type AccountDirectoryOfHouse = AccountDirectory & {
  /** Reads the accounts anew; resolves when they are known. */
  reload(): Promise<void>
  stop(): Promise<void>
}

// A poke may get lost.
const reloadMs = 30_000

/** The accounts of one platform, in memory: adapters ask for every message. Fails when the database cannot be read. */
export const openAccountDirectory = async (house: House, platform: Platform): Promise<AccountDirectoryOfHouse> => {
  const { database, clock, keyring, log, signals } = house
  let byId = new Map<string, ChannelAccount>()
  let byExternalId = new Map<string, ChannelAccount>()
  let loading: Promise<void> | undefined
  let loadAgain = false

  const open = (row: AccountRow): ChannelAccount => {
    const { id, externalId, capabilities } = row
    const state = row.state as ChannelAccount['state']
    const account = { id, externalId, state, capabilities }
    try {
      return { ...account, credentials: row.credentials ? openCredentials(keyring, id, row.credentials) : {} }
    } catch {
      log.error({ accountId: id }, 'the credentials of an account do not open: another SECRET_KEY?')
      return { ...account, credentials: {} }
    }
  }

  const use = (accounts: readonly ChannelAccount[]): void => {
    byId = new Map(accounts.map((account) => [account.id, account]))
    byExternalId = new Map(accounts.map((account) => [account.externalId, account]))
  }

  const load = async (): Promise<void> => {
    do {
      loadAgain = false
      const rows = await listAccounts(database)
      use(rows.filter((row) => row.platform === platform).map(open))
    } while (loadAgain)
  }

  /** One reading at a time; what is asked for meanwhile is answered by another one after it. */
  const reload = async (): Promise<void> => {
    loadAgain = true
    loading ??= load().finally(() => {
      loading = undefined
    })
    await loading
  }

  const reloadQuietly = (): void => {
    reload().catch((error: unknown) =>
      log.debug(
        { platform, error: error instanceof Error ? error.name : '' },
        'the accounts could not be read; the known ones stay',
      ),
    )
  }

  await reload()
  const unlisten = signals.listen('accounts', reloadQuietly)
  const timer = setInterval(reloadQuietly, reloadMs)
  timer.unref()

  return {
    byId: (accountId) => byId.get(accountId),
    byExternalId: (externalId) => byExternalId.get(externalId),
    all: () => [...byId.values()],
    async learn(accountId, learnt) {
      const account = byId.get(accountId)
      if (!account || Object.entries(learnt).every(([name, value]) => account.capabilities[name] === value)) return
      await learnCapabilities(database, accountId, learnt, clock.now())
      const known = byId.get(accountId) ?? account
      const taught = { ...known, capabilities: { ...known.capabilities, ...learnt } }
      use([...byId.values()].map((one) => (one.id === accountId ? taught : one)))
      signals.poke('accounts')
    },
    reload,
    async stop() {
      unlisten()
      clearInterval(timer)
      await loading?.catch(() => undefined)
    },
  }
}
