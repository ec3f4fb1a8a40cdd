import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { createDatabaseStorage } from '../../src/attachments/index.ts'
import { gatherPersonalData } from '../../src/app/personal-data.ts'
import { openConversation } from '../../src/app/open-conversation.ts'
import { acquireLanes, beat, saveAccount } from '../../src/channels/index.ts'
import type { Channel, IncomingContent } from '../../src/channels/port.ts'
import { act, onCommit } from '../../src/database/index.ts'
import { createServer, mountWebhooks } from '../../src/http/index.ts'
import { createInboxWorker, createReceiver, type Turn } from '../../src/inbox/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { createLaneSender, enqueueMessage } from '../../src/outbox/index.ts'
import { importUnits, readDataset } from '../../src/units/index.ts'
import { openBenchHouse } from './bench-house.ts'

const ward = '00082'
const accountId = 'web:bench'

const webhookPath = '/webhooks/bench'

/** What the load generator sends: a key, a chat, and what was said when. */
type Sent = { readonly key: string; readonly seq: number; readonly chat: string; readonly at: string }

/** A platform that accepts every message at once; its raw updates are their content. */
const platform: Channel = {
  platform: 'web',
  webhook: {
    path: webhookPath,
    accept(request) {
      const { key, seq, chat, at } = JSON.parse(Buffer.from(request.body).toString('utf8')) as Sent
      return {
        status: 200,
        updates: [{ accountId, key, conversation: chat, at: new Date(at), seq, raw: request.body }],
      }
    },
  },
  read: (_accountId, raw) => {
    const { at, content } = JSON.parse(Buffer.from(raw).toString('utf8')) as { at: string; content: IncomingContent }
    return { at: new Date(at), content, opensWindow: true }
  },
  send: async (delivery) => ({ kind: 'sent', messageId: String(delivery.id) }),
}

/**
 * The whole way of a turn in one process, as the service plugs it together: receiver, worker, all topics, the sender of
 * the lane, on PostgreSQL with all units of the country. `echo` stands for the least that a turn can do.
 */
export const openTurnStage = async () => {
  const bench = await openBenchHouse()
  const { house } = bench
  const { database, clock } = house
  await act(house, systemActor('bench'), async (scope) => await importUnits(scope, await readDataset()))
  await saveAccount(
    database,
    {
      id: accountId,
      platform: 'web',
      externalId: 'bench',
      name: 'bench',
      lane: accountId,
      credentials: null,
      capabilities: { perSecond: 100_000, lanePerSecond: 100_000 },
    },
    clock.now(),
  )
  const storage = createDatabaseStorage(house.keyring)
  const conversation = openConversation({
    house,
    storage,
    personalData: gatherPersonalData(storage),
    publicUrl: 'https://bench.example',
  })
  const receiver = createReceiver({
    ...house,
    spool: {
      write: async () => {
        throw new Error('the bench must not spool')
      },
      replay: async () => 0,
    },
  })
  const processId = newId()
  await beat(database, processId, 'bench')
  const [lane] = await acquireLanes(database, processId)
  if (!lane) throw new Error('the lane was not free')
  await database.$client`update lanes set expires_at = clock_timestamp() + interval '1 hour'`
  const beating = setInterval(() => void beat(database, processId, 'bench'), 1000)
  const sender = createLaneSender({
    house,
    processId,
    channelOf: () => platform,
    lease: { lane: lane.id, epoch: lane.epoch, isHeld: () => true, pausedUntil: null, isHandedOver: false },
  })

  const echo = async (turn: Turn): Promise<string> => {
    await enqueueMessage(
      { ...house, tx: turn.tx, actor: systemActor('bench') },
      { accountId, chatId: turn.chatId, message: { text: 'Đã nhận.', locale: 'vi' }, priority: 'reply' },
    )
    return 'echo'
  }
  const waiting = new Map<string, (() => void)[]>()
  let isEcho = false
  let overHttp: { update: (ms: number) => void; server: FastifyInstance } | undefined
  const worker = createInboxWorker({
    house,
    processId,
    channelOf: () => platform,
    async takeTurn(turn) {
      onCommit(turn.tx, () => {
        waiting.get(turn.address)?.shift()?.()
        overHttp?.update(Date.now() - turn.update.at.getTime())
      })
      return isEcho ? await echo(turn) : await conversation.takeTurn(turn)
    },
    apologise: async () => {
      throw new Error('a turn of the bench was parked')
    },
  })
  sender.start()
  worker.start()

  let updates = 0
  return {
    house,
    ward,
    setEcho(on: boolean): void {
      isEcho = on
    },
    /** Opens the webhook; `done` gets the milliseconds from when each update was sent until its turn had committed. */
    async listen(done: (ms: number) => void): Promise<string> {
      const log = pino({ level: 'silent' })
      const server = await createServer({ log, behindProxy: false })
      await mountWebhooks(server, { channels: [platform], receiver, log })
      overHttp = { update: done, server }
      return `${await server.listen({ port: 0, host: '127.0.0.1' })}${webhookPath}`
    },
    /** Hands one update in; resolves with the milliseconds until its turn had committed. */
    async deliver(address: string, content: IncomingContent): Promise<number> {
      const started = performance.now()
      updates += 1
      const at = clock.now()
      const raw = Buffer.from(JSON.stringify({ at, content }))
      const done = new Promise<void>((resolve) => {
        const line = waiting.get(address) ?? []
        waiting.set(address, line)
        line.push(resolve)
      })
      await receiver.receive([{ accountId, key: `k${updates}`, conversation: address, at, seq: updates, raw }])
      await done
      return performance.now() - started
    },
    async close(): Promise<void> {
      clearInterval(beating)
      await overHttp?.server.close()
      await receiver.stop()
      await worker.stop()
      await sender.stop()
      await bench.close()
    },
  }
}

export type TurnStage = Awaited<ReturnType<typeof openTurnStage>>
