import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { headers: Record<string, unknown>; body: Buffer; event: Record<string, unknown> }

export type Receiver = {
  readonly url: string
  readonly received: Received[]
  /** How the next calls are answered: a status, a broken connection, or silence. */
  mode: number | 'reset' | 'silence'
  names(): unknown[]
  close(): Promise<void>
}

/** A plain webhook for the emulator's own tests: keeps the exact bytes. */
export const receiveWebhooks = async (): Promise<Receiver> => {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const event = JSON.parse(body.toString('utf8')) as Record<string, unknown>
      received.push({ headers: request.headers, body, event })
      if (receiver.mode === 'reset') request.socket.resetAndDestroy()
      else if (receiver.mode !== 'silence') response.writeHead(receiver.mode).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo`,
    received,
    mode: 200,
    names: () => received.map(({ event }) => event['event_name']),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
  return receiver
}
