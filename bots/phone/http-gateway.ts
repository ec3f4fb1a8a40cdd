import { request, type Dispatcher } from 'undici'
import type { Budget, SendOutcome } from '../../src/channels/port.ts'
import type { AnswerRule, GatewaySettings } from './gateway-settings.ts'
import { readGatewaySettings } from './gateway-settings.ts'
import type { Sms, SmsGateway } from './sms-gateway.ts'

const largestAnswer = 64 * 1024

const writers = {
  json: (text: string) => JSON.stringify(text).slice(1, -1),
  form: encodeURIComponent,
} as const

const fillIn = (template: string, values: Readonly<Record<string, string>>, write: (text: string) => string): string =>
  template.replaceAll(/\{(phone|text|id)\}/g, (_, name: string) => write(values[name] ?? ''))

const phoneAs = (phone: string, form: GatewaySettings['phoneForm']): string =>
  form === '+84' ? phone : phone.replace(/^\+84/, form)

/** A plain value at a path of a JSON answer; undefined when nothing such stands there. */
const valueAt = (answer: unknown, path: readonly string[]): string | undefined => {
  let value = answer
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[name]
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

const holds = (rule: AnswerRule | null, answer: unknown): boolean =>
  rule !== null && rule.values.includes(valueAt(answer, rule.path) ?? '')

const refuse = (why: string, scope: 'message' | 'account'): SendOutcome => ({ kind: 'refused', why, scope })

/** A short code of the gateway may be told; what looks like words may quote the person. */
const codeIn = (rule: AnswerRule | null, answer: unknown): string => {
  const code = rule ? (valueAt(answer, rule.path) ?? '') : ''
  return /^[\w.-]{1,20}$/.test(code) ? `sms ${code}` : 'sms refused'
}

const waitMs = (retryAfter: string | string[] | undefined, otherwise: number): number => {
  const seconds = Number(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter)
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 86_400) * 1000 : otherwise
}

const readStatus = (status: number, retryAfter: string | string[] | undefined): SendOutcome | undefined => {
  const why = `sms http ${status}`
  if (status >= 200 && status < 300) return undefined
  if (status === 429 || (status === 503 && retryAfter !== undefined)) {
    return { kind: 'retry', afterMs: waitMs(retryAfter, 10_000), why, scope: 'account' }
  }
  // Something in between lost patience: the gateway itself may have taken the message.
  if (status === 408 || status >= 500) return { kind: 'uncertain', why }
  return refuse(why, status === 401 || status === 403 ? 'account' : 'message')
}

const readAnswer = (settings: GatewaySettings, body: string): SendOutcome => {
  let answer: unknown
  try {
    answer = JSON.parse(body)
  } catch {
    answer = undefined
  }
  if (holds(settings.blocked, answer))
    return { kind: 'unreachable', why: codeIn(settings.blocked, answer), reach: 'blocked' }
  if (holds(settings.busy, answer))
    return { kind: 'retry', afterMs: 30_000, why: codeIn(settings.busy, answer), scope: 'account' }
  if (settings.success && answer === undefined) return { kind: 'uncertain', why: 'sms answer unreadable' }
  if (settings.success && !holds(settings.success, answer)) return refuse(codeIn(settings.success, answer), 'message')
  const messageId = valueAt(answer, settings.messageId)
  return messageId === undefined || messageId === '' ? { kind: 'sent' } : { kind: 'sent', messageId }
}

const neverLeft = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

const readError = (error: unknown): SendOutcome => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return neverLeft.includes(code)
    ? { kind: 'retry', afterMs: 30_000, why: 'sms gateway away', scope: 'account' }
    : { kind: 'uncertain', why: 'sms no answer' }
}

/** Sends by any gateway that takes one HTTP request for one message; which, is the account's setting. */
export const createHttpGateway = (options: {
  readonly dispatcher: Dispatcher
  readonly timeoutMs?: number
}): SmsGateway => {
  const timeoutMs = options.timeoutMs ?? 15_000
  const told = new Map<string, Budget>()
  const send = async ({ account, phone, text, id }: Sms, signal: AbortSignal): Promise<SendOutcome> => {
    const settings = readGatewaySettings(account)
    if (!settings) return refuse('sms-gateway-not-set-up', 'account')
    const values = { phone: phoneAs(phone, settings.phoneForm), text, id }
    try {
      const { statusCode, headers, body } = await request(fillIn(settings.url, values, encodeURIComponent), {
        method: settings.method,
        headers: settings.headers,
        ...(settings.body === '' ? {} : { body: fillIn(settings.body, values, writers[settings.encoding]) }),
        dispatcher: options.dispatcher,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal,
      })
      const retryAfter = headers['retry-after']
      const outcome = readStatus(statusCode, retryAfter)
      // Of a message that it took: the next one shall come later (RFC 9110, 10.2.3).
      const resetAfterMs = outcome === undefined ? waitMs(retryAfter, 0) : 0
      if (resetAfterMs > 0) told.set(account.id, { perMinute: null, remaining: 0, resetAfterMs })
      if (outcome) {
        await body.dump({ limit: largestAnswer })
        return outcome
      }
      return readAnswer(settings, (await body.text()).slice(0, largestAnswer))
    } catch (error) {
      return readError(error)
    }
  }
  return Object.assign(send, { budgetOf: (accountId: string) => told.get(accountId) })
}
