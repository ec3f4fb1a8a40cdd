import { resolve } from 'node:path'
import { connect, disconnect, readBackupHead, restoreBackup } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { textOf, type Context, type Input, type Outcome } from './command.ts'
import { countServices } from './doctor-views.ts'
import { installedKeys, keyName, placeKey, type InstalledKeys } from './installed-keys.ts'
import { openServer } from './open-server.ts'
import { readPassphrase } from './read-passphrase.ts'

type Head = Awaited<ReturnType<typeof readBackupHead>>['head']

/** The key that opens the file, or the sentence that says which one is needed. */
const keyFor = (head: Head, keys: InstalledKeys): Buffer => {
  const found = [keys.current, keys.previous, keys.inFile ?? undefined].find(
    (key) => key && keyName(key) === head.keyId,
  )
  if (found) return found
  const have = keys.current ? `the one at hand is ${keyName(keys.current)}` : 'there is none at hand'
  throw new AppError(
    'INVALID',
    `This backup opens only with the SECRET_KEY of its installation, key ${head.keyId}; ${have}. ` +
      `Set SECRET_KEY to it, or put it into ${keys.file}.`,
  )
}

/** A key of other data must stay where it is; the operator decides what becomes of it. */
const requireFreePlace = (head: Head, keys: InstalledKeys): void => {
  const isOther = keys.inFile === null || (keys.inFile && keyName(keys.inFile) !== head.keyId)
  if (!isOther || (keys.current && keyName(keys.current) === head.keyId)) return
  const what = keys.inFile ? `another key (${keyName(keys.inFile)})` : 'something that is no key'
  throw new AppError(
    'PRECONDITION',
    `${keys.file} holds ${what}, and the backup brings key ${head.keyId}. Nothing is overwritten: ` +
      'move the file away first, if what it belongs to is no longer needed.',
  )
}

const requireStopped = async (url: string): Promise<void> => {
  const database = connect({ url, max: 1, applicationName: 'nhip-cau restore' })
  try {
    const running = await countServices(database)
    if (running === 0) return
    throw new AppError('PRECONDITION', 'A service runs on this database. Stop it, restore, and start it again.')
  } finally {
    await disconnect(database)
  }
}

/** What is left to do about the key, in one sentence. */
const settleKey = async (context: Context, keys: InstalledKeys, brought: Buffer | undefined, head: Head) => {
  const fits = (key: Buffer | null | undefined): boolean =>
    key !== undefined && key !== null && keyName(key) === head.keyId
  if (fits(keys.current)) return { wrote: false, next: 'The key at hand fits: start the service.' }
  if (fits(keys.previous))
    return { wrote: false, next: 'SECRET_KEY_PREVIOUS fits: start the service; it changes to SECRET_KEY.' }
  if (brought && keys.inFile === undefined) await placeKey(context.config, brought)
  const wrote = brought !== undefined && keys.inFile === undefined
  if (context.config.secrets.secretKey === undefined) {
    return { wrote, next: `The key was written to ${keys.file}: start the service.` }
  }
  return {
    wrote,
    next: `Set SECRET_KEY to what stands in ${keys.file} before the service starts; the present one is another.`,
  }
}

/** `restore`: all of it into an empty service, or nothing. */
export const restoreByLine = async (context: Context, input: Input): Promise<Outcome> => {
  const file = resolve(context.folder, textOf(input, 'from') ?? '')
  const { head } = await readBackupHead(file)
  const passphrase = await readPassphrase(context, input)
  const keys = installedKeys(context.config)
  if (head.lock === 'passphrase') requireFreePlace(head, keys)
  const secretKey = head.lock === 'secret-key' ? keyFor(head, keys) : undefined
  const server = await openServer(context, 'alone')
  try {
    await requireStopped(server.url)
    const done = await restoreBackup({
      url: server.url,
      file,
      ...(secretKey === undefined ? {} : { secretKey }),
      ...(passphrase === undefined || head.lock === 'secret-key' ? {} : { passphrase }),
    })
    const { wrote, next } = await settleKey(context, keys, done.secretKey, head)
    return {
      json: { file, tables: done.tables, madeAt: done.madeAt, keyId: head.keyId, wroteKey: wrote, next },
      text: `Restored ${done.tables} tables as they were at ${done.madeAt}.\n${next}`,
    }
  } finally {
    await server.close()
  }
}
