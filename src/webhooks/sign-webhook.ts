import { createHmac } from 'node:crypto'

/** How a secret is shown and entered elsewhere: `whsec_` and its bytes in base64 (Standard Webhooks). */
export const showSecret = (secret: Uint8Array): string => `whsec_${Buffer.from(secret).toString('base64')}`

type Message = { readonly id: string; readonly at: Date; readonly body: string }

/** The headers of one attempt by Standard Webhooks 1.0: the signature is over id, time in seconds and body. */
export const webhookHeaders = (secret: Uint8Array, { id, at, body }: Message): Record<string, string> => {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
