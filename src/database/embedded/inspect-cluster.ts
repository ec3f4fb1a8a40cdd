import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unavailable } from './failures.ts'
import type { Layout } from './layout.ts'

const missing = (error: unknown): undefined => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}

/** The password of an existing cluster of the right major version; nothing when there is no cluster yet. */
export const inspectCluster = async (layout: Layout, major: number): Promise<string | undefined> => {
  const { cluster, data, folder } = layout
  if ((await lstat(cluster).catch(missing)) === undefined) return undefined
  if ((await readdir(cluster)).length === 0) return undefined
  const damaged = (what: string): Error =>
    unavailable(
      `The database in ${folder} is damaged: ${what}. Nothing was changed. ` +
        'Keep a copy of the folder and restore the newest backup into an empty one.',
    )
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(missing))?.trim()
  if (version === undefined) throw damaged(`${join(data, 'PG_VERSION')} is missing`)
  if (version !== String(major))
    throw unavailable(
      `The database in ${folder} was made by PostgreSQL ${version}, this version brings PostgreSQL ${major}. ` +
        `Run the older version once more for \`nhip-cau backup\`, then restore that into an empty DATA_DIR.`,
    )
  if ((await lstat(join(data, 'global', 'pg_control')).catch(missing)) === undefined)
    throw damaged(`${join(data, 'global', 'pg_control')} is missing`)
  const password = (await readFile(layout.password, 'utf8').catch(missing))?.trim()
  if (!password) throw damaged(`the password file ${layout.password} is missing or empty`)
  return password
}
