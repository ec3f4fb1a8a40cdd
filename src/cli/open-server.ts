import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { attachEmbedded, startEmbedded } from '../database/embedded/index.ts'
import type { Context } from './command.ts'

export type OpenedServer = {
  /** Address as the owner of the schema. */
  readonly url: string
  /** The server of a running service, which this command must not stop. */
  readonly isBeside: boolean
  close(): Promise<void>
}

export const embeddedFolder = ({ config }: Context): string => join(config.dataDir, 'postgres')

/** Whether there is an embedded database already. */
export const hasEmbedded = (context: Context): boolean => existsSync(join(embeddedFolder(context), 'cluster'))

/** The database server alone: before any schema, key or pool. `alone` starts it only where no service uses it. */
export const openServer = async (context: Context, how: 'beside' | 'alone'): Promise<OpenedServer> => {
  const { config, log } = context
  const given = config.secrets.databaseUrl
  if (given !== undefined) return { url: given, isBeside: true, close: async () => {} }
  const folder = embeddedFolder(context)
  const running = how === 'beside' ? await attachEmbedded(folder) : undefined
  if (running !== undefined) return { url: running, isBeside: true, close: async () => {} }
  const server = await startEmbedded({ folder, log })
  return { url: server.url, isBeside: false, close: async () => await server.stop() }
}
