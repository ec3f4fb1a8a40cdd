import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { AppError } from '../kernel/errors.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Database } from './connect.ts'

const word = 'Nhịp Cầu'
const place = 'installation.value:key-check'

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
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Two processes that start at once: the first one's key holds.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return read()
}

export type KeyState = 'fits' | 'first' | 'differs'

/** Whether this key opens what the installation sealed at its first start; the first one leaves its mark. */
export const checkSecretKey = async (database: Database, keyring: Keyring, now: Date): Promise<KeyState> => {
  const mark = keyring.seal('installation', word, place)
  const made = await database.execute(sql`
    insert into installation (key, value, at) values ('key-check', ${mark}, ${now.toISOString()}::timestamptz)
    on conflict (key) do nothing returning key`)
  if (made.length === 1) return 'first'
  const [row] = await database.execute<{ value: Buffer }>(sql`select value from installation where key = 'key-check'`)
  try {
    return row && keyring.openText('installation', row.value, place) === word ? 'fits' : 'differs'
  } catch {
    return 'differs'
  }
}
