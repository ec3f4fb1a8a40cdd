import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import {
  createWebChannel,
  webAccount,
  type WebChannel,
  type WebFiles,
  type WebMemory,
} from '../../../bots/web/index.ts'
import {
  createDatabaseStorage,
  readAttachment,
  refusalPhrases,
  servingHeaders,
  storeUploaded,
} from '../../../src/attachments/index.ts'
import type { IncomingUpdate, OutgoingMessage, SendOutcome } from '../../../src/channels/port.ts'
import { createWebMemory } from '../../../src/channels/web-memory.ts'
import { connect, disconnect, startSignals, type House } from '../../../src/database/index.ts'
import { createServer, demandAccessRules } from '../../../src/http/index.ts'
import { createInboxWorker, createReceiver, openSpool, type Receiver } from '../../../src/inbox/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { silentLog } from '../../../src/kernel/log.ts'
import { phrase } from '../../../src/phrases/index.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

/** One process of the service, as far as the web chat is concerned. */
export type WebProcess = {
  readonly house: House
  readonly app: FastifyInstance
  readonly channel: WebChannel
  readonly receiver: Receiver
  /** Lines that were logged. */
  readonly logged: string[]
  close(): Promise<void>
}

export type Stage = WebProcess & {
  readonly test: TestHouse
  readonly memory: ReturnType<typeof createWebMemory>
  /** Takes the turns that wait and returns what people did, oldest first. */
  turns(): Promise<IncomingUpdate[]>
  /** Sends as the outbox does; each call is a new delivery unless `id` says otherwise. */
  say(visitorId: string, message: Partial<OutgoingMessage>, id?: number): Promise<SendOutcome>
  another(): Promise<WebProcess>
}

const filesOf = (house: House): WebFiles => {
  const storage = createDatabaseStorage(house.keyring)
  return {
    async store(input) {
      const stored = await storeUploaded(house, storage, systemActor('web-chat'), input)
      return stored.ok ? stored : { ok: false, sentence: (locale) => phrase(locale, refusalPhrases[stored.why]) }
    },
    read: async (id) => await readAttachment(house, storage, id),
    headers: servingHeaders,
  }
}

const openProcess = async (house: House, options: { workBits?: number } = {}): Promise<WebProcess> => {
  const folder = await mkdtemp(join(tmpdir(), 'nhip-cau-web-'))
  const spool = await openSpool(folder, house.keyring, house.clock)
  const receiver = createReceiver({ ...house, spool })
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  const memory: WebMemory = createWebMemory(house)
  const channel = createWebChannel({
    memory,
    files: filesOf(house),
    receive: async (updates) => await receiver.receive(updates),
    keyring: house.keyring,
    clock: house.clock,
    log,
    signals: house.signals,
    phrase,
    isSecure: false,
    workBits: options.workBits ?? 4,
  })
  const app = await createServer({ log, behindProxy: true })
  demandAccessRules(app)
  await channel.mount(app)
  return {
    house,
    app,
    channel,
    receiver,
    logged,
    async close() {
      await app.close()
      await channel.stop()
      await receiver.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The web chat on a real receiver and a database of its own. */
export const openStage = async (options: { workBits?: number } = {}): Promise<Stage> => {
  const test = await createTestHouse()
  const first = await openProcess(test.house, options)
  const others: (() => Promise<void>)[] = []
  const seen: IncomingUpdate[] = []
  const worker = createInboxWorker({
    house: test.house,
    processId: randomUUID(),
    channelOf: (accountId) => (accountId === webAccount ? first.channel : undefined),
    takeTurn: async ({ update }) => {
      seen.push(update)
      return await Promise.resolve(update.content.kind)
    },
    apologise: async () => {},
  })
  let deliveries = 0
  return {
    ...first,
    test,
    memory: createWebMemory(test.house),
    async turns() {
      seen.length = 0
      await worker.runOnce()
      return [...seen]
    },
    async say(visitorId, message, id) {
      deliveries += 1
      return await first.channel.send(
        {
          id: id ?? deliveries,
          accountId: webAccount,
          address: visitorId,
          message: { text: '', locale: 'vi', ...message },
          isBulk: false,
        },
        new AbortController().signal,
      )
    },
    async another() {
      const database = connect({ url: test.url, max: 4 })
      const signals = await startSignals(database, silentLog)
      const process = await openProcess({ ...test.house, database, signals }, options)
      others.push(async () => {
        await process.close()
        await signals.stop()
        await disconnect(database)
      })
      return process
    },
    async close() {
      for (const close of others) await close()
      await worker.stop()
      await first.close()
      await test.close()
    },
  }
}
