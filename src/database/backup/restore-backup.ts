import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type postgres from 'postgres'
import { AppError } from '../../kernel/errors.ts'
import { connect, disconnect } from '../connect.ts'
import { migrate } from '../migrate.ts'
import { backupKey } from './make-backup.ts'
import { keyOfPassphrase, openBlocks, type BackupHead } from './sealed-file.ts'
import { leftOut, tablesInOrder } from './tables.ts'

type Options = {
  readonly url: string
  readonly file: string
  /** Needed when the file was made without a passphrase. */
  readonly secretKey?: Buffer
  readonly passphrase?: string
}

export type RestoreResult = {
  readonly tables: number
  /** The SECRET_KEY that the data is sealed with, when the file brought it along. */
  readonly secretKey: Buffer | undefined
  readonly madeAt: string
}

const headMax = 4096

/** What a backup says of itself; needs no key. */
export const readBackupHead = async (file: string): Promise<{ head: BackupHead; line: string }> => {
  const handle = await open(file, 'r')
  try {
    const buffer = Buffer.alloc(headMax)
    const { bytesRead } = await handle.read(buffer, 0, headMax, 0)
    const end = buffer.subarray(0, bytesRead).indexOf(10)
    const line = buffer.subarray(0, Math.max(end, 0)).toString('utf8')
    const head = parseHead(line)
    if (!head) throw new AppError('INVALID', `${file} is no backup of Nhịp Cầu`)
    return { head, line }
  } finally {
    await handle.close()
  }
}

const parseHead = (line: string): BackupHead | null => {
  try {
    const head = JSON.parse(line) as BackupHead
    return head.format === 'nhip-cau backup 1' ? head : null
  } catch {
    return null
  }
}

const keyFor = (head: BackupHead, options: Options): Buffer => {
  const salt = Buffer.from(head.salt, 'base64')
  if (head.lock === 'passphrase') {
    if (options.passphrase === undefined)
      throw new AppError('INVALID', 'this backup opens with its passphrase; give it with --passphrase-file')
    return keyOfPassphrase(options.passphrase, salt)
  }
  if (!options.secretKey) {
    throw new AppError(
      'INVALID',
      `this backup opens with the SECRET_KEY of its installation (key ${head.keyId}); set SECRET_KEY`,
    )
  }
  return backupKey(options.secretKey, salt)
}

type Frame = { readonly kind: string; readonly body: Buffer }

const readFrames = async function* (blocks: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let waiting: Buffer = Buffer.alloc(0)
  for await (const block of blocks) {
    waiting = waiting.length === 0 ? block : Buffer.concat([waiting, block])
    while (waiting.length >= 5 && waiting.length >= 5 + waiting.readUInt32BE(1)) {
      const end = 5 + waiting.readUInt32BE(1)
      yield { kind: waiting.toString('ascii', 0, 1), body: waiting.subarray(5, end) }
      waiting = waiting.subarray(end)
    }
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

// A service that was started once holds places, rules and its own accounts; these come from the backup again.
const somebodysData = ['officers', 'chats', 'residents', 'dialogues', 'opinions']

const makeEmpty = async (sql: postgres.TransactionSql): Promise<void> => {
  for (const table of somebodysData) {
    const rows = await sql.unsafe(`select 1 from ${quoted(table)} limit 1`)
    if (rows.length > 0) {
      throw new AppError('PRECONDITION', `the database is not empty (${table}); restore only into an empty service`)
    }
  }
  const tables = await tablesInOrder(sql)
  // An older backup restores into an older schema, which may not have all of them.
  const others = await sql<{ name: string }[]>`
    select name from unnest(${[...leftOut]}::text[]) as t(name) where to_regclass(name) is not null`
  await sql.unsafe(`truncate ${[...tables, ...others.map(({ name }) => name)].map(quoted).join(', ')}`)
}

const endCopy = async (stream: Writable | undefined): Promise<void> => {
  if (!stream) return
  stream.end()
  await finished(stream)
}

/** Writes to a COPY stream and waits when it is full. */
const write = async (stream: Writable, chunk: Buffer): Promise<void> => {
  if (!stream.write(chunk)) await new Promise<void>((resolve) => stream.once('drain', resolve))
}

const fillSequences = async (sql: postgres.TransactionSql): Promise<void> => {
  const owned = await sql<{ table: string; column: string; sequence: string }[]>`
    select table_name as table, column_name as column, pg_get_serial_sequence(quote_ident(table_name), column_name) as sequence
    from information_schema.columns where table_schema = 'public' and is_identity = 'YES'`
  for (const { table, column, sequence } of owned) {
    await sql.unsafe(
      `select setval('${sequence}', coalesce((select max(${quoted(column)}) from ${quoted(table)}), 0) + 1, false)`,
    )
  }
}

/**
 * Fills an empty database from a backup, all of it or nothing. The schema is first brought to where the backup was made,
 * then filled, then brought up to these sources, so an older backup restores too.
 */
export const restoreBackup = async (options: Options): Promise<RestoreResult> => {
  const { head, line } = await readBackupHead(options.file)
  const key = keyFor(head, options)
  await migrate(options.url, { upTo: head.migration })
  const database = connect({ url: options.url, max: 1, applicationName: 'nhip-cau restore', statementTimeoutMs: 0 })
  let tables = 0
  let secretKey: Buffer | undefined
  try {
    await database.$client.begin(async (sql) => {
      await makeEmpty(sql)
      let copy: Writable | undefined
      try {
        const blocks = openBlocks(key, line, createReadStream(options.file, { start: Buffer.byteLength(line) + 1 }))
        for await (const { kind, body } of readFrames(blocks)) {
          if (kind === 'K') secretKey = Buffer.from(body)
          if (kind === 'T') {
            await endCopy(copy)
            const { table, columns } = JSON.parse(body.toString('utf8')) as { table: string; columns: string[] }
            copy = await sql.unsafe(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`).writable()
            tables += 1
          }
          if (kind === 'D' && copy) await write(copy, body)
        }
        await endCopy(copy)
      } catch (error) {
        // An open COPY would hold up the rollback; it is broken off, and nothing of the file stays.
        copy?.on('error', () => {}).destroy(new Error('the backup is not whole'))
        throw error
      }
      await fillSequences(sql)
      // Lanes are no data, but every account needs its own.
      await sql`insert into lanes (id) select distinct lane from accounts on conflict do nothing`
    })
  } finally {
    await disconnect(database)
  }
  await migrate(options.url)
  return { tables, secretKey, madeAt: head.madeAt }
}
