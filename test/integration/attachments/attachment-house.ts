import { randomBytes } from 'node:crypto'
import type { FetchedMedia, IncomingMedia, MediaSource } from '../../../src/channels/port.ts'
import { createFetchWorker, createDatabaseStorage, registerAttachment } from '../../../src/attachments/index.ts'
import type { SettledAttachment } from '../../../src/attachments/index.ts'
import { act, connect, disconnect, startSignals } from '../../../src/database/index.ts'
import type { House, Scope } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { manualClock } from '../../../src/kernel/clock.ts'
import { createKeyring } from '../../../src/kernel/keyring.ts'
import type { Log } from '../../../src/kernel/log.ts'
import { createTestDatabase } from '../../support/postgres.ts'

type Fetch = (accountId: string, source: MediaSource, signal: AbortSignal) => Promise<FetchedMedia>

export const anImage: IncomingMedia = {
  media: 'image',
  source: { kind: 'url', url: 'https://photo.zdn.vn/secret-path/anh.jpg' },
  name: 'ảnh ngõ 12.jpg',
}

/** The room on a database of its own, with a platform that answers as the test says. */
export const openAttachmentHouse = async () => {
  const testDatabase = await createTestDatabase()
  const logged: unknown[] = []
  const keep = (fields: object, message: string): void => void logged.push({ ...fields, message })
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep }
  const database = connect({ url: testDatabase.url, max: 4 })
  const clock = manualClock(new Date('2026-11-22T08:00:00Z'))
  const signals = await startSignals(database, log)
  const house: House = { database, clock, keyring: createKeyring(randomBytes(32)), signals, log }
  const storage = createDatabaseStorage(house.keyring)
  const settled: SettledAttachment[] = []
  const platform: { answer: Fetch } = { answer: async () => ({ kind: 'retry', why: 'nothing yet' }) }
  const tell = async (_: Scope, attachment: SettledAttachment): Promise<void> => void settled.push(attachment)
  const workerWith = (fetchMedia: Fetch, told = tell) =>
    createFetchWorker({ house, storage, fetchMedia, settled: told })
  const worker = workerWith((...input) => platform.answer(...input))
  const run = <Result>(verb: (scope: Scope) => Promise<Result>): Promise<Result> =>
    act(house, systemActor('test'), verb)

  return {
    house,
    clock,
    storage,
    platform,
    worker,
    workerWith,
    settled,
    logged,
    run,
    /** Registers a file and returns its id. */
    async register(media: IncomingMedia = anImage, chatId = 7): Promise<string> {
      const done = await run((scope) => registerAttachment(scope, { accountId: 'oa', media, chatId }))
      if (!done.ok) throw new Error(`refused: ${done.why}`)
      return done.attachmentId
    },
    /** Everything that a dump of the two tables would show. */
    async dump(): Promise<string> {
      const rows = await database.$client`
        select row_to_json(a)::text as line from attachments a
        union all select row_to_json(c)::text from attachment_chunks c`
      return rows.map((row) => String(row['line'])).join('\n')
    },
    async count(id: string): Promise<number> {
      const [row] = await database.$client`
        select count(*)::int as pieces from attachment_chunks where attachment_id = ${id}`
      return Number(row?.['pieces'])
    },
    async close(): Promise<void> {
      await worker.stop()
      await signals.stop()
      await disconnect(database)
      await testDatabase.drop()
    },
  }
}

export type AttachmentHouse = Awaited<ReturnType<typeof openAttachmentHouse>>

export const bytesOf = async (pieces: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> =>
  Buffer.concat(pieces === undefined ? [] : await Array.fromAsync(pieces))
