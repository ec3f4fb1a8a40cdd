import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveBot, serveFile } from './bot-door.ts'
import type { LoggedCall } from './call-log.ts'
import type { DeliveryRecord, DeliverySettings } from './delivery-types.ts'
import { newFault, type Fault, type FaultOptions } from './faults.ts'
import { groupChat, type GroupChat } from './group-chat.ts'
import type { Limits } from './limits.ts'
import { newChat } from './methods/call.ts'
import { servePhone, type PhoneHost } from './phone/phone-door.ts'
import type { PhoneMessage } from './phone/phone-message.ts'
import { phoneUser, type PhoneUser } from './phone/phone-user.ts'
import { manualScheduler, realScheduler, type EmulatorClock } from './scheduler.ts'
import { seededRandom } from './seeded-random.ts'
import type { Bot, Counters, EmulatorState, Person, Settings } from './state.ts'
import { replyInWebhook } from './webhook-reply.ts'

export type TelegramEmulatorOptions = {
  /** Default 127.0.0.1 and any free port. */
  host?: string
  port?: number
  /** Default the system's. With a clock of your own nothing later happens by itself: move it, then call `runDue`. */
  clock?: EmulatorClock
  /** `real` runs timers even with a given clock. Default: `manual` with a given clock, else `real`. */
  timers?: 'manual' | 'real'
  /** Seeds duplicates and delays; default 1. */
  seed?: number
  /** Default none; `freeTier()` has the published ones. */
  limits?: Limits
  delivery?: Partial<DeliverySettings>
  /** Off for benchmarks: nothing is kept of messages, and edits and replies find nothing. */
  recordMessages?: boolean
  /** Default as `recordMessages`. */
  recordCalls?: boolean
  /** Answers for chats that nobody added; for benchmarks. */
  anyChat?: Settings['anyChat']
  /** How long a tap can be answered; default 150 s. */
  callbackQueryTtlMs?: number
  /** getUpdates with the same offset in a row is slowed down, as on the real server; default off. */
  pollThrottle?: boolean
  /** Real milliseconds before each answer. */
  latencyMs?: number
}

export type TelegramEmulator = {
  url: string
  clock: EmulatorClock
  /** Every call since the start (or since you emptied it), tokens and secrets redacted. */
  calls: LoggedCall[]
  deliveries: DeliveryRecord[]
  counters: Counters
  addBot(bot: { token: string; username: string; firstName?: string; paidBroadcast?: boolean }): Bot
  addUser(
    bot: Bot,
    person: { id?: number; firstName: string; lastName?: string; username?: string; languageCode?: string },
  ): PhoneUser
  addGroup(bot: Bot, group: { id?: number; title: string; type?: 'group' | 'supergroup' }): GroupChat
  users(): readonly PhoneUser[]
  /** See `PhoneUser.waitFor`. */
  waitFor(user: PhoneUser, predicate: (message: PhoneMessage) => boolean, timeoutMs?: number): Promise<PhoneMessage>
  /** Plans a fault; its `hits` tell how often it struck. */
  fault(options: FaultOptions): Fault
  setLimits(limits: Limits): void
  setDelivery(settings: Partial<DeliverySettings>): void
  /** From now on the token is refused with 401. */
  revokeToken(bot: Bot): void
  /** Keeps all updates back from the webhooks until `releaseDelivery`. */
  holdDelivery(): void
  releaseDelivery(): void
  /** Does what the clock has reached. Unless told not to, waits until deliveries are at rest. */
  runDue(options?: { wait?: boolean }): Promise<void>
  /** Resolves when no delivery is on its way or due. */
  idle(): Promise<void>
  close(): Promise<void>
}

const firstPersonId = 5_000_000_001
const firstGroupId = -4_000_000_001

const newState = (options: TelegramEmulatorOptions, clock: EmulatorClock): EmulatorState => {
  const manual = options.timers === undefined ? options.clock !== undefined : options.timers === 'manual'
  const recordMessages = options.recordMessages ?? true
  const state: EmulatorState = {
    scheduler: manual ? manualScheduler(clock) : realScheduler(clock),
    random: seededRandom(options.seed ?? 1),
    settings: {
      limits: options.limits ?? {},
      recordMessages,
      callbackQueryTtlMs: options.callbackQueryTtlMs ?? 150_000,
      pollThrottle: options.pollThrottle ?? false,
      delivery: { reorder: 'asSent', answerTimeoutMs: 60_000, rampUp: false, ...options.delivery },
      ...(options.anyChat === undefined ? {} : { anyChat: options.anyChat }),
    },
    bots: new Map(),
    people: new Map(),
    counters: {
      refusals429: 0,
      requestsDuringLock: 0,
      messages: 0,
      paidMessages: 0,
      byChat: new Map(),
      bySecond: new Map(),
    },
    faults: [],
    calls: { entries: [], enabled: options.recordCalls ?? recordMessages },
    deliveries: [],
    changes: new EventEmitter(),
    changeCount: 0,
    nextId: 1,
    held: false,
    onWebhookReply: (bot, posted) => replyInWebhook(state, bot, posted),
  }
  state.changes.setMaxListeners(0)
  return state
}

const newBot = (
  state: EmulatorState,
  given: { token: string; username: string; firstName?: string; paidBroadcast?: boolean },
): Bot => {
  const { token, username } = given
  if (!/^\d+:[\w-]{24,}$/u.test(token)) throw new Error('a token is digits, a colon and at least 24 of A-Z a-z 0-9 _ -')
  if (state.bots.has(token)) throw new Error('this token is taken')
  const id = Number(token.slice(0, token.indexOf(':')))
  return {
    id,
    token,
    user: { id, is_bot: true, first_name: given.firstName ?? username, username },
    revoked: false,
    chats: new Map(),
    files: new Map(),
    callbackQueries: new Map(),
    commands: new Map(),
    texts: new Map(),
    allowedUpdates: undefined,
    pending: new Map(),
    nextUpdateId: 100_000_000 + Math.floor(state.random() * 800_000_000),
    nextConflictAt: 0,
    nextSetWebhookAt: 0,
    paidBroadcast: given.paidBroadcast ?? false,
  }
}

/** Starts an HTTP server that imitates api.telegram.org (Bot API 10.3) for the methods that a messaging bot needs. */
export const startTelegramEmulator = async (options: TelegramEmulatorOptions = {}): Promise<TelegramEmulator> => {
  const clock = options.clock ?? { now: () => new Date() }
  const state = newState(options, clock)
  const users: PhoneUser[] = []
  const ids = { person: firstPersonId, group: firstGroupId }
  const addUser: TelegramEmulator['addUser'] = (bot, given) => {
    const id = given.id ?? ids.person++
    const { id: _id, ...words } = given
    if (bot.chats.has(id)) throw new Error('this person is already there')
    const person: Person = state.people.get(id) ?? { id, ...words, deactivated: false }
    state.people.set(id, person)
    const names = {
      first_name: person.firstName,
      ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
      ...(person.username === undefined ? {} : { username: person.username }),
    }
    const chat = newChat(id, 'never_started', { id, type: 'private', ...names })
    chat.person = person
    bot.chats.set(id, chat)
    const user = phoneUser(state, bot, chat, person)
    users.push(user)
    return user
  }
  const phones: PhoneHost = {
    state,
    users,
    addUser: (username, firstName) => {
      const bot = state.bots.values().find(({ user }) => user.username === username)
      return bot === undefined ? undefined : addUser(bot, { firstName, languageCode: 'vi' })
    },
  }
  const deliveries = () => [...state.bots.values()].flatMap(({ delivery }) => delivery ?? [])
  const idle = async () => {
    await Promise.all(deliveries().map((delivery) => delivery.idle()))
  }
  const server = createServer((request, response) => {
    const url = request.url ?? '/'
    if (url.startsWith('/bot')) return serveBot(state, url, request, response, options.latencyMs ?? 0)
    if (url.startsWith('/file/bot')) return serveFile(state, url, response)
    if (url === '/' || url.startsWith('/phone')) return servePhone(phones, url, request, response)
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not Found')
    return undefined
  })
  server.keepAliveTimeout = 65_000
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve)
  })
  const { address, port } = server.address() as AddressInfo
  return {
    url: `http://${address}:${port}`,
    clock,
    calls: state.calls.entries,
    deliveries: state.deliveries,
    counters: state.counters,
    addBot: (given) => {
      const bot = newBot(state, given)
      state.bots.set(bot.token, bot)
      return bot
    },
    addUser,
    addGroup: (bot, given) =>
      groupChat(state, bot, { id: given.id ?? ids.group--, title: given.title, type: given.type ?? 'group' }),
    users: () => users,
    waitFor: (user, predicate, timeoutMs) => user.waitFor(predicate, timeoutMs),
    fault: (asked) => {
      const fault = newFault(asked)
      state.faults.push(fault)
      return fault
    },
    setLimits: (limits) => {
      state.settings.limits = limits
      for (const bot of state.bots.values()) {
        delete bot.bucket
        delete bot.paidBucket
        for (const chat of bot.chats.values()) delete chat.bucket
      }
    },
    setDelivery: (settings) => {
      Object.assign(state.settings.delivery, settings)
      for (const delivery of deliveries()) delivery.pump()
    },
    revokeToken: (bot) => {
      bot.revoked = true
    },
    holdDelivery: () => {
      state.held = true
      for (const delivery of deliveries()) delivery.hold()
    },
    releaseDelivery: () => {
      state.held = false
      for (const delivery of deliveries()) delivery.release()
    },
    runDue: async ({ wait = true } = {}) => {
      state.scheduler.runDue()
      for (const delivery of deliveries()) delivery.pump()
      if (wait) await idle()
    },
    idle,
    close: async () => {
      state.scheduler.close()
      await Promise.all(deliveries().map((delivery) => delivery.stop()))
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
