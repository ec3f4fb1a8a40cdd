import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AccountDirectory, Webhook, WebhookRequest, WebhookVerdict } from '../../src/channels/port.ts'
import { readSmsEvent, storeSmsEvent } from './read-event.ts'

const signatureHeader = 'x-sms-signature'

const headerOf = ({ headers }: WebhookRequest): string => {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === signatureHeader)?.[1]
  const value = typeof entry === 'string' ? entry : entry?.[0]
  return value?.trim() ?? ''
}

const isSigned = (request: WebhookRequest, secret: string): boolean => {
  const expected = createHmac('sha256', secret).update(request.body).digest()
  const [, hex] = /^(?:sha256=)?([0-9a-f]{64})$/i.exec(headerOf(request)) ?? []
  return hex !== undefined && timingSafeEqual(Buffer.from(hex, 'hex'), expected)
}

const isJson = (body: Uint8Array): boolean => {
  try {
    return typeof JSON.parse(Buffer.from(body).toString('utf8')) === 'object'
  } catch {
    return false
  }
}

const noted = (note: string): WebhookVerdict => ({ status: 200, updates: [], note })

/**
 * `POST /webhooks/sms/:account`: replies and delivery reports as JSON, signed with `X-SMS-Signature: sha256=<hex HMAC-SHA256
 * of the body>` by the account's secret. A gateway that speaks otherwise gets a small translator before it.
 */
export const createSmsWebhook = (directory: AccountDirectory): Webhook => ({
  path: '/webhooks/sms/:account',
  accept(request) {
    const account = directory.byExternalId(request.params['account'] ?? '')
    const secret = (account?.credentials as { readonly webhookSecret?: string } | undefined)?.webhookSecret
    if (!account || secret === undefined || secret === '') return { status: 401, why: 'unknown-account' }
    if (!isSigned(request, secret)) return { status: 401, why: 'wrong-signature', alarm: true }
    if (account.state === 'disabled') return noted('account-disabled')
    const event = readSmsEvent(request.body)
    // Signed, but of a short code or of a kind that we do not know: sending it again would not help.
    if (!event) return isJson(request.body) ? noted('nothing-readable') : { status: 400, why: 'malformed-body' }
    return { status: 200, updates: [storeSmsEvent(account.id, request.body, event)] }
  },
})
