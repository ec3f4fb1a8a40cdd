import { createHash, timingSafeEqual } from 'node:crypto'
import type { AccountDirectory, Webhook, WebhookVerdict } from '../../src/channels/port.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { readEnvelope } from './read-envelope.ts'
import { readFields } from './update-fields.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compared by digests of equal length, so neither the time nor the length of a try tells anything. */
const isSecret = (given: string | readonly string[] | undefined, secret: string | undefined): boolean => {
  const equal = timingSafeEqual(digest(typeof given === 'string' ? given : ''), digest(secret ?? ''))
  return equal && typeof given === 'string' && secret !== undefined && secret !== ''
}

/**
 * Takes what Telegram delivers. An account that does not exist or is switched off is answered like a wrong secret:
 * nobody can find out which there are, and Telegram keeps the updates for a day in case it is switched on again.
 */
export const createWebhook = (accounts: AccountDirectory, clock: Clock): Webhook => ({
  path: '/webhooks/telegram/:account',
  accept({ headers, params, body }): WebhookVerdict {
    const account = accounts.byId(`telegram:${params['account'] ?? ''}`)
    const secret = account?.state === 'active' ? account.credentials['webhookSecret'] : undefined
    if (!isSecret(headers['x-telegram-bot-api-secret-token'], secret) || !account) {
      return { status: 401, why: 'secret', alarm: true }
    }
    const update = readFields(body)
    if (!update) return { status: 400, why: 'no-json-object' }
    const envelope = readEnvelope(account.id, update, body, clock)
    return envelope ? { status: 200, updates: [envelope] } : { status: 400, why: 'no-update-id' }
  },
})
