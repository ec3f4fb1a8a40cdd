import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type App } from '../../src/app.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { createLog } from '../../src/create-log.ts'
import { openInstallation, type Installation } from '../../src/installation.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { startTelegramEmulator, type TelegramEmulator } from '../emulators/telegram/telegram-emulator.ts'
import { startZaloEmulator, type ZaloEmulator } from '../emulators/zalo/start-zalo-emulator.ts'
import { createTestDatabase } from './postgres.ts'

export type TestApp = {
  readonly app: App
  readonly installation: Installation
  readonly config: Config
  readonly url: string
  readonly databaseUrl: string
  readonly telegram: TelegramEmulator
  readonly bot: ReturnType<TelegramEmulator['addBot']>
  readonly zalo: ZaloEmulator
  readonly oaId: string
  /** Every line that the service logged. */
  readonly logged: string[]
  close(): Promise<void>
}

const botToken = '7000000001:AAE-test-token-for-journeys-0123456'

/** The whole service on a database of its own, with both platforms emulated; it polls Telegram and gets Zalo's webhooks. */
export const startTestApp = async (options: { env?: Record<string, string>; clock?: Clock } = {}): Promise<TestApp> => {
  const { url: databaseUrl, drop } = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'nhip-cau-app-'))
  const telegram = await startTelegramEmulator({ timers: 'real' })
  const bot = telegram.addBot({ token: botToken, username: 'nhipcau_test_bot', firstName: 'Nhịp Cầu' })
  const zalo = await startZaloEmulator(options.clock ? { clock: options.clock } : {})
  zalo.switches.rateShape = 'off'
  const account = zalo.addAccount({ name: 'Mặt trận phường Cửa Nam' })
  const tokens = zalo.issueTokens(account.oaId)
  const config = readConfig(
    {
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      SECRET_KEY: randomBytes(32).toString('base64'),
      TELEGRAM_BOT_TOKEN: botToken,
      TELEGRAM_API_ROOT: telegram.url,
      ZALO_APP_ID: zalo.app.appId,
      ZALO_APP_SECRET: zalo.app.appSecret,
      ZALO_OA_ID: account.oaId,
      ZALO_OA_SECRET_KEY: zalo.app.oaSecretKey,
      ZALO_ACCESS_TOKEN: tokens.accessToken,
      ZALO_REFRESH_TOKEN: tokens.refreshToken,
      ZALO_API_ROOT: zalo.url,
      ZALO_OAUTH_ROOT: zalo.url,
      ZALO_BUSINESS_ROOT: zalo.url,
      ...options.env,
    },
    dataDir,
  )
  if ('faults' in config) throw new Error(config.faults.join('; '))
  const logged: string[] = []
  const log = createLog('debug', {
    write: (line) => {
      logged.push(line)
    },
  })
  const installation = await openInstallation({ config, log, ...(options.clock ? { clock: options.clock } : {}) })
  // A whole rate for tests: what is paced is tested where it is paced.
  const app = await createApp({ config, installation, log, version: 'test' })
  await installation.house.database.$client`
    update accounts set capabilities = capabilities || '{"perSecond": 500, "lanePerSecond": 500}'::jsonb`
  // Tests run at any hour; the night is tested where the clock is ours.
  await installation.house.database.$client`update channel_rules set value = 0 where key like 'notice.quiet-%'`
  const url = await app.server.listen({ port: 0, host: '127.0.0.1' })
  zalo.webhook.url = `${url}/webhooks/zalo`
  await app.start()
  return {
    app,
    installation,
    config,
    url,
    databaseUrl,
    telegram,
    bot,
    zalo,
    oaId: account.oaId,
    logged,
    async close() {
      await app.stop()
      await installation.close()
      await telegram.close()
      await zalo.close()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
