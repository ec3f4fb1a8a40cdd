import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { connect, disconnect, openDataKey } from '../../../src/database/index.ts'
import { createKeyring, type Keyring } from '../../../src/kernel/keyring.ts'
import { startTelegramEmulator, type TelegramEmulator } from '../../emulators/telegram/telegram-emulator.ts'
import { startZaloEmulator, type ZaloEmulator } from '../../emulators/zalo/start-zalo-emulator.ts'
import { startBalancer, type Balancer } from './balancer.ts'
import { telegramPhone, zaloPhone } from './phones.ts'
import type { Resident } from './resident.ts'
import { startService, type Exit, type Service } from './start-service.ts'

export type Stage = {
  readonly sql: postgres.Sql
  /** The keys of the service; there once its first process has started. */
  openKeyring(): Promise<Keyring>
  /** From now on Zalo waits no longer before it tries again; to be called once the service stays. */
  calm(): void
  /** What is still on its way, and where; empty when everything rests. */
  underWay(): Promise<string[]>
  readonly balancer: Balancer
  readonly zalo: ZaloEmulator
  readonly telegram: TelegramEmulator
  readonly oaId: string
  readonly residents: readonly Resident[]
  /** Every process that was ever started here. */
  readonly services: readonly Service[]
  /** Starts one more process; webhooks may go to it as soon as it listens. */
  launch(preload?: readonly string[]): Promise<Service>
  /** The same, and waits until it works. */
  start(preload?: readonly string[]): Promise<Service>
  /** What a process is called in the database; undefined before it has shown itself. Start one after the other. */
  nameOf(service: Service): Promise<string | undefined>
  end(service: Service, how: 'kill' | 'terminate'): Promise<Exit>
  /** Waits until nothing is under way anywhere; says what still was, when in vain. */
  drain(timeoutMs: number): Promise<void>
  close(): Promise<void>
}

type Options = {
  readonly databaseUrl: string
  readonly seed: number
  readonly residents: number
  /** Nuisances of the networks: updates come twice, late, and overtake each other across chats. */
  readonly nuisances?: boolean
  /** Off where a test plans faults of its own. */
  readonly slowAnswers?: boolean
}

/** A send of Zalo's, and no other call. */
export const zaloSend = '/v3.0/oa/message/cs'

const secretKey = Buffer.alloc(32, 'chaos')
const botToken = '7000000001:AAE-test-token-for-chaos-0123456789'
/** Zalo's waits of 30 s to an hour between attempts, shortened. */
const zaloRetriesMs = [400, 1_200, 4_000]
/** How long both platforms take for an answer, so that there is something on its way when a process dies. */
const latencyMs = 120

/** Here Zalo does not give up after five attempts: what it never delivered was never accepted, and teaches nothing. */
const hurryZalo = (zalo: ZaloEmulator) => {
  let isCalm = false
  const timer = setInterval(() => {
    for (const delivery of zalo.deliveries) {
      if (delivery.state !== 'waiting' || delivery.attempts.length === 0) continue
      delivery.attempts.splice(0, delivery.attempts.length - zaloRetriesMs.length)
      const waitMs = isCalm ? 0 : (zaloRetriesMs[delivery.attempts.length - 1] ?? 0)
      delivery.dueAt = Math.min(delivery.dueAt, (delivery.attempts.at(-1)?.at ?? 0) + waitMs)
    }
    zalo.runDue().catch(() => undefined)
  }, 100)
  return {
    calm: (): void => {
      isCalm = true
    },
    stop: (): void => clearInterval(timer),
  }
}

const openPlatforms = async (options: Options) => {
  const { seed, nuisances = true } = options
  const delivery = nuisances
    ? { duplicate: { probability: 0.15, afterMs: 150 }, delay: { probability: 0.2, maxMs: 400 } }
    : {}
  const telegram = await startTelegramEmulator({ timers: 'real', seed, delivery, latencyMs })
  const bot = telegram.addBot({ token: botToken, username: 'nhipcau_chaos_bot', firstName: 'Nhịp Cầu' })
  const zalo = await startZaloEmulator({
    seed,
    switches: {
      rateShape: 'off',
      retryOn: 'non200',
      webhookTimeoutMs: 5_000,
      ...(nuisances ? { duplicates: 0.15, reordering: 0.1, delayMs: { min: 0, max: 300 } } : {}),
    },
  })
  if (options.slowAnswers ?? true)
    zalo.fault({ match: zaloSend, kind: 'slow', delayMs: latencyMs, times: Number.POSITIVE_INFINITY })
  const { oaId } = zalo.addAccount({ name: 'Mặt trận phường Cửa Nam' })
  return { telegram, bot, zalo, oaId, tokens: zalo.issueTokens(oaId), hurry: hurryZalo(zalo) }
}

/** Both platforms, what stands between them and the service, and people with phones. No process runs yet. */
export const openStage = async (options: Options): Promise<Stage> => {
  const { databaseUrl } = options
  const folder = await mkdtemp(join(tmpdir(), 'nhip-cau-chaos-'))
  const { telegram, bot, zalo, oaId, tokens, hurry } = await openPlatforms(options)
  const balancer = await startBalancer()
  zalo.webhook.url = `${balancer.url}/webhooks/zalo`
  const sql = postgres(databaseUrl, { max: 3, onnotice: () => {}, connect_timeout: 5 })
  const names = new Map<Service, string>()
  const services: Service[] = []
  const env = {
    PUBLIC_URL: balancer.url,
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    SECRET_KEY: secretKey.toString('base64'),
    TELEGRAM_BOT_TOKEN: botToken,
    TELEGRAM_API_ROOT: telegram.url,
    ZALO_APP_ID: zalo.app.appId,
    ZALO_APP_SECRET: zalo.app.appSecret,
    ZALO_OA_ID: oaId,
    ZALO_OA_SECRET_KEY: zalo.app.oaSecretKey,
    ZALO_ACCESS_TOKEN: tokens.accessToken,
    ZALO_REFRESH_TOKEN: tokens.refreshToken,
    ZALO_API_ROOT: zalo.url,
    ZALO_OAUTH_ROOT: zalo.url,
    ZALO_BUSINESS_ROOT: zalo.url,
  }
  const residents = Array.from({ length: options.residents }, (_, at): Resident => {
    const phone = at % 3 === 2 ? telegramPhone(telegram, bot, `Nam ${at}`) : zaloPhone(zalo, oaId, `Bà Tư ${at}`)
    return { phone, name: `số ${at}`, filed: [], saidAgain: 0, gaveUp: [] }
  })

  const nameOf = async (service: Service): Promise<string | undefined> => {
    const rows = await sql<{ id: string }[]>`select id from processes order by started_at`
    const known = new Set(names.values())
    const fresh = rows.map(({ id }) => id).find((id) => !known.has(id))
    if (!names.has(service) && fresh !== undefined) names.set(service, fresh)
    return names.get(service)
  }

  const launch: Stage['launch'] = async (preload = []) => {
    const service = await startService({ env, folder, preload })
    services.push(service)
    balancer.targets = [...balancer.targets, service.url]
    return service
  }

  const start: Stage['start'] = async (preload) => {
    const service = await launch(preload)
    await service.ready()
    for (const end = performance.now() + 20_000; performance.now() < end; await pause(50)) {
      if ((await nameOf(service)) !== undefined) return service
    }
    throw new Error('the process did not show itself in the database')
  }

  const underWay = async (): Promise<string[]> => {
    const [row] = await sql<{ inbox: string; outbox: string }[]>`
      select (select count(*) from inbox where state = 'waiting') as inbox, (select count(*) from outbox) as outbox`
    const waiting = zalo.deliveries.filter(({ state }) => state === 'waiting' || state === 'sending').length
    const states: [string, number][] = [
      ['inbox', Number(row?.inbox)],
      ['outbox', Number(row?.outbox)],
      ['Zalo', waiting],
      ['Telegram', bot.pending.size],
    ]
    return states.filter(([, count]) => count > 0).map(([name, count]) => `${name}: ${count}`)
  }

  return {
    sql,
    calm: hurry.calm,
    underWay,
    async openKeyring() {
      const database = connect({ url: databaseUrl, max: 1 })
      try {
        const dataKey = await openDataKey(database, createKeyring(secretKey), new Date())
        if (!dataKey) throw new Error('the service has another SECRET_KEY')
        return createKeyring(dataKey)
      } finally {
        await disconnect(database)
      }
    },
    balancer,
    zalo,
    telegram,
    oaId,
    residents,
    services,
    launch,
    start,
    nameOf,
    async end(service, how) {
      const exit = await (how === 'kill' ? service.kill() : service.terminate())
      balancer.targets = balancer.targets.filter((url) => url !== service.url)
      return exit
    },
    async drain(timeoutMs) {
      let left: string[] = []
      let restful = 0
      for (const end = performance.now() + timeoutMs; performance.now() < end; await pause(200)) {
        left = await underWay()
        restful = left.length === 0 ? restful + 1 : 0
        // An echo or a receipt may be between its platform and the next look.
        if (restful === 4) return
      }
      throw new Error(`after ${timeoutMs} ms there was still under way: ${left.join(', ')}`)
    },
    async close() {
      hurry.stop()
      await Promise.all(services.map(async (service) => await service.kill()))
      await balancer.close()
      await telegram.close()
      await zalo.close()
      await sql.end({ timeout: 2 })
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What is paced is tested where it is paced: here the accounts send as fast as they can. */
export const liftPacing = async (sql: postgres.Sql): Promise<void> => {
  await sql`update accounts set capabilities = capabilities || '{"perSecond": 500, "lanePerSecond": 500}'::jsonb`
}
