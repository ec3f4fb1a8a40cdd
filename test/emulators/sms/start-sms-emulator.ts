import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { phonePage, phonesPage } from './phone-page.ts'
import { takeMessage } from './take-message.ts'
import { reply } from './tell-webhook.ts'
import { phoneOf, type Phone, type SmsDelivery, type SmsFault, type SmsSwitches, type SmsWorld } from './world.ts'

export type SmsEmulatorOptions = {
  readonly port?: number
  readonly host?: string
  readonly key?: string
  readonly secret?: string
  readonly webhookUrl?: string
  readonly switches?: Partial<SmsSwitches>
  /** Time of the first event. */
  readonly at?: Date
}

const readBody = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const write = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

const answerPhones = async (world: SmsWorld, incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
  const number = decodeURIComponent((incoming.url ?? '').slice('/phone/'.length))
  const html = { 'content-type': 'text/html; charset=utf-8' }
  if (number === '') return write(response, 200, phonesPage(world), html)
  const phone = phoneOf(world, number)
  if (incoming.method !== 'POST') return write(response, 200, phonePage(phone), html)
  reply(world, phone, new URLSearchParams(await readBody(incoming)).get('text') ?? '')
  response.writeHead(303, { location: incoming.url ?? '/phone' }).end()
}

const answerSend = async (world: SmsWorld, incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
  const key = incoming.headers['x-api-key']
  const body = await readBody(incoming)
  const fault = world.faults.shift()
  if (fault === 'reset-before-accepting') return void response.socket?.resetAndDestroy()
  if (fault === 'html-502') return write(response, 502, '<html>Bad gateway</html>', { 'content-type': 'text/html' })
  if (fault === 'busy') return write(response, 200, JSON.stringify({ code: '118' }))
  const { status, headers, body: answer } = takeMessage(world, typeof key === 'string' ? key : undefined, body)
  if (fault !== 'silent-after-accepting') write(response, status, answer, { ...headers })
}

const createWorld = (options: SmsEmulatorOptions): SmsWorld => {
  let moment = (options.at ?? new Date('2026-11-23T03:00:00Z')).getTime()
  let count = 0
  return {
    key: options.key ?? 'sms-key-1',
    secret: options.secret ?? 'sms-webhook-secret',
    switches: {
      reports: true,
      duplicates: 0,
      partsMax: 10,
      refuseLinks: true,
      dropsRepeats: false,
      perSecond: 1000,
      asksToWait: 0,
      ...options.switches,
    },
    phones: new Map(),
    taken: new Map(),
    deliveries: [],
    faults: [],
    now: () => new Date((moment += 1000)),
    nextId: () => `s${(count += 1)}`,
    onTaken: () => undefined,
    webhookUrl: options.webhookUrl,
    busy: new Set(),
    calls: [],
  }
}

export type SmsEmulator = {
  readonly url: string
  readonly world: SmsWorld
  phone(number: string): Phone
  /** The person writes a text; the webhook gets it. */
  reply(number: string, text: string): SmsDelivery
  fault(kind: SmsFault): void
  /** Until every webhook that was caused is answered. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** An SMS gateway with phones: see `main.ts` for what its account needs. */
export const startSmsEmulator = async (options: SmsEmulatorOptions = {}): Promise<SmsEmulator> => {
  const world = createWorld(options)
  const server = createServer((incoming, response) => {
    const isPhone = (incoming.url ?? '').startsWith('/phone')
    const work = (isPhone ? answerPhones : answerSend)(world, incoming, response).catch(() => response.destroy())
    void work
  })
  await new Promise<void>((resolve) => void server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    world,
    phone: (number) => phoneOf(world, number),
    reply: (number, text) => reply(world, phoneOf(world, number), text),
    fault: (kind) => void world.faults.push(kind),
    async settle() {
      await Promise.all(world.busy)
    },
    async close() {
      await Promise.all(world.busy)
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

/** What the account of this gateway keeps, as `bots/phone/gateway-settings.ts` reads it. */
export const smsCredentials = ({ url, world }: Pick<SmsEmulator, 'url' | 'world'>): Record<string, string> => ({
  url: `${url}/send`,
  headers: JSON.stringify({ 'X-Api-Key': world.key }),
  body: '{"to":"{phone}","text":"{text}","id":"{id}"}',
  success: 'code=100',
  blocked: 'code=117',
  busy: 'code=118',
  messageId: 'id',
  webhookSecret: world.secret,
})
