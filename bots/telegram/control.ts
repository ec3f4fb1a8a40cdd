import type { Agent } from 'node:http'
import type { Telegram } from 'telegraf'
import type { Opts, Telegram as Methods } from 'telegraf/types'
import { codeOf } from './exchange.ts'
import { isFields, numberAt } from './update-fields.ts'

/** A call that sets the bot up, as a value: errors of the client quote the token and what was sent. */
export type ControlAnswer<Result> = { readonly kind: 'done'; readonly result: Result } | ControlFailure

export type ControlFailure = {
  readonly kind: 'failed'
  /** A short code for operators. */
  readonly why: string
  /** Telegram's code, or 0 when it did not answer. */
  readonly code: number
  readonly retryAfterMs: number
}

type Method = keyof Methods

export type Control = {
  call<M extends Method>(
    method: M,
    params: Opts<M>,
    signal: AbortSignal,
  ): Promise<ControlAnswer<ReturnType<Methods[M]>>>
}

const patienceMs = 30_000

const readError = (error: unknown): ControlFailure => {
  const response = isFields(error) && isFields(error['response']) ? error['response'] : undefined
  const code = numberAt(response, 'error_code')
  if (code === undefined) return { kind: 'failed', why: codeOf(error), code: 0, retryAfterMs: 0 }
  const parameters = isFields(response?.['parameters']) ? response['parameters'] : undefined
  return {
    kind: 'failed',
    why: `status-${code}`,
    code,
    retryAfterMs: (numberAt(parameters, 'retry_after') ?? 0) * 1000,
  }
}

/** Set-up calls through telegraf, which is loaded with the first of them. `agent` carries them through a proxy. */
export const createControl = (options: {
  readonly token: string
  readonly apiRoot: string
  readonly agent: Agent | undefined
}): Control => {
  let client: Promise<Telegram> | undefined
  const connect = async (): Promise<Telegram> => {
    const { Telegram } = await import('telegraf')
    const telegram = new Telegram(options.token, {
      // Without the slash telegraf drops a path of the root.
      apiRoot: `${options.apiRoot.replace(/\/+$/, '')}/`,
      webhookReply: false,
    })
    // telegraf drops an agent given with a root of plain http, and with it the proxy.
    if (options.agent) telegram.options.agent = options.agent
    return telegram
  }
  return {
    async call(method, params, signal) {
      try {
        client ??= connect()
        const telegram = await client
        const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
        // telegraf's types know a signal of another package only; its client takes Node's.
        const result = await telegram.callApi(method, params, { signal: patience as never })
        return { kind: 'done', result }
      } catch (error) {
        return readError(error)
      }
    },
  }
}
