// A process of its own that holds lanes and sends, as the service plugs it together, through a client as thin as the
// raw loop's. Its order stands in the environment, because it holds a key.
import { Pool } from 'undici'
import type { Channel, SendOutcome } from '../../src/channels/port.ts'
import { connect, disconnect, startSignals, type House } from '../../src/database/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { createKeyring } from '../../src/kernel/keyring.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { createLaneKeeper, createLaneSender } from '../../src/outbox/index.ts'

export type SenderOrder = {
  readonly url: string
  readonly key: string
  readonly origin: string
  /** Connections to the platform. */
  readonly connections: number
  /** How long this process waits after Zalo's -32, which names no time. */
  readonly zaloPauseMs?: number
  /** By how much its clock is ahead from the start. */
  readonly aheadMs?: number
}

const order = JSON.parse(process.env['BENCH_ORDER'] ?? '{}') as SenderOrder
const pool = new Pool(order.origin, { connections: order.connections })

type Answer = {
  readonly ok?: boolean
  readonly error?: number
  readonly result?: { readonly message_id: number }
  readonly parameters?: { readonly retry_after: number }
}

const read = (status: number, remain: string | undefined, answer: Answer): SendOutcome => {
  if (status === 403) return { kind: 'unreachable', why: 'blocked', reach: 'blocked' }
  if (status === 429) {
    return { kind: 'retry', afterMs: (answer.parameters?.retry_after ?? 1) * 1000, why: 'rate', scope: 'lane' }
  }
  if (answer.error === -32) {
    return {
      kind: 'retry',
      afterMs: order.zaloPauseMs ?? 60_000,
      why: 'zalo -32',
      scope: remain === '0' ? 'lane' : 'account',
    }
  }
  return { kind: 'sent', messageId: String(answer.result?.message_id) }
}

const channel: Channel = {
  platform: 'telegram',
  read: () => ({ at: new Date(), content: { kind: 'ignored', name: 'bench' }, opensWindow: false }),
  async send(delivery) {
    const [platform, rest = ''] = delivery.accountId.split(':')
    const [app = '', account = app] = rest.split('-')
    const answer = await pool.request({
      method: 'POST',
      path: `/${platform}-${app}/${account}/sendMessage`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: delivery.address, text: delivery.message.text }),
    })
    const remain = answer.headers['x-ratelimit-remain']
    return read(answer.statusCode, String(remain), (await answer.body.json()) as Answer)
  },
}

const complain = (fields: object, text: string): void => console.error(`sender: ${text} ${JSON.stringify(fields)}`)
let aheadMs = order.aheadMs ?? 0
const database = connect({ url: order.url, max: 8 })
const signals = await startSignals(database, silentLog)
const house: House = {
  database,
  signals,
  clock: { now: () => new Date(Date.now() + aheadMs) },
  keyring: createKeyring(Buffer.from(order.key, 'hex')),
  // What goes wrong in a sender is seen beside the figures.
  log: { ...silentLog, warn: complain, error: complain },
}
const processId = newId()
const leases = connect({ url: order.url, max: 1 })
const keeper = createLaneKeeper({
  house,
  database: leases,
  processId,
  version: 'bench',
  run(lease) {
    const sender = createLaneSender({ house, processId, channelOf: () => channel, lease })
    sender.start()
    return sender
  },
})
await keeper.start()
process.stdout.write('ready\n')

process.on('message', (said: { advanceMs?: number }) => {
  aheadMs += said.advanceMs ?? 0
})
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => {
  void (async () => {
    await keeper.stop()
    await signals.stop()
    await disconnect(leases)
    await disconnect(database)
    await pool.close()
    process.exit()
  })()
})
