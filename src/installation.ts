import { join } from 'node:path'
import {
  connect,
  disconnect,
  keepSecretKey,
  migrate,
  openDataKey,
  serviceRole,
  startSignals,
  type House,
} from './database/index.ts'
import { attachEmbedded, startEmbedded } from './database/embedded/index.ts'
import type { Config } from './config.ts'
import { systemClock, type Clock } from './kernel/clock.ts'
import { AppError } from './kernel/errors.ts'
import { createKeyring } from './kernel/keyring.ts'
import type { Log } from './kernel/log.ts'

/** Everything below the rooms: the database, its owner's address, the keys. Opened by the service and by commands. */
export type Installation = {
  readonly house: House
  /** The owner of the schema: for migrations, pg-boss and backups. */
  readonly ownerUrl: string
  readonly secretKey: Buffer
  /** False where the server does not let us make a role of our own. */
  readonly hasServiceRole: boolean
  close(): Promise<void>
}

type Options = {
  readonly config: Config
  readonly log: Log
  readonly clock?: Clock
  /** Beside a running service: its server is used, none is started. */
  readonly beside?: boolean
  readonly poolMax?: number
}

type OpenedServer = { readonly url: string; stop(): Promise<void> }

const openServer = async ({ config, log, beside }: Options): Promise<OpenedServer> => {
  if (config.secrets.databaseUrl !== undefined) return { url: config.secrets.databaseUrl, stop: async () => {} }
  const folder = join(config.dataDir, 'postgres')
  const running = beside ? await attachEmbedded(folder) : undefined
  if (running !== undefined) return { url: running, stop: async () => {} }
  return await startEmbedded({ folder, log })
}

const lostKey =
  'SECRET_KEY is not the one that this database was made with, so contacts, tokens and opinions cannot be opened. ' +
  'Set SECRET_KEY to the former key (or SECRET_KEY_PREVIOUS while changing it); an embedded installation keeps it in ' +
  'DATA_DIR/secret.key, and a backup with a passphrase holds it.'

/** Opens the installation: server, keys, newest schema, pool. Refuses a database that was sealed with another key. */
export const openInstallation = async (options: Options): Promise<Installation> => {
  const { config, log } = options
  const clock = options.clock ?? systemClock
  const secretKey = config.secrets.secretKey ?? keepSecretKey(config.dataDir)
  const server = await openServer(options)
  const opened: (() => Promise<void>)[] = [async () => await server.stop()]
  const close = async (): Promise<void> => {
    for (const undo of opened.splice(0).reverse()) await undo()
  }
  try {
    const { applied, hasServiceRole } = await migrate(server.url)
    if (applied > 0) log.info({ applied }, 'the schema is up to date')
    const database = connect({
      url: server.url,
      max: options.poolMax ?? 12,
      ...(hasServiceRole ? { role: serviceRole } : {}),
    })
    opened.push(async () => await disconnect(database))
    const wrapping = createKeyring(secretKey, config.secrets.previousSecretKey)
    const dataKey = await openDataKey(database, wrapping, clock.now())
    if (!dataKey) throw new AppError('UNAVAILABLE', lostKey)
    const keyring = createKeyring(dataKey)
    const signals = await startSignals(database, log)
    opened.push(async () => await signals.stop())
    return { house: { database, clock, keyring, signals, log }, ownerUrl: server.url, secretKey, hasServiceRole, close }
  } catch (error) {
    await close()
    throw error
  }
}
