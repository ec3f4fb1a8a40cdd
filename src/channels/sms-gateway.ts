import { onCommit, type Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { openCredentials, sealCredentials } from './account-credentials.ts'
import { findAccount, learnCapabilities, saveAccount } from './account-store.ts'
import { phoneAccountId } from './phone-account.ts'

/** How a gateway takes one message with one HTTP request. Texts as the adapter of phones reads them. */
export type SmsGatewaySettings = {
  readonly url: string
  readonly method: string
  /** A JSON object of headers; holds the key in most cases, and never leaves again. Empty keeps what is there. */
  readonly headers: string
  /** With `{phone}`, `{text}` and `{id}`. */
  readonly body: string
  /** `path=value`: what an answer must hold, what says "blocked" and "not now". */
  readonly success: string
  readonly blocked: string
  readonly busy: string
  readonly messageId: string
  /** Signs what the gateway tells us; empty keeps what is there. */
  readonly webhookSecret: string
  /** Sent without tones, which halves the parts. */
  readonly plain: boolean
  readonly perSecond: number
}

const names = ['url', 'method', 'headers', 'body', 'success', 'blocked', 'busy', 'messageId', 'webhookSecret'] as const
const secrets: readonly string[] = ['headers', 'webhookSecret']

const refuse = (field: string): never => {
  throw new AppError('INVALID', `the SMS gateway's ${field} is wrong`, { field, phrase: `channels:sms.fault.${field}` })
}

const check = (settings: SmsGatewaySettings): void => {
  const { url, method, headers, body, perSecond } = settings
  const protocol = URL.parse(url.replaceAll(/\{\w+\}/g, 'x'))?.protocol
  if (protocol !== 'https:' && protocol !== 'http:') refuse('url')
  if (!['POST', 'PUT', 'GET'].includes(method)) refuse('method')
  if (!['{phone}', '{text}'].every((part) => (method === 'GET' ? url : body).includes(part))) refuse('body')
  if (!(perSecond > 0 && perSecond <= 1000)) refuse('perSecond')
  for (const rule of ['success', 'blocked', 'busy'] as const) {
    if (settings[rule].trim() !== '' && !/^[^=]+=.+$/.test(settings[rule])) refuse(rule)
  }
  if (headers.trim() === '') return
  try {
    const value: unknown = JSON.parse(headers)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('headers')
  } catch {
    refuse('headers')
  }
}

const stored = async (scope: Scope): Promise<Readonly<Record<string, string>>> => {
  const account = await findAccount(scope.tx, phoneAccountId)
  return account?.credentials ? openCredentials(scope.keyring, phoneAccountId, account.credentials) : {}
}

/** Sets up, or changes, whoever carries SMS. For administrators. */
export const saveSmsGateway = async (scope: Scope, settings: SmsGatewaySettings): Promise<void> => {
  requireRole(scope.actor, ['admin'], [])
  check(settings)
  const { tx, keyring, clock, signals } = scope
  const before = await stored(scope)
  const credentials = Object.fromEntries(
    names.flatMap((name) => {
      const text = settings[name].trim()
      const kept = text === '' && secrets.includes(name) ? (before[name] ?? '') : text
      return kept === '' ? [] : [[name, kept]]
    }),
  )
  // `sms` tells the planner that the way exists.
  const capabilities = { sms: true, plain: settings.plain, perSecond: settings.perSecond }
  await saveAccount(
    tx,
    {
      id: phoneAccountId,
      platform: 'phone',
      externalId: 'default',
      name: 'SMS',
      lane: phoneAccountId,
      credentials: sealCredentials(keyring, phoneAccountId, credentials),
      capabilities: {},
    },
    clock.now(),
  )
  await learnCapabilities(tx, phoneAccountId, capabilities, clock.now())
  onCommit(tx, () => signals.poke('accounts'))
}

/** What is set up, without what is secret: whether there is a key and a secret is all that is told. */
export const readSmsGateway = async (
  scope: Scope,
): Promise<SmsGatewaySettings & { readonly hasHeaders: boolean; readonly hasSecret: boolean }> => {
  requireRole(scope.actor, ['admin'], [])
  const before = await stored(scope)
  const { capabilities = {} } = (await findAccount(scope.tx, phoneAccountId)) ?? {}
  const text = (name: (typeof names)[number], otherwise = ''): string => before[name] ?? otherwise
  const { perSecond } = capabilities as Readonly<Partial<Record<string, unknown>>>
  return {
    url: text('url'),
    method: text('method', 'POST'),
    headers: '',
    body: text('body', '{"to":"{phone}","text":"{text}","id":"{id}"}'),
    success: text('success'),
    blocked: text('blocked'),
    busy: text('busy'),
    messageId: text('messageId', 'id'),
    webhookSecret: '',
    plain: (capabilities as Readonly<Partial<Record<string, unknown>>>)['plain'] === true,
    perSecond: typeof perSecond === 'number' ? perSecond : 10,
    hasHeaders: text('headers') !== '',
    hasSecret: text('webhookSecret') !== '',
  }
}
