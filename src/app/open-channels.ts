import { HttpsProxyAgent } from 'https-proxy-agent'
import { Agent, ProxyAgent, type Dispatcher } from 'undici'
import { createHttpGateway, createPhoneChannel } from '../../bots/phone/index.ts'
import { createTelegramChannel, type TelegramChannel } from '../../bots/telegram/index.ts'
import { createWebChannel, kioskPath, type WebChannel } from '../../bots/web/index.ts'
import { createZaloChannel, type ZaloChannel } from '../../bots/zalo/index.ts'
import {
  downloadMedia,
  readAttachment,
  refusalPhrases,
  servingHeaders,
  storeUploaded,
  type AttachmentStorage,
} from '../attachments/index.ts'
import {
  createTokenVault,
  createWebMemory,
  openAccountDirectory,
  saveAccount,
  sealCredentials,
  seedFromEnvironment,
  type TokenVaultOfHouse,
} from '../channels/index.ts'
import type { AccountConnector, Channel, RawUpdate } from '../channels/port.ts'
import type { Config } from '../config.ts'
import { act, type House } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { phrase, phraseOfError } from '../phrases/index.ts'
import { botProfile } from './bot-profile.ts'

export type Channels = {
  readonly telegram: TelegramChannel
  readonly zalo: ZaloChannel
  readonly web: WebChannel
  readonly all: readonly Channel[]
  readonly vault: TokenVaultOfHouse
  /** Connects accounts to the Zalo app of the configuration; undefined without one. */
  readonly zaloConnector: AccountConnector | undefined
  /** Path of the web chat for a tablet in the ward office. */
  kioskPath(payload: string): string
  of(accountId: string): Channel | undefined
  stop(): Promise<void>
}

const actor = systemActor('start')

/** The accounts that the environment names, at every start; further ones are added in the console. */
const seedAccounts = async (house: House, config: Config): Promise<void> => {
  const { telegram, zalo } = config.secrets
  await act(house, actor, async (scope) => {
    const now = scope.clock.now()
    await saveAccount(
      scope.tx,
      {
        id: 'web:chat',
        platform: 'web',
        externalId: 'chat',
        name: 'Web',
        lane: 'web:chat',
        credentials: null,
        capabilities: {},
      },
      now,
    )
    // Known to all, used once a gateway or a template of Zalo is set up: chats with bare numbers belong to it.
    await saveAccount(
      scope.tx,
      {
        id: 'phone:default',
        platform: 'phone',
        externalId: 'default',
        name: 'SMS',
        lane: 'phone:default',
        credentials: null,
        capabilities: {},
      },
      now,
    )
    if (telegram) {
      // Without a secret of its own the webhook gets one from our key: the same in every process.
      const webhookSecret =
        telegram.webhookSecret ??
        scope.keyring.sign('credential', `telegram webhook ${telegram.botToken.split(':')[0] ?? ''}`)
      await saveAccount(
        scope.tx,
        {
          id: 'telegram:default',
          platform: 'telegram',
          externalId: 'default',
          name: 'Telegram',
          lane: 'telegram:default',
          credentials: sealCredentials(scope.keyring, 'telegram:default', {
            botToken: telegram.botToken,
            webhookSecret,
          }),
          capabilities: {},
        },
        now,
      )
    }
    if (zalo && config.zalo) {
      await seedFromEnvironment(scope, {
        oaId: config.zalo.oaId,
        credentials: { appId: config.zalo.appId, appSecret: zalo.appSecret, oaSecretKey: zalo.oaSecretKey },
        tokens:
          zalo.accessToken !== undefined && zalo.refreshToken !== undefined
            ? { accessToken: zalo.accessToken, refreshToken: zalo.refreshToken }
            : undefined,
      })
    }
  })
}

const collect = async (bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}

/** An emulator's media come from its own address; Zalo's real ones never do. */
const emulatedHosts = (config: Config): string[] => {
  const { host, hostname } = new URL(config.zaloApiRoot)
  return hostname === 'openapi.zalo.me' ? [] : [host]
}

type Options = {
  readonly config: Config
  readonly house: House
  readonly storage: AttachmentStorage
  readonly receive: (updates: readonly RawUpdate[]) => Promise<void>
}

/** Makes the adapters and hands each of them what it may use. The only place that names platforms. */
export const openChannels = async (options: Options): Promise<Channels> => {
  const { config, house, storage, receive } = options
  await seedAccounts(house, config)
  const proxy = config.outboundProxy
  const outward = (): Dispatcher =>
    proxy === undefined
      ? new Agent({ keepAliveTimeout: 30_000, connect: { timeout: 10_000 }, connections: 256 })
      : new ProxyAgent({ uri: proxy, proxyTunnel: true })
  const dispatchers = { telegram: outward(), zalo: outward(), phone: outward() }
  const telegramAccounts = await openAccountDirectory(house, 'telegram')
  const zaloAccounts = await openAccountDirectory(house, 'zalo')
  const phoneAccounts = await openAccountDirectory(house, 'phone')
  const directories = [telegramAccounts, zaloAccounts, phoneAccounts]
  const vault = createTokenVault(house)
  const readFile = async (attachmentId: string): Promise<Uint8Array | undefined> => {
    const file = await readAttachment(house, storage, attachmentId)
    return file && (await collect(file.bytes))
  }

  const telegram = createTelegramChannel({
    accounts: telegramAccounts,
    apiRoot: config.telegramApiRoot,
    dispatcher: dispatchers.telegram,
    ...(proxy === undefined ? {} : { controlAgent: new HttpsProxyAgent(proxy) }),
    publicUrl: config.publicUrl,
    readFile: async (attachmentId) => (await readFile(attachmentId)) ?? null,
    profile: botProfile(),
    log: house.log,
    clock: house.clock,
  })
  const zalo = createZaloChannel({
    directory: zaloAccounts,
    vault,
    clock: house.clock,
    readFile,
    download: async (file) =>
      await downloadMedia({ ...file, ...(proxy === undefined ? {} : { dispatcher: dispatchers.zalo }) }),
    roots: { api: config.zaloApiRoot, oauth: config.zaloOauthRoot, business: config.zaloBusinessRoot },
    dispatcher: dispatchers.zalo,
    mediaHosts: emulatedHosts(config),
  })
  const phone = createPhoneChannel({
    directory: phoneAccounts,
    gateway: createHttpGateway({ dispatcher: dispatchers.phone }),
    sendTemplate: zalo.sendToPhone,
  })
  const web = createWebChannel({
    memory: createWebMemory(house),
    files: {
      async store(input) {
        const kept = await storeUploaded(house, storage, systemActor('web-chat'), input)
        if (kept.ok) return kept
        return { ok: false, sentence: (locale) => phraseOfError(locale, refusalPhrases[kept.why]) }
      },
      read: async (attachmentId) => await readAttachment(house, storage, attachmentId),
      headers: (file) => servingHeaders(file),
    },
    receive,
    keyring: house.keyring,
    clock: house.clock,
    log: house.log,
    signals: house.signals,
    phrase: (locale, key, values) => phrase(locale, key, values),
    isSecure: config.publicUrl?.startsWith('https:') ?? false,
  })
  const channels: Readonly<Record<string, Channel>> = { telegram, zalo, web, phone }
  return {
    telegram,
    zalo,
    web,
    vault,
    zaloConnector:
      config.zalo && config.secrets.zalo
        ? zalo.connector({
            appId: config.zalo.appId,
            appSecret: config.secrets.zalo.appSecret,
            pkce: { mode: 'per-request' },
          })
        : undefined,
    all: [telegram, zalo, web, phone],
    kioskPath: (payload) => kioskPath(house.keyring, payload),
    of: (accountId) => channels[accountId.slice(0, accountId.indexOf(':'))],
    async stop() {
      await Promise.all([telegram.stop?.(), phone.stop?.(), web.stop()])
      // Phones send templates through Zalo, so Zalo closes after them.
      await zalo.stop?.()
      await Promise.all(directories.map(async (directory) => await directory.stop()))
      vault.stop()
      await Promise.all(Object.values(dispatchers).map(async (dispatcher) => await dispatcher.close()))
    },
  }
}
