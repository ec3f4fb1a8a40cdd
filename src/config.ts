import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { isNearHost } from './kernel/near-host.ts'

/** Secrets apart from settings: printing or logging them shows nothing. */
export type Secrets = {
  readonly secretKey: Buffer | undefined
  readonly previousSecretKey: Buffer | undefined
  readonly databaseUrl: string | undefined
  readonly telegram: { readonly botToken: string; readonly webhookSecret: string | undefined } | undefined
  readonly zalo: ZaloSecrets | undefined
  readonly oidcClientSecret: string | undefined
  readonly speechKey: string | undefined
  toJSON(): string
}

export type ZaloSecrets = {
  readonly appSecret: string
  readonly oaSecretKey: string
  readonly accessToken: string | undefined
  readonly refreshToken: string | undefined
}

export type Config = {
  readonly host: string
  readonly port: number
  /** Without a slash at the end. */
  readonly publicUrl: string | undefined
  readonly dataDir: string
  readonly telegramApiRoot: string
  readonly zalo: { readonly appId: string; readonly oaId: string } | undefined
  readonly zaloApiRoot: string
  readonly zaloOauthRoot: string
  readonly zaloBusinessRoot: string
  /** The identity provider with which officers may sign in. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly label: string } | undefined
  /** A server that writes down voice messages (OpenAI's `/audio/transcriptions` below `url`). */
  readonly speech: { readonly url: string; readonly model: string } | undefined
  readonly outboundProxy: string | undefined
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  readonly secrets: Secrets
}

export type ConfigFaults = { readonly faults: readonly string[] }

type Env = Readonly<Record<string, string | undefined>>

const known = new Set([
  'HOST',
  'PORT',
  'PUBLIC_URL',
  'DATABASE_URL',
  'DATA_DIR',
  'SECRET_KEY',
  'SECRET_KEY_PREVIOUS',
  'TELEGRAM_BOT_TOKEN',
  'TELEGRAM_WEBHOOK_SECRET',
  'TELEGRAM_API_ROOT',
  'ZALO_APP_ID',
  'ZALO_APP_SECRET',
  'ZALO_OA_ID',
  'ZALO_OA_SECRET_KEY',
  'ZALO_ACCESS_TOKEN',
  'ZALO_REFRESH_TOKEN',
  'ZALO_API_ROOT',
  'ZALO_OAUTH_ROOT',
  'ZALO_BUSINESS_ROOT',
  'OUTBOUND_PROXY',
  'LOG_LEVEL',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_LABEL',
  'SPEECH_URL',
  'SPEECH_KEY',
  'SPEECH_MODEL',
])

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** Reads one variable after the other and keeps every fault, so that all are reported together. */
const createReader = (env: Env) => {
  const faults: string[] = []
  const text = (name: string): string | undefined => {
    const value = env[name]?.trim()
    return value === '' ? undefined : value
  }
  return {
    faults,
    text,
    matching(name: string, pattern: RegExp, shape: string): string | undefined {
      const value = text(name)
      if (value !== undefined && !pattern.test(value)) faults.push(`${name} is not ${shape}`)
      return value
    },
    url(name: string, protocols: readonly string[]): string | undefined {
      const value = text(name)
      if (value === undefined) return undefined
      const url = URL.parse(value)
      if (!url || !protocols.includes(url.protocol)) {
        faults.push(`${name} is not an address that starts with ${protocols.map((one) => `${one}//`).join(' or ')}`)
        return undefined
      }
      return value.replace(/\/+$/, '')
    },
    key(name: string): Buffer | undefined {
      const value = text(name)
      if (value === undefined) return undefined
      const bytes = Buffer.from(value, 'base64')
      if (bytes.length !== 32 || !/^[A-Za-z0-9+/_-]{43}=?$/.test(value)) {
        faults.push(`${name} is not 32 bytes in base64 (make one with: openssl rand -base64 32)`)
        return undefined
      }
      return bytes
    },
    port(name: string, otherwise: number): number {
      const value = text(name)
      if (value === undefined) return otherwise
      const port = Number(value)
      if (!/^\d{1,5}$/.test(value) || port > 65_535) faults.push(`${name} is not a port between 0 and 65535`)
      return port
    },
    /** Names that belong together: all or none. */
    partners(names: readonly string[]): boolean {
      const missing = names.filter((name) => text(name) === undefined)
      if (missing.length > 0 && missing.length < names.length) {
        const present = names.filter((name) => text(name) !== undefined)
        faults.push(
          `${missing.join(', ')} must be set too, because ${present.join(', ')} ${present.length > 1 ? 'are' : 'is'}`,
        )
      }
      return missing.length === 0
    },
  }
}

const local = ['http:', 'https:']

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host)

const readOidc = (read: ReturnType<typeof createReader>): Config['oidc'] => {
  const isWhole = read.partners(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])
  if (read.text('OIDC_LABEL') !== undefined && read.text('OIDC_ISSUER') === undefined) {
    read.faults.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set too, because OIDC_LABEL is')
  }
  const issuer = read.url('OIDC_ISSUER', local)
  const url = issuer === undefined ? null : URL.parse(issuer)
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    read.faults.push('OIDC_ISSUER is not an address that starts with https://')
  }
  const clientId = read.text('OIDC_CLIENT_ID')
  const label = read.matching('OIDC_LABEL', /^.{1,40}$/u, 'a name of at most 40 characters') ?? 'tài khoản của cơ quan'
  // Issuers are compared letter by letter, so a slash at the end stays.
  const written = read.text('OIDC_ISSUER')
  return isWhole && written !== undefined && clientId !== undefined ? { issuer: written, clientId, label } : undefined
}

const readSpeech = (read: ReturnType<typeof createReader>): Config['speech'] => {
  const url = read.url('SPEECH_URL', local)
  for (const name of ['SPEECH_KEY', 'SPEECH_MODEL']) {
    if (read.text(name) !== undefined && read.text('SPEECH_URL') === undefined)
      read.faults.push(`SPEECH_URL must be set too, because ${name} is`)
  }
  const parsed = url === undefined ? null : URL.parse(url)
  if (parsed && (parsed.search !== '' || parsed.hash !== '' || parsed.username !== '')) {
    read.faults.push('SPEECH_URL is not a plain address without ?, # and @')
  }
  // A voice tells who somebody is: beyond our own network it travels under https only.
  if (parsed?.protocol === 'http:' && !isNearHost(parsed.hostname)) {
    read.faults.push('SPEECH_URL is not an address that starts with https:// or one in the private network')
  }
  const model = read.matching('SPEECH_MODEL', /^[\w./:-]{1,100}$/u, 'the name of a model') ?? 'whisper-1'
  read.matching('SPEECH_KEY', /^[\x21-\x7e]{1,500}$/u, 'a key without spaces')
  return url === undefined ? undefined : { url, model }
}

const readSecrets = (read: ReturnType<typeof createReader>, hasZalo: boolean): Secrets => {
  const botToken = read.matching(
    'TELEGRAM_BOT_TOKEN',
    /^\d{3,20}:[A-Za-z0-9_-]{20,100}$/,
    'a bot token (digits, colon, letters)',
  )
  const webhookSecret = read.matching(
    'TELEGRAM_WEBHOOK_SECRET',
    /^[A-Za-z0-9_-]{1,256}$/,
    '1 to 256 of A-Z a-z 0-9 _ -',
  )
  if (webhookSecret !== undefined && botToken === undefined) {
    read.faults.push('TELEGRAM_BOT_TOKEN must be set too, because TELEGRAM_WEBHOOK_SECRET is')
  }
  const databaseUrl = read.url('DATABASE_URL', ['postgres:', 'postgresql:'])
  const secretKey = read.key('SECRET_KEY')
  if (databaseUrl !== undefined && secretKey === undefined && read.text('SECRET_KEY') === undefined) {
    read.faults.push('SECRET_KEY is required with DATABASE_URL (make one with: openssl rand -base64 32; keep it safe)')
  }
  return Object.freeze({
    secretKey,
    previousSecretKey: read.key('SECRET_KEY_PREVIOUS'),
    databaseUrl,
    telegram: botToken === undefined ? undefined : { botToken, webhookSecret },
    zalo: hasZalo
      ? {
          appSecret: read.text('ZALO_APP_SECRET') ?? '',
          oaSecretKey: read.text('ZALO_OA_SECRET_KEY') ?? '',
          accessToken: read.text('ZALO_ACCESS_TOKEN'),
          refreshToken: read.text('ZALO_REFRESH_TOKEN'),
        }
      : undefined,
    oidcClientSecret: read.text('OIDC_CLIENT_SECRET'),
    speechKey: read.text('SPEECH_KEY'),
    toJSON: () => '[secrets]',
  })
}

/** Turns an environment into checked, frozen values, or into the list of everything that is wrong with it. */
export const readConfig = (env: Env, home: string = process.cwd()): Config | ConfigFaults => {
  const read = createReader(env)
  for (const name of Object.keys(env)) {
    if (/^(?:ZALO|TELEGRAM|OIDC|SPEECH)_/.test(name) && !known.has(name))
      read.faults.push(`${name} is not a name that is known here`)
  }
  const hasZalo = read.partners(['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY'])
  read.partners(['ZALO_ACCESS_TOKEN', 'ZALO_REFRESH_TOKEN'])
  if (read.text('ZALO_ACCESS_TOKEN') !== undefined && !hasZalo) {
    read.faults.push(
      'ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID and ZALO_OA_SECRET_KEY must be set too, because ZALO_ACCESS_TOKEN is',
    )
  }
  const appId = read.matching('ZALO_APP_ID', /^\d{5,25}$/, 'a number of 5 to 25 digits')
  const oaId = read.matching('ZALO_OA_ID', /^\d{5,25}$/, 'a number of 5 to 25 digits')
  const publicUrl = read.url('PUBLIC_URL', local)
  const logLevel = read.text('LOG_LEVEL') ?? 'info'
  if (!logLevels.some((level) => level === logLevel))
    read.faults.push(`LOG_LEVEL is not one of ${logLevels.join(', ')}`)
  const config: Config = {
    host: read.text('HOST') ?? '127.0.0.1',
    port: read.port('PORT', 8080),
    publicUrl,
    dataDir: resolve(home, read.text('DATA_DIR') ?? '.data'),
    telegramApiRoot: read.url('TELEGRAM_API_ROOT', local) ?? 'https://api.telegram.org',
    zalo: hasZalo && appId !== undefined && oaId !== undefined ? { appId, oaId } : undefined,
    zaloApiRoot: read.url('ZALO_API_ROOT', local) ?? 'https://openapi.zalo.me',
    zaloOauthRoot: read.url('ZALO_OAUTH_ROOT', local) ?? 'https://oauth.zaloapp.com',
    zaloBusinessRoot: read.url('ZALO_BUSINESS_ROOT', local) ?? 'https://business.openapi.zalo.me',
    outboundProxy: read.url('OUTBOUND_PROXY', local),
    oidc: readOidc(read),
    speech: readSpeech(read),
    logLevel: logLevel as Config['logLevel'],
    secrets: readSecrets(read, hasZalo),
  }
  return read.faults.length > 0 ? { faults: read.faults } : Object.freeze(config)
}

/** The environment of this process over a `.env` file beside it. The only reader of `process.env`. */
export const loadConfig = (folder: string = process.cwd()): Config | ConfigFaults => {
  const file = resolve(folder, '.env')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return readConfig({ ...fromFile, ...process.env }, folder)
}
