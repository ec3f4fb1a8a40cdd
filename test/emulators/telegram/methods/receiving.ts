import { isDeepStrictEqual } from 'node:util'
import { answer, badRequest, tooManyRequests, value, type Failure, type Outcome, type Read } from '../outcome.ts'
import type { Webhook } from '../state.ts'
import { openDelivery } from '../open-delivery.ts'
import { abortPoll, pendingCount, pollUpdates } from '../updates.ts'
import { updateKinds, type UpdateKind } from '../wire.ts'
import { type Call, numberOf, stringOf } from './call.ts'

const ports = new Set(['', '443', '80', '88', '8443'])
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])
const defaultConnections = 40

const isKind = (name: string): name is UpdateKind => (updateKinds as readonly string[]).includes(name)

/** The setting persists when it is not given; an empty list brings the default back. */
const readAllowed = (call: Call): Failure | undefined => {
  const names = call.params['allowed_updates'] as string[] | undefined
  if (names === undefined) return undefined
  const unknown = names.find((name) => !isKind(name))
  if (unknown !== undefined) return badRequest(`unknown update type "${unknown}" in allowed_updates`)
  call.bot.allowedUpdates = names.length === 0 ? undefined : names.filter(isKind)
  return undefined
}

/** https on one of four ports, as the platform demands; this machine's own addresses may also be plain. */
const checkUrl = (given: string): Failure | undefined => {
  const url = URL.parse(given)
  if (url === null) return badRequest('invalid webhook URL specified')
  if (loopback.has(url.hostname) && (url.protocol === 'http:' || url.protocol === 'https:')) return undefined
  if (url.protocol !== 'https:') return badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  if (!ports.has(url.port)) return badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
  return undefined
}

const readSecret = (call: Call): Read<string | undefined> => {
  const secret = stringOf(call, 'secret_token')
  if (secret === undefined || secret === '') return value(undefined)
  if (secret.length > 256) return badRequest('secret token is too long')
  return /^[\w-]+$/u.test(secret) ? value(secret) : badRequest('secret token contains unallowed characters')
}

export const getUpdates = (call: Call): Outcome | Promise<Outcome> => {
  const failure = call.bot.webhook === undefined ? readAllowed(call) : undefined
  if (failure !== undefined) return failure
  return pollUpdates(call.state, call.bot, {
    offset: numberOf(call, 'offset') ?? 0,
    limit: numberOf(call, 'limit') ?? 100,
    timeout: numberOf(call, 'timeout') ?? 0,
  })
}

export const deleteWebhook = async (call: Call): Promise<Outcome> => {
  const { bot } = call
  const had = bot.webhook !== undefined
  if (call.params['drop_pending_updates'] === true) bot.pending.clear()
  await openDelivery(call.state, bot, undefined)
  delete bot.lastError
  return { ok: true, result: true, description: had ? 'Webhook was deleted' : 'Webhook is already deleted' }
}

export const setWebhook = async (call: Call): Promise<Outcome> => {
  const { state, bot } = call
  const url = stringOf(call, 'url') ?? ''
  if (url === '') return await deleteWebhook(call)
  const now = state.scheduler.now()
  if (state.settings.limits.setWebhookOncePerSecond === true) {
    if (now < bot.nextSetWebhookAt) {
      state.counters.refusals429 += 1
      return tooManyRequests(1)
    }
    bot.nextSetWebhookAt = now + 1000
  }
  const secret = readSecret(call)
  if (!secret.ok) return secret
  const failure = checkUrl(url) ?? readAllowed(call)
  if (failure !== undefined) return failure
  const address = stringOf(call, 'ip_address')
  const webhook: Webhook = {
    url,
    maxConnections: numberOf(call, 'max_connections') ?? defaultConnections,
    hasCertificate: call.files.has('certificate'),
    ...(secret.value === undefined ? {} : { secret: secret.value }),
    ...(address === undefined ? {} : { ipAddress: address }),
  }
  if (call.params['drop_pending_updates'] === true) bot.pending.clear()
  else if (isDeepStrictEqual(webhook, bot.webhook))
    return { ok: true, result: true, description: 'Webhook is already set' }
  abortPoll(state, bot, 'setWebhook')
  delete bot.lastError
  await openDelivery(state, bot, webhook)
  return { ok: true, result: true, description: 'Webhook was set' }
}

export const getWebhookInfo = (call: Call): Outcome => {
  const { bot, state } = call
  const { webhook, lastError, allowedUpdates } = bot
  return answer({
    url: webhook?.url ?? '',
    has_custom_certificate: webhook?.hasCertificate ?? false,
    pending_update_count: pendingCount(state, bot),
    ...(webhook === undefined ? {} : { max_connections: webhook.maxConnections }),
    ...(webhook === undefined ? {} : { ip_address: webhook.ipAddress ?? '203.0.113.10' }),
    ...(lastError === undefined
      ? {}
      : { last_error_date: Math.floor(lastError.at / 1000), last_error_message: lastError.message }),
    ...(allowedUpdates === undefined ? {} : { allowed_updates: allowedUpdates }),
  })
}
