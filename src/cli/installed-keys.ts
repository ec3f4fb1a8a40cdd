import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { createKeyring } from '../kernel/keyring.ts'

export type InstalledKeys = {
  /** Where an embedded installation keeps its key. */
  readonly file: string
  /** SECRET_KEY, else the key of the file; nothing is made here. */
  readonly current: Buffer | undefined
  readonly previous: Buffer | undefined
  /** The key of the file, whether it counts or not; null for a file that holds none. */
  readonly inFile: Buffer | null | undefined
}

const readKeyFile = (file: string): Buffer | null | undefined => {
  if (!existsSync(file)) return undefined
  const bytes = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  return bytes.length === 32 ? bytes : null
}

/** The keys at hand, looked at without making any: a start would make one where none is. */
export const installedKeys = ({ dataDir, secrets }: Config): InstalledKeys => {
  const file = join(dataDir, 'secret.key')
  const inFile = readKeyFile(file)
  return { file, inFile, current: secrets.secretKey ?? inFile ?? undefined, previous: secrets.previousSecretKey }
}

/** Eight hex digits that name a key without revealing it. */
export const keyName = (key: Buffer): string => createKeyring(key).keyId

/** Writes the key where a service looks for it; never over another one. */
export const placeKey = async (config: Config, key: Buffer): Promise<void> => {
  await mkdir(config.dataDir, { recursive: true })
  writeFileSync(join(config.dataDir, 'secret.key'), `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
}
