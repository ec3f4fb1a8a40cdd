import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { makeBackup } from '../database/index.ts'
import { createKeyring } from '../kernel/keyring.ts'
import { AppError } from '../kernel/errors.ts'
import { textOf, type Context, type Input, type Outcome } from './command.ts'
import { readPassphrase } from './read-passphrase.ts'
import { withInstallation } from './with-installation.ts'

const mebibytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`

/** What has to be kept apart from the file, in one sentence. */
const aboutKey = (lock: 'passphrase' | 'secret-key', keyId: string): string =>
  lock === 'passphrase'
    ? 'It opens with its passphrase alone and brings SECRET_KEY along, so keep file and passphrase in different places.'
    : `It opens only with the SECRET_KEY of this installation (key ${keyId}), so keep a copy of that key elsewhere, or give --passphrase-file.`

/** `backup`: everything of one moment in one encrypted file. */
export const backUpByLine = async (context: Context, input: Input): Promise<Outcome> => {
  const file = resolve(context.folder, textOf(input, 'to') ?? '')
  if (existsSync(file)) throw new AppError('CONFLICT', `${file} is there already; an older backup is not overwritten.`)
  const passphrase = await readPassphrase(context, input)
  return await withInstallation(context, async ({ ownerUrl, secretKey }) => {
    const now = context.clock.now()
    const made = await makeBackup({
      url: ownerUrl,
      secretKey,
      file,
      now,
      ...(passphrase === undefined ? {} : { passphrase }),
    })
    const { keyId } = createKeyring(secretKey)
    const key = aboutKey(made.lock, keyId)
    return {
      json: { file, tables: made.tables, bytes: made.bytes, lock: made.lock, keyId, key, madeAt: now.toISOString() },
      text: `${file}: ${made.tables} tables, ${mebibytes(made.bytes)}.\n${key}`,
    }
  })
}
