import type { Dispatcher } from 'undici'

export type HttpRequest = {
  readonly origin: string
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Bytes of an answer that are taken at most. */
  readonly largestAnswer: number
}

export type HttpAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: number; readonly body: Buffer }
  /** `left`: it was on its way when the connection broke or we gave up, so it may have been taken. */
  | { readonly kind: 'broken'; readonly left: boolean; readonly why: string }
  | { readonly kind: 'too-big' }

/** A code such as ECONNREFUSED, never a message: messages of HTTP clients quote addresses, and ours hold the token. */
export const codeOf = (error: unknown): string => {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[A-Z][A-Z\d_]{2,60}$/.test(at.code)) return at.code
    if (at.name === 'TimeoutError') return 'TIMEOUT'
  }
  return 'NO_CONNECTION'
}

const secondsIn = (header: string | string[] | undefined): number =>
  typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : 0

/**
 * One HTTP exchange on the kept-alive connections of `dispatcher`. Resolves always. Built on `dispatch` because only
 * there it can be known whether a request was written when it failed.
 */
export const exchange = (dispatcher: Dispatcher, request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> =>
  new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined
    let left = false
    let status = 0
    let retryAfter = 0
    let size = 0
    const chunks: Buffer[] = []
    const end = (answer: HttpAnswer): void => {
      signal.removeEventListener('abort', onAbort)
      resolve(answer)
    }
    const onAbort = (): void => {
      end({ kind: 'broken', left, why: codeOf(signal.reason) === 'TIMEOUT' ? 'TIMEOUT' : 'STOPPED' })
      controller?.abort(new Error('given up'))
    }
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    const { largestAnswer, body, headers, ...line } = request
    dispatcher.dispatch(
      { ...line, headers: { ...headers }, body: body ?? null },
      {
        onRequestStart: (started) => {
          controller = started
          // Given up while it waited for a connection: it must not leave any more.
          if (signal.aborted) started.abort(new Error('given up'))
          else left = true
        },
        onResponseStart: (answering, code, answerHeaders) => {
          if (code < 200) return
          status = code
          retryAfter = secondsIn(answerHeaders['retry-after'])
          if (Number(answerHeaders['content-length'] ?? 0) <= largestAnswer) return
          end({ kind: 'too-big' })
          answering.abort(new Error('too big'))
        },
        onResponseData: (answering, chunk) => {
          size += chunk.length
          if (size <= largestAnswer) return void chunks.push(chunk)
          end({ kind: 'too-big' })
          answering.abort(new Error('too big'))
        },
        onResponseEnd: () => end({ kind: 'answered', status, retryAfter, body: Buffer.concat(chunks, size) }),
        onResponseError: (_broken, error) => end({ kind: 'broken', left, why: codeOf(error) }),
      },
    )
    return undefined
  })
