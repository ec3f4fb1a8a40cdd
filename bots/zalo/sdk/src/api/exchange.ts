import type { Dispatcher } from 'undici'

/** What came back over the wire, or why nothing did. */
export type Exchange =
  | {
      readonly answered: true
      readonly status: number
      readonly headers: Readonly<Record<string, string | string[] | undefined>>
      readonly body: string
    }
  | {
      readonly answered: false
      readonly why: 'timeout' | 'connection'
      /** Whether writing had begun: if so, the other side may have acted on it. */
      readonly written: boolean
    }

export type HttpRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: Dispatcher.DispatchOptions['body']
  readonly timeoutMs: number
}

const MAX_ANSWER_BYTES = 4 * 1024 * 1024

/**
 * One HTTP request, straight on the dispatcher: only there it is known whether a failed request had begun to be written,
 * which decides if a message may be repeated. Never rejects for what the network does; redirects are not followed.
 */
export const exchange = (dispatcher: Dispatcher, request: HttpRequest): Promise<Exchange> =>
  new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | null = null
    let settled = false
    let written = false
    let status = 0
    let headers: Readonly<Record<string, string | string[] | undefined>> = {}
    let size = 0
    const chunks: Buffer[] = []

    const settle = (outcome: Exchange) => {
      if (settled) return
      settled = true
      clearTimeout(deadline)
      resolve(outcome)
    }
    const giveUp = (why: 'timeout' | 'connection') => {
      settle({ answered: false, why, written })
      controller?.abort(new Error(`given up: ${why}`))
    }
    const deadline = setTimeout(() => giveUp('timeout'), request.timeoutMs)

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(next) {
        controller = next
        // Given up while it waited for a connection: it must not be written any more.
        if (settled) next.abort(new Error('given up before it was sent'))
        else written = true
      },
      onResponseStart(_, statusCode, responseHeaders) {
        status = statusCode
        headers = responseHeaders
      },
      onResponseData(_, chunk) {
        size += chunk.length
        if (size > MAX_ANSWER_BYTES) giveUp('connection')
        else chunks.push(chunk)
      },
      onResponseEnd() {
        settle({ answered: true, status, headers, body: Buffer.concat(chunks).toString('utf8') })
      },
      onResponseError(_, error) {
        const timedOut = 'code' in error && typeof error.code === 'string' && error.code.endsWith('_TIMEOUT')
        settle({ answered: false, why: timedOut ? 'timeout' : 'connection', written })
      },
    }

    try {
      dispatcher.dispatch(
        {
          origin: request.url.origin,
          path: `${request.url.pathname}${request.url.search}`,
          method: request.method,
          headers: request.headers,
          body: request.body ?? null,
        },
        handler,
      )
    } catch {
      // A dispatcher that is closed throws instead of calling the handler.
      settle({ answered: false, why: 'connection', written })
    }
  })
