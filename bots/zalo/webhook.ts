import { isRegistrationCheck, looksSignedWithAppSecret, parseWebhookBody, verifyWebhook } from 'zalo-oa-sdk'
import type { JsonObject } from 'zalo-oa-sdk'
import type {
  AccountDirectory,
  ChannelAccount,
  Webhook,
  WebhookRequest,
  WebhookVerdict,
} from '../../src/channels/port.ts'
import { storeEvent } from './parse-event.ts'
import { readCredentials } from './zalo-account.ts'

const signatureHeader = 'x-zevent-signature'

const headerOf = ({ headers }: WebhookRequest): string | undefined => {
  const name =
    signatureHeader in headers
      ? signatureHeader
      : Object.keys(headers).find((key) => key.toLowerCase() === signatureHeader)
  const value = name === undefined ? undefined : headers[name]
  const text = typeof value === 'string' ? value : value?.[0]
  return text?.trim() === '' ? undefined : text
}

const idIn = (value: unknown): string | null => {
  if (typeof value === 'string' && value !== '') return value
  return typeof value === 'number' ? String(value) : null
}

const partyIn = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'id' in value ? idIn(value.id) : null

/** Names the account that the body claims to be about; whether that is true, its signature says. */
const findAccount = (directory: AccountDirectory, body: JsonObject): ChannelAccount | undefined => {
  const ids = [idIn(body['oa_id']), idIn(body['oaId']), partyIn(body['recipient']), partyIn(body['sender'])]
  for (const id of ids) {
    const account = id === null ? undefined : directory.byExternalId(id)
    if (account) return account
  }
  return undefined
}

const isVerified = (account: ChannelAccount): boolean => account.capabilities['webhookVerified'] === true

const noted = (note: string): WebhookVerdict => ({ status: 200, updates: [], note })
const malformed: WebhookVerdict = { status: 400, why: 'malformed-body' }
const forged = (why: string): WebhookVerdict => ({ status: 401, why, alarm: true })

/**
 * The address that is entered in Zalo's console. Saving it there posts a check that may be unsigned and must get 200:
 * it is answered and means nothing, and once a signed event has come, nothing unsigned is answered any more.
 */
export const createWebhook = (directory: AccountDirectory): Webhook => {
  const unsigned = (body: JsonObject | null, request: WebhookRequest): WebhookVerdict => {
    const account = body === null ? undefined : findAccount(directory, body)
    const waits = body === null ? directory.all().some((one) => !isVerified(one)) : account && !isVerified(account)
    const isEmpty = request.body.length === 0
    if (waits && (body !== null || isEmpty)) return noted('unsigned-before-first-event')
    if (body === null && !isEmpty) return malformed
    return forged(body !== null && !account ? 'unknown-account' : 'unsigned')
  }

  const signed = (header: string, body: JsonObject, rawBody: Uint8Array): WebhookVerdict => {
    const account = findAccount(directory, body)
    if (!account) return forged('unknown-account')
    const credentials = readCredentials(account)
    if (!credentials) return forged('account-without-credentials')
    const { appId, appSecret, oaSecretKey } = credentials
    const verdict = verifyWebhook({ appId, oaSecretKey, rawBody, header })
    if (verdict.outcome === 'invalid') {
      const mixedUp = verdict.why === 'wrong-mac' && looksSignedWithAppSecret({ appId, appSecret, rawBody, header })
      return forged(mixedUp ? 'signed-with-app-secret-instead-of-oa-secret-key' : verdict.why)
    }
    // Learnt beside the answer: when it fails, the next event teaches it again.
    if (!isVerified(account)) directory.learn(account.id, { webhookVerified: true }).catch(() => undefined)
    if (account.state === 'disabled') return noted('account-disabled')
    return { status: 200, updates: [storeEvent(account.id, rawBody, verdict.body)] }
  }

  return {
    path: '/webhooks/zalo',
    accept(request) {
      const body = parseWebhookBody(request.body)
      if (body !== null && isRegistrationCheck(body)) return noted('registration-check')
      const header = headerOf(request)
      if (header === undefined) return unsigned(body, request)
      return body === null ? malformed : signed(header, body, request.body)
    },
  }
}
