import type { Dispatcher } from 'undici'
import { exchange, type HttpAnswer } from './exchange.ts'
import { buildMultipart, type Upload } from './multipart.ts'
import { fieldsAt, numberAt, readFields, textAt } from './update-fields.ts'

/** What became of one call of the Bot API. */
export type ApiAnswer =
  | { readonly kind: 'done'; readonly result: unknown }
  /** Telegram's own refusal. `description` is for recognising it, not for telling: it quotes what was sent. */
  | {
      readonly kind: 'refused'
      readonly code: number
      readonly description: string
      readonly retryAfterSeconds: number
      readonly migrated: boolean
    }
  /** An answer that is not the Bot API's: a proxy's page, a block page, half a body. */
  | { readonly kind: 'strange'; readonly status: number; readonly isPage: boolean }
  /** No whole answer. */
  | { readonly kind: 'broken'; readonly left: boolean; readonly why: string }

export type BotApi = {
  /** One try of one method; resolves always. As JSON, or as a form when a file goes with it. */
  call(
    token: string,
    method: string,
    params: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
    upload?: Upload,
  ): Promise<ApiAnswer>
  /** The bytes at a path that getFile gave. */
  download(token: string, filePath: string, largest: number, signal: AbortSignal): Promise<HttpAnswer>
}

// A hundred updates of the longest messages, each with the message that it answers, stay far below.
const largestAnswer = 32 * 1024 * 1024

const readAnswer = (answer: HttpAnswer): ApiAnswer => {
  if (answer.kind === 'broken') return answer
  if (answer.kind === 'too-big') return { kind: 'broken', left: true, why: 'ANSWER_TOO_BIG' }
  const { status, body, retryAfter } = answer
  const fields = readFields(body)
  if (fields?.['ok'] === true) return { kind: 'done', result: fields['result'] }
  const code = numberAt(fields, 'error_code')
  if (fields?.['ok'] !== false || code === undefined) {
    return { kind: 'strange', status, isPage: body.subarray(0, 64).toString('latin1').trimStart().startsWith('<') }
  }
  const parameters = fieldsAt(fields, 'parameters')
  return {
    kind: 'refused',
    code,
    description: textAt(fields, 'description') ?? '',
    retryAfterSeconds: Math.max(numberAt(parameters, 'retry_after') ?? 0, retryAfter),
    migrated: parameters !== undefined && 'migrate_to_chat_id' in parameters,
  }
}

/** Splits a root such as `https://host/some/prefix` into what undici wants. */
const splitRoot = (apiRoot: string): { origin: string; prefix: string } => {
  const { origin, pathname } = new URL(apiRoot)
  return { origin, prefix: pathname.replace(/\/+$/, '') }
}

/** The calls that must be fast or must be told apart when they fail: sending, polling, files. */
export const createBotApi = (apiRoot: string, dispatcher: Dispatcher): BotApi => {
  const { origin, prefix } = splitRoot(apiRoot)
  return {
    async call(token, method, params, signal, upload) {
      const form = upload && buildMultipart(params, upload)
      const answer = await exchange(
        dispatcher,
        {
          origin,
          path: `${prefix}/bot${token}/${method}`,
          method: 'POST',
          headers: { 'content-type': form?.contentType ?? 'application/json' },
          body: form?.body ?? JSON.stringify(params),
          largestAnswer,
        },
        signal,
      )
      return readAnswer(answer)
    },
    async download(token, filePath, largest, signal) {
      const path = filePath.split('/').map(encodeURIComponent).join('/')
      return await exchange(
        dispatcher,
        { origin, path: `${prefix}/file/bot${token}/${path}`, method: 'GET', largestAnswer: largest },
        signal,
      )
    },
  }
}
