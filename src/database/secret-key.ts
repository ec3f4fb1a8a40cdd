import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { AppError } from '../kernel/errors.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Database } from './connect.ts'

const place = 'installation.value:data-key'

/** The secret that an embedded installation made for itself, or makes now; readable by its user only. */
export const keepSecretKey = (dataDir: string): Buffer => {
  const path = join(dataDir, 'secret.key')
  const read = (): Buffer => {
    const bytes = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
    if (bytes.length === 32) return bytes
    throw new AppError('UNAVAILABLE', `${path} does not hold a key of 32 bytes in base64; restore it from a backup`)
  }
  mkdirSync(dataDir, { recursive: true })
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  // A new key beside old data would look like a working one and open nothing.
  if (existsSync(join(dataDir, 'postgres', 'cluster'))) {
    throw new AppError(
      'UNAVAILABLE',
      `${path} is lost, and the database beside it is sealed with it. Put it back, set SECRET_KEY to it, or restore a backup with a passphrase into an empty folder: it holds the key.`,
    )
  }
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Two processes that start at once: the first one's key holds.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return read()
}

const readDataKey = async (database: Database): Promise<Buffer | undefined> => {
  const [row] = await database.execute<{ value: Buffer }>(sql`select value from installation where key = 'data-key'`)
  return row?.value
}

/**
 * The key that everything in this database is sealed and indexed with. It is made once and stands in the database,
 * wrapped by SECRET_KEY: a new SECRET_KEY wraps it anew, and not one other row has to change. Undefined when neither the
 * current nor the previous SECRET_KEY opens it.
 */
export const openDataKey = async (database: Database, wrapping: Keyring, now: Date): Promise<Buffer | undefined> => {
  const fresh = wrapping.seal('installation', randomBytes(32), place)
  await database.execute(sql`
    insert into installation (key, value, at) values ('data-key', ${fresh}, ${now.toISOString()}::timestamptz)
    on conflict (key) do nothing`)
  const wrapped = await readDataKey(database)
  if (!wrapped) throw new AppError('INTERNAL', 'the data key was not kept')
  try {
    const dataKey = wrapping.open('installation', wrapped, place)
    if (!wrapping.isCurrent(wrapped)) {
      await database.execute(sql`
        update installation set value = ${wrapping.seal('installation', dataKey, place)}, at = ${now.toISOString()}::timestamptz
        where key = 'data-key'`)
    }
    return dataKey
  } catch {
    return undefined
  }
}
