import { signEvent } from '../emulators/zalo/webhook-signature.ts'
import type { TestApp } from './app.ts'

export type RawPost = { readonly body: string | Buffer; readonly headers: Readonly<Record<string, string>> }

/** Posts bytes as they are; gives the status. */
export const postRaw = async (place: TestApp, path: string, { body, headers }: RawPost): Promise<number> => {
  const response = await fetch(`${place.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : Uint8Array.from(body),
  })
  await response.text()
  return response.status
}

/** A text of a person on Zalo, signed as Zalo signs; `change` alters the body after it was signed. */
export const zaloText = (
  place: TestApp,
  input: {
    readonly userId: string | bigint
    readonly text: string
    readonly messageId: string
    readonly at?: Date
    readonly oaId?: string
  },
): RawPost => {
  const timestamp = String((input.at ?? new Date()).getTime())
  const id = typeof input.userId === 'bigint' ? String(input.userId) : JSON.stringify(input.userId)
  const message = JSON.stringify({ text: input.text, msg_id: input.messageId })
  const body =
    `{"app_id":"${place.zalo.app.appId}","sender":{"id":${id}},"recipient":{"id":"${input.oaId ?? place.oaId}"},` +
    `"event_name":"user_send_text","message":${message},"timestamp":"${timestamp}"}`
  return { body, headers: { 'x-zevent-signature': `mac=${macOf(place, body, timestamp)}` } }
}

export const macOf = (place: TestApp, body: string, timestamp: string): string =>
  signEvent({
    appId: place.zalo.app.appId,
    body: Buffer.from(body),
    timestamp,
    secret: place.zalo.app.oaSecretKey,
  })

export const telegramSecret = 'a-secret-for-the-webhook-of-the-tests'

/** An update of Telegram with the webhook's secret. */
export const telegramUpdate = (update: object | string): RawPost => ({
  body: typeof update === 'string' ? update : JSON.stringify(update),
  headers: { 'x-telegram-bot-api-secret-token': telegramSecret },
})
