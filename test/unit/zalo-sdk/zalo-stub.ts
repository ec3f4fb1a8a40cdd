import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createZaloClient } from 'zalo-oa-sdk'
import type { ZaloClient, ZaloClientOptions } from 'zalo-oa-sdk'

type Received = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export type Reply = (response: ServerResponse, request: Received) => void

/** A server of canned answers that writes down what it was asked, and a client that talks to it. */
export type ZaloStub = {
  readonly client: ZaloClient
  readonly received: readonly Received[]
  /** The answers to come, in order; the last one stays. */
  answer(...replies: readonly Reply[]): void
  clientWith(options: ZaloClientOptions): ZaloClient
  readonly root: string
  close(): Promise<void>
}

export const json =
  (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof value === 'string' ? value : JSON.stringify(value))
  }

export const sent = json({ error: 0, message: 'Success', data: { message_id: 'm1', user_id: '9000000000000000719' } })
export const failed = (error: number, message = 'said by the platform'): Reply => json({ error, message })

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

export const startZaloStub = async (): Promise<ZaloStub> => {
  const received: Received[] = []
  const clients: ZaloClient[] = []
  let replies: Reply[] = [sent]
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://stub')
      const asked = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      received.push(asked)
      const reply = replies.length > 1 ? replies.shift() : replies[0]
      reply?.(response, asked)
    })
  })
  const root = await listen(server)
  const clientWith = (options: ZaloClientOptions) => {
    const client = createZaloClient({ apiRoot: root, oauthRoot: root, businessRoot: `${root}/zbs/`, ...options })
    clients.push(client)
    return client
  }
  return {
    client: clientWith({}),
    received,
    answer: (...next) => {
      replies = [...next]
    },
    clientWith,
    root,
    close: async () => {
      server.closeAllConnections()
      await Promise.all(clients.map((client) => client.close()))
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
