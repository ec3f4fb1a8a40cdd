import { request, type Dispatcher } from 'undici'
import type { Webhook } from './state.ts'

export type Posted = {
  accepted: boolean
  status?: number
  /** What getWebhookInfo would say about a failure; empty on success. */
  error: string
  /** Seconds from the answer's Retry-After header, else 0. */
  retryAfter: number
  contentType: string
  body: string
}

const failed = (error: string): Posted => ({ accepted: false, error, retryAfter: 0, contentType: '', body: '' })

const secondsIn = (header: string | string[] | undefined): number => {
  const seconds = Number.parseInt(String(header ?? ''), 10)
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : 0
}

/** One HTTP request to a webhook. Any 2xx is success; redirects are not followed and count as failures. */
export const postUpdate = async (
  target: Webhook,
  update: string,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Posted> => {
  try {
    const response = await request(target.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(target.secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': target.secret }),
      },
      body: update,
      dispatcher,
      signal,
    })
    const body = await response.body.text()
    const status = response.statusCode
    const accepted = status >= 200 && status <= 299
    return {
      accepted,
      status,
      error: accepted ? '' : `Wrong response from the webhook: ${status} ${response.statusText}`.trimEnd(),
      retryAfter: accepted ? 0 : secondsIn(response.headers['retry-after']),
      contentType: String(response.headers['content-type'] ?? ''),
      body,
    }
  } catch (error) {
    if (signal.aborted) return failed('Read timeout expired')
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return failed(code === 'ECONNREFUSED' ? 'Connection refused' : `Webhook connection closed (${code})`)
  }
}
