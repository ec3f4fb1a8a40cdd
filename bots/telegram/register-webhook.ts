import { createHmac } from 'node:crypto'
import type { ChannelAccount } from '../../src/channels/port.ts'
import type { Control, ControlFailure } from './control.ts'
import { allowedUpdates } from './read-envelope.ts'

type Registered = { readonly kind: 'registered'; readonly mark: string }

/** Telegram never tells the secret it has; this shows whether it is still ours, and to nobody what it is. */
const markOf = (account: ChannelAccount, apiRoot: string): string =>
  createHmac('sha256', account.credentials['botToken'] ?? '')
    .update(`${apiRoot}\n${account.credentials['webhookSecret'] ?? ''}`)
    .digest('hex')
    .slice(0, 16)

export const webhookUrl = (publicUrl: string, accountId: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/webhooks/telegram/${encodeURIComponent(accountId.slice('telegram:'.length))}`

/** Tells Telegram where to deliver, unless it knows. */
export const registerWebhook = async (
  control: Control,
  account: ChannelAccount,
  place: { readonly publicUrl: string; readonly apiRoot: string },
  signal: AbortSignal,
): Promise<Registered | ControlFailure> => {
  const url = webhookUrl(place.publicUrl, account.id)
  const mark = markOf(account, place.apiRoot)
  const answer = await control.call('getWebhookInfo', {}, signal)
  if (answer.kind === 'failed') return answer
  const info = answer.result
  const asked = new Set<string>(info.allowed_updates ?? [])
  const isOurs =
    info.url === url &&
    asked.size === allowedUpdates.length &&
    allowedUpdates.every((kind) => asked.has(kind)) &&
    account.capabilities['webhookMark'] === mark &&
    // Deliveries that we refused: the secret that Telegram has is another one.
    !info.last_error_message?.includes('401')
  if (isOurs) return { kind: 'registered', mark }
  const set = await control.call(
    'setWebhook',
    { url, allowed_updates: allowedUpdates, secret_token: account.credentials['webhookSecret'] ?? '' },
    signal,
  )
  return set.kind === 'failed' ? set : { kind: 'registered', mark }
}
