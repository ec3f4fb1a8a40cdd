import { handleCall } from './handle-call.ts'
import type { Bot, EmulatorState } from './state.ts'

const forbidden = new Set(['setwebhook', 'deletewebhook', 'close', 'logout'])

const parse = (posted: { contentType: string; body: string }): Record<string, unknown> | undefined => {
  if (posted.body.trim() === '') return undefined
  if (posted.contentType.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(posted.body))
  try {
    const read: unknown = JSON.parse(posted.body)
    return typeof read === 'object' && read !== null ? { ...read } : undefined
  } catch {
    return undefined
  }
}

/** Runs the one method that an answer to a webhook may carry; nobody learns what became of it, except the call log. */
export const replyInWebhook = (state: EmulatorState, bot: Bot, posted: { contentType: string; body: string }): void => {
  const params = parse(posted)
  const method = params?.['method']
  if (params === undefined || typeof method !== 'string') return
  const lower = method.toLowerCase()
  if (forbidden.has(lower) || lower.startsWith('get')) return
  delete params['method']
  const asForm = posted.contentType.startsWith('application/x-www-form-urlencoded')
  void handleCall(state, bot, { method, params, asForm, files: new Map() })
}
