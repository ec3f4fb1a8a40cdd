import { randomBytes } from 'node:crypto'
import { createApp, type App } from '../src/app.ts'
import { saveAccount } from '../src/channels/index.ts'
import { readConfig, type Config } from '../src/config.ts'
import { createLog } from '../src/create-log.ts'
import { openInstallation, type Installation } from '../src/installation.ts'
import { startTelegramEmulator, type TelegramEmulator } from '../test/emulators/telegram/telegram-emulator.ts'
import { startZaloEmulator, type ZaloEmulator } from '../test/emulators/zalo/start-zalo-emulator.ts'
import { makeDataFolder } from './data-folder.ts'
import type { Closing } from './closing.ts'
import { freePort } from './free-port.ts'

export type DemoHouse = {
  readonly app: App
  readonly installation: Installation
  readonly url: string
  readonly telegram: TelegramEmulator
  readonly bot: ReturnType<TelegramEmulator['addBot']>
  readonly zalo: ZaloEmulator
  readonly oaId: string
  /** Where everything of the service lies until the end. */
  readonly folder: string
}

export type HouseOptions = {
  /** The first port to try. */
  readonly port: number
  /** Another server than one of the demo's own; for tests. */
  readonly databaseUrl?: string
  /** Where the service's warnings go. */
  readonly warn: (line: string) => void
}

const host = '127.0.0.1'
const botToken = '7000000001:AAE-emulated-token-of-the-demo-00000'
const accountName = 'Mặt trận Tổ quốc phường Cửa Nam'
// A whole ward joins within a minute. The real platforms would take 100 messages a minute (Zalo) and 30 a second.
const messagesPerSecond = 400

const startPlatforms = async (closing: Closing) => {
  const telegram = await startTelegramEmulator({ host, timers: 'real' })
  closing.push(async () => await telegram.close())
  const bot = telegram.addBot({ token: botToken, username: 'mttq_cuanam_demo_bot', firstName: accountName })
  const zalo = await startZaloEmulator({ host })
  closing.push(async () => await zalo.close())
  zalo.switches.rateShape = 'off'
  const { oaId } = zalo.addAccount({ name: accountName, oaType: 4 })
  return { telegram, bot, zalo, oaId }
}

type Platforms = Awaited<ReturnType<typeof startPlatforms>>

const configure = (options: HouseOptions, dataDir: string, port: number, platforms: Platforms): Config => {
  const { telegram, zalo, oaId } = platforms
  const tokens = zalo.issueTokens(oaId)
  const config = readConfig(
    {
      HOST: host,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
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
      ...(options.databaseUrl === undefined
        ? {}
        : { DATABASE_URL: options.databaseUrl, SECRET_KEY: randomBytes(32).toString('base64') }),
    },
    dataDir,
  )
  if ('faults' in config) throw new Error(config.faults.join('; '))
  return config
}

const setUpAccounts = async ({ house }: Installation, { zalo, oaId, bot }: Platforms): Promise<void> => {
  const now = house.clock.now()
  const common = {
    name: accountName,
    credentials: null,
    capabilities: { perSecond: messagesPerSecond, lanePerSecond: messagesPerSecond },
  }
  const onZalo = { platform: 'zalo', id: `zalo:${oaId}`, externalId: oaId, lane: `zalo:${zalo.app.appId}` } as const
  await saveAccount(house.database, { ...common, ...onZalo }, now)
  const id = 'telegram:default'
  const onTelegram = { platform: 'telegram', id, externalId: 'default', lane: id } as const
  await saveAccount(house.database, { ...common, ...onTelegram, name: `@${bot.user.username ?? ''}` }, now)
}

/** The whole service on throw-away data, with both platforms emulated beside it. */
export const openHouse = async (options: HouseOptions, closing: Closing): Promise<DemoHouse> => {
  const data = await makeDataFolder()
  closing.push(async () => await data.remove())
  const platforms = await startPlatforms(closing)
  const port = options.port === 0 ? 0 : await freePort(host, options.port)
  const config = configure(options, data.folder, port, platforms)
  const log = createLog(config.logLevel, { write: options.warn })
  const installation = await openInstallation({ config, log })
  closing.push(async () => await installation.close())
  const app = await createApp({ config, installation, log, version: 'demo' })
  closing.push(async () => await app.stop())
  await setUpAccounts(installation, platforms)
  const url = await app.server.listen({ host, port: config.port })
  platforms.zalo.webhook.url = `${url}/webhooks/zalo`
  await app.start()
  return { app, installation, url, folder: data.folder, ...platforms }
}
