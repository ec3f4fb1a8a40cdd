import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into updates of every kind
  update: any
  secret: string | string[] | undefined
}

type Reply = (received: Received, response: ServerResponse, request: IncomingMessage) => void

/** A webhook that keeps what it gets; `reply` decides how it answers. */
export const startHook = async () => {
  const received: Received[] = []
  const arrivals = new EventEmitter()
  const hook = {
    url: '',
    received,
    /** Most requests that were open at the same time. */
    most: 0,
    open: 0,
    reply: ((_received, response) => response.writeHead(200).end()) as Reply,
    /** The updates of one kind, in order of arrival. */
    of: (kind: string) => received.flatMap(({ update }) => (kind in update ? [update[kind]] : [])),
    atLeast: async (count: number) => {
      while (received.length < count) await once(arrivals, 'update')
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    hook.open += 1
    hook.most = Math.max(hook.most, hook.open)
    response.on('close', () => {
      hook.open -= 1
    })
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const entry: Received = {
        update: JSON.parse(Buffer.concat(chunks).toString('utf8')),
        secret: request.headers['x-telegram-bot-api-secret-token'],
      }
      received.push(entry)
      hook.reply(entry, response, request)
      arrivals.emit('update')
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  hook.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return hook
}

export type Hook = Awaited<ReturnType<typeof startHook>>
