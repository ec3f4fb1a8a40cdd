import type { ChannelAccount } from '../../src/channels/port.ts'
import { keepConnected, type ConnectOptions } from './keep-connected.ts'

export type AccountWatch = {
  /** Stops receiving; resolves when nothing is under way any more. */
  stop(): Promise<void>
}

type Connection = { readonly key: string; readonly stop: AbortController; readonly done: Promise<void> }

// Accounts are added, switched off and given new tokens in the console, perhaps of another process.
const lookAgainMs = 30_000

const keyOf = ({ credentials }: ChannelAccount): string =>
  `${credentials['botToken'] ?? ''}\n${credentials['webhookSecret'] ?? ''}`

/** Connects every active bot, and keeps in step with the accounts. Returns at once; reaching Telegram may take days. */
export const watchAccounts = (options: ConnectOptions): AccountWatch => {
  const stopping = new AbortController()
  const connections = new Map<string, Connection>()

  const connect = (account: ChannelAccount): void => {
    const stop = new AbortController()
    const done = keepConnected(options, account.id, AbortSignal.any([stopping.signal, stop.signal]))
    connections.set(account.id, { key: keyOf(account), stop, done })
  }

  const keepInStep = async (): Promise<void> => {
    const wanted = new Map(
      options.accounts
        .all()
        .filter((account) => account.state === 'active' && account.credentials['botToken'])
        .map((account) => [account.id, account]),
    )
    for (const [id, connection] of connections) {
      const account = wanted.get(id)
      if (account && keyOf(account) === connection.key) continue
      connection.stop.abort()
      await connection.done
      connections.delete(id)
    }
    for (const account of wanted.values()) if (!connections.has(account.id)) connect(account)
  }

  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await keepInStep()
      await options.pause(lookAgainMs, stopping.signal)
    }
    await Promise.all([...connections.values()].map(({ done }) => done))
  }

  const watching = watch()
  return {
    async stop() {
      stopping.abort()
      await watching
    },
  }
}
