import { randomBytes } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import type postgres from 'postgres'
import { connect, disconnect } from '../connect.ts'
import { lastMigration } from '../migrate.ts'
import { createKeyring } from '../../kernel/keyring.ts'
import { keyOfPassphrase, sealBlocks, type BackupHead } from './sealed-file.ts'
import { columnsOf, rowOrder, tablesInOrder } from './tables.ts'

type Options = {
  readonly url: string
  readonly secretKey: Buffer
  readonly file: string
  /** With one, the file opens by it alone and brings SECRET_KEY along; without, it needs the SECRET_KEY. */
  readonly passphrase?: string
  readonly now: Date
}

export type BackupResult = {
  readonly file: string
  readonly tables: number
  readonly bytes: number
  readonly lock: BackupHead['lock']
}

/** Framed as: kind (1 byte), length (4), body. `T` names a table and its columns, `D` is COPY data, `K` the key. */
export const frame = (kind: 'T' | 'D' | 'K', body: Uint8Array): Buffer => {
  const head = Buffer.alloc(5)
  head.write(kind, 0, 'ascii')
  head.writeUInt32BE(body.length, 1)
  return Buffer.concat([head, body])
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const readTables = async function* (sql: postgres.TransactionSql, counted: { tables: number }): AsyncGenerator<Buffer> {
  for (const table of await tablesInOrder(sql)) {
    const columns = await columnsOf(sql, table)
    yield frame('T', Buffer.from(JSON.stringify({ table, columns }), 'utf8'))
    counted.tables += 1
    const list = columns.map(quoted).join(', ')
    const stream = await sql
      .unsafe(`copy (select ${list} from ${quoted(table)}${rowOrder(table)}) to stdout`)
      .readable()
    for await (const chunk of stream) yield frame('D', chunk as Buffer)
  }
}

/** Writes everything of one moment into one encrypted file, while the service goes on. */
export const makeBackup = async (options: Options): Promise<BackupResult> => {
  const database = connect({ url: options.url, max: 2, applicationName: 'nhip-cau backup', statementTimeoutMs: 0 })
  const keyring = createKeyring(options.secretKey)
  const salt = randomBytes(16)
  const counted = { tables: 0 }
  let bytes = 0
  try {
    const head: BackupHead = {
      format: 'nhip-cau backup 1',
      madeAt: options.now.toISOString(),
      migration: await lastMigration(database),
      keyId: keyring.keyId,
      lock: options.passphrase === undefined ? 'secret-key' : 'passphrase',
      salt: salt.toString('base64'),
    }
    const line = JSON.stringify(head)
    const key =
      options.passphrase === undefined ? backupKey(options.secretKey, salt) : keyOfPassphrase(options.passphrase, salt)
    const part = `${options.file}.part`
    const handle = await open(part, 'w', 0o600)
    try {
      await handle.write(`${line}\n`)
      await database.$client.begin('isolation level repeatable read read only', async (sql) => {
        const plain = async function* () {
          if (options.passphrase !== undefined) yield frame('K', options.secretKey)
          yield* readTables(sql, counted)
        }
        for await (const block of sealBlocks(key, line, plain())) {
          await handle.write(block)
          bytes += block.length
        }
      })
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, options.file)
    return { file: options.file, tables: counted.tables, bytes, lock: head.lock }
  } finally {
    await disconnect(database)
  }
}

/** The key of a file without a passphrase: bound to SECRET_KEY and to the file's own salt. */
export const backupKey = (secretKey: Buffer, salt: Buffer): Buffer =>
  Buffer.from(createKeyring(secretKey).sign('backup', salt.toString('base64')), 'base64url')
