import { EventEmitter, once } from 'node:events'
import type { Agent as HttpAgent } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { Agent, type Dispatcher } from 'undici'
import { createTelegramChannel, type BotProfile, type TelegramOptions } from '../../../bots/telegram/index.ts'
import type { Pause } from '../../../bots/telegram/pause.ts'
import type { AccountDirectory, ChannelAccount, Delivery, OutgoingMessage } from '../../../src/channels/port.ts'
import type { RawUpdate, WebhookRequest } from '../../../src/channels/port.ts'
import { systemClock, type Clock } from '../../../src/kernel/clock.ts'
import type { Log } from '../../../src/kernel/log.ts'
import { startTelegramEmulator, type TelegramEmulatorOptions } from '../../emulators/telegram/telegram-emulator.ts'

export const token = '7000000001:AAEmulatedTokenForTheTests00'
export const secret = 'bi-mat_cua-webhook-0123456789'
export const accountId = 'telegram:default'

export const profile: BotProfile = {
  vi: {
    commands: [
      { command: 'lich', description: 'Lịch đối thoại sắp tới' },
      { command: 'hoi', description: 'Gửi câu hỏi' },
    ],
    description: 'Nhịp Cầu chuyển câu hỏi của ông/bà đến buổi đối thoại.',
    shortDescription: 'Đối thoại với người đứng đầu',
  },
  en: {
    commands: [{ command: 'lich', description: 'Coming sessions' }],
    description: 'Nhịp Cầu carries your questions to the dialogue.',
    shortDescription: 'Dialogue with local leaders',
  },
}

/** Accounts in memory, with what was learnt of them. */
export const directoryOf = (...given: readonly Partial<ChannelAccount>[]) => {
  const accounts = new Map<string, ChannelAccount>()
  const put = (account: Partial<ChannelAccount>): void => {
    const whole: ChannelAccount = {
      id: accountId,
      externalId: '7000000001',
      state: 'active',
      capabilities: {},
      credentials: { botToken: token, webhookSecret: secret },
      ...account,
    }
    accounts.set(whole.id, whole)
  }
  for (const account of given.length > 0 ? given : [{}]) put(account)
  const directory: AccountDirectory = {
    byId: (id) => accounts.get(id),
    byExternalId: (id) => accounts.values().find((account) => account.externalId === id),
    all: () => [...accounts.values()],
    learn: async (id, capabilities) => {
      const account = accounts.get(id)
      if (account) accounts.set(id, { ...account, capabilities: { ...account.capabilities, ...capabilities } })
    },
  }
  return { ...directory, put, remove: (id: string) => accounts.delete(id) }
}

/** Keeps every line, and wakes whoever waits for one. */
export const recordingLog = () => {
  const lines: { level: string; fields: Record<string, unknown>; message: string }[] = []
  const news = new EventEmitter()
  const at = (level: string) => (fields: object, message: string) => {
    lines.push({ level, fields: { ...fields }, message })
    news.emit('line')
  }
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  const said = async (part: string, times = 1) => {
    for (;;) {
      const found = lines.filter(({ message }) => message.includes(part))
      if (found.length >= times) return found
      await once(news, 'line')
    }
  }
  return { log, lines, said }
}

/** Pauses that end when the test says so, or when they are aborted. */
export const manualPauses = () => {
  const asked: { ms: number; end: () => void }[] = []
  const news = new EventEmitter()
  let seen = 0
  const pause: Pause = (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
      asked.push({ ms, end: resolve })
      news.emit('pause')
      return undefined
    })
  /** The next pause that was not handed out yet and that fits. */
  const next = async (fits: (ms: number) => boolean = () => true) => {
    for (;;) {
      while (seen < asked.length) {
        const found = asked[seen]
        seen += 1
        if (found && fits(found.ms)) return found
      }
      await once(news, 'pause')
    }
  }
  return { pause, next, asked }
}

/** Notes each call that the adapter itself makes (telegraf's go another way), and wakes whoever waits for one. */
const watched = (agent: Dispatcher) => {
  const calls: { method: string; params: Record<string, unknown> }[] = []
  const news = new EventEmitter()
  const dispatcher = agent.compose((dispatch) => (request, handler) => {
    const method = request.path.slice(request.path.lastIndexOf('/') + 1)
    const params: unknown = typeof request.body === 'string' ? JSON.parse(request.body) : {}
    calls.push({ method, params: params as Record<string, unknown> })
    news.emit('call')
    return dispatch(request, handler)
  })
  /** Resolves with the calls of a method once there are so many. */
  const called = async (method: string, times = 1) => {
    for (;;) {
      const found = calls.filter((call) => call.method === method)
      if (found.length >= times) return found
      await once(news, 'call')
    }
  }
  return { dispatcher, calls, called }
}

/** Lets the event loop turn until something holds that nobody announces. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}

type StageOptions = {
  readonly emulator?: TelegramEmulatorOptions
  readonly apiRoot?: (emulatorUrl: string) => string | Promise<string>
  readonly dispatcher?: Dispatcher
  readonly controlAgent?: HttpAgent
  readonly clock?: Clock
  readonly directory?: ReturnType<typeof directoryOf>
  readonly receive?: (updates: readonly RawUpdate[]) => Promise<void>
  readonly readFile?: TelegramOptions['readFile']
  /** Default: our own webhook server. */
  readonly publicUrl?: string | null
}

/** The adapter before the emulator, with a host that does with its webhook what the service does. */
export const openStage = async (options: StageOptions = {}) => {
  const emulator = await startTelegramEmulator(options.emulator)
  const bot = emulator.addBot({ token, username: 'nhip_cau_bot', firstName: 'Nhịp Cầu' })
  const agent = options.dispatcher ?? new Agent()
  const { dispatcher, calls, called } = watched(agent)
  const directory = options.directory ?? directoryOf()
  const { log, lines, said } = recordingLog()
  const pauses = manualPauses()
  const stored: RawUpdate[] = []
  const requests: WebhookRequest[] = []
  const arrivals = new EventEmitter()
  const takeIn = async (account: string, headers: WebhookRequest['headers'], body: Buffer): Promise<number> => {
    const request = { headers, params: { account }, body }
    requests.push(request)
    const verdict = await channel.webhook?.accept(request)
    if (verdict?.status !== 200) return verdict?.status ?? 500
    stored.push(...verdict.updates)
    channel.acknowledge(verdict.updates)
    arrivals.emit('stored')
    return 200
  }
  const host = createServer((request, response) => {
    const chunks: Buffer[] = []
    const account = /^\/webhooks\/telegram\/([^/]+)$/.exec(request.url ?? '')?.[1] ?? ''
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      void takeIn(account, request.headers, Buffer.concat(chunks)).then((status) => response.writeHead(status).end())
    })
  })
  await new Promise<void>((resolve) => {
    host.listen(0, '127.0.0.1', resolve)
  })
  const hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
  const channel = createTelegramChannel({
    accounts: directory,
    apiRoot: (await options.apiRoot?.(emulator.url)) ?? emulator.url,
    dispatcher,
    ...(options.controlAgent ? { controlAgent: options.controlAgent } : {}),
    publicUrl: options.publicUrl === null ? undefined : (options.publicUrl ?? hostUrl),
    readFile: options.readFile ?? (async () => null),
    profile,
    log,
    clock: options.clock ?? systemClock,
    pause: pauses.pause,
  })
  const receive =
    options.receive ??
    (async (updates: readonly RawUpdate[]) => {
      stored.push(...updates)
      arrivals.emit('stored')
    })
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await channel.stop?.()
    await emulator.close()
    await agent.destroy()
    host.closeAllConnections()
    await new Promise<void>((resolve) => {
      host.close(() => resolve())
    })
  }
  onTestFinished(close)
  return {
    emulator,
    bot,
    channel,
    directory,
    hostUrl,
    calls,
    called,
    lines,
    said,
    pauses,
    stored,
    requests,
    close,
    start: async () => await channel.start?.(receive),
    /** Starts to receive and waits until Telegram knows how. */
    connect: async () => {
      await channel.start?.(receive)
      await said('a Telegram bot is connected')
    },
    storedAtLeast: async (count: number) => {
      while (stored.length < count) await once(arrivals, 'stored')
      return stored
    },
    person: (words: { id?: number; firstName?: string; languageCode?: string } = {}) => {
      const user = emulator.addUser(bot, { firstName: 'Lan', languageCode: 'vi', ...words })
      user.start()
      return user
    },
    callsOf: (method: string) => emulator.calls.filter((call) => call.method === method),
    send: async (
      address: number | string,
      message: Partial<OutgoingMessage> = {},
      more: Partial<Delivery> & { signal?: AbortSignal } = {},
    ) => {
      const { signal = new AbortController().signal, ...delivery } = more
      return await channel.send(
        {
          id: 1,
          accountId,
          address: String(address),
          message: { text: 'Kính chào ông/bà.', locale: 'vi', ...message },
          isBulk: false,
          ...delivery,
        },
        signal,
      )
    },
  }
}
