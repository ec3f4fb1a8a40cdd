// People who are known by a phone number alone: approved Zalo templates by number, else SMS. How a template goes is handed
// in, so that this adapter knows nothing of Zalo; which gateway carries SMS stands in the account.
import type { AccountDirectory, Channel, Delivery, OutgoingTemplate, SendOutcome } from '../../src/channels/port.ts'
import { readPhoneNumber } from '../../src/kernel/vietnamese/phone-number.ts'
import { readGatewaySettings } from './gateway-settings.ts'
import { readSmsUpdate } from './read-event.ts'
import type { SmsGateway } from './sms-gateway.ts'
import { createSmsWebhook } from './webhook.ts'
import { writeSms } from './write-sms.ts'

export { createHttpGateway } from './http-gateway.ts'

/** Sends a template by phone number through an account of another platform. */
export type SendTemplate = (
  input: {
    readonly accountId: string
    readonly phone: string
    readonly template: OutgoingTemplate
    /** Stable over repeats. */
    readonly deliveryId: number
  },
  signal: AbortSignal,
) => Promise<SendOutcome>

type Options = {
  readonly directory: AccountDirectory
  readonly gateway: SmsGateway
  readonly sendTemplate: SendTemplate
}

const refuse = (why: string, scope: 'message' | 'account' = 'message'): SendOutcome => ({ kind: 'refused', why, scope })

export const createPhoneChannel = ({ directory, gateway, sendTemplate }: Options): Channel => {
  const sends = new Set<Promise<unknown>>()

  const sendOne = async (delivery: Delivery, signal: AbortSignal): Promise<SendOutcome> => {
    const account = directory.byId(delivery.accountId)
    if (!account) return refuse('unknown-account', 'account')
    if (account.state !== 'active') return refuse(`account-${account.state.replace('_', '-')}`, 'account')
    if (signal.aborted) return { kind: 'retry', afterMs: 0, why: 'stopped', scope: 'message' }
    const phone = readPhoneNumber(delivery.address)
    if (phone === null) return { kind: 'unreachable', why: 'not-a-number', reach: 'gone' }
    const { template, via = 'sms' } = delivery.message
    if (via !== 'sms') {
      return template
        ? await sendTemplate({ accountId: via, phone, template, deliveryId: delivery.id }, signal)
        : refuse('template-missing')
    }
    const settings = readGatewaySettings(account)
    if (!settings) return refuse('sms-gateway-not-set-up', 'account')
    const written = writeSms(delivery.message, settings)
    if ('impossible' in written) return refuse(written.impossible)
    return await gateway({ account, phone, text: written.text, id: String(delivery.id) }, signal)
  }

  return {
    platform: 'phone',
    webhook: createSmsWebhook(directory),
    read: (_accountId, raw) => readSmsUpdate(raw),
    budgetOf: (accountId) => gateway.budgetOf?.(accountId),
    async send(delivery, signal) {
      const work = sendOne(delivery, signal)
      sends.add(work)
      try {
        return await work
      } finally {
        sends.delete(work)
      }
    },
    async stop() {
      await Promise.allSettled(sends)
    },
  }
}
