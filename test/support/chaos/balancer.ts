import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent, request } from 'undici'

/** A webhook request as the platform sees its end. */
export type Acknowledged = { readonly path: string; readonly body: Buffer }

/** What stands before the processes in a real installation: one address, whoever of them lives. */
export type Balancer = {
  readonly url: string
  /** Where requests may go, in turn. */
  targets: readonly string[]
  /** Requests that were answered with 200: from here on nothing of them may be lost. */
  readonly acknowledged: Acknowledged[]
  /** How many answers had which status; 502 stands for a process that died under the request. */
  readonly statuses: Map<number, number>
  /** The longest time that a webhook waited for its answer, in ms. */
  slowestMs: number
  close(): Promise<void>
}

const readBody = async (incoming: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Passes requests on to a process that answers. One that has begun a request and dies is not asked again for it. */
export const startBalancer = async (): Promise<Balancer> => {
  const agent = new Agent({ connections: 64, keepAliveTimeout: 1_000, connect: { timeout: 1_000 } })
  let turn = 0

  const pass = async (incoming: IncomingMessage, body: Buffer): Promise<number> => {
    const { host: _host, connection: _connection, 'transfer-encoding': _coding, ...headers } = incoming.headers
    const candidates = balancer.targets
    turn += 1
    for (let at = 0; at < candidates.length; at += 1) {
      const target = candidates[(turn + at) % candidates.length] ?? ''
      try {
        const answer = await request(`${target}${incoming.url ?? '/'}`, {
          method: 'POST',
          headers: { ...headers, 'content-length': String(body.length) },
          body,
          dispatcher: agent,
        })
        await answer.body.dump()
        return answer.statusCode
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined
        if (code !== 'ECONNREFUSED' && code !== 'UND_ERR_CONNECT_TIMEOUT') return 502
      }
    }
    return 502
  }

  const serve = async (incoming: IncomingMessage): Promise<number> => {
    const body = await readBody(incoming)
    const since = performance.now()
    const status = await pass(incoming, body)
    balancer.slowestMs = Math.max(balancer.slowestMs, performance.now() - since)
    balancer.statuses.set(status, (balancer.statuses.get(status) ?? 0) + 1)
    if (status === 200) balancer.acknowledged.push({ path: incoming.url ?? '', body })
    return status
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming).then(
      (status) => outgoing.writeHead(status).end(),
      () => outgoing.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const balancer: Balancer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets: [],
    acknowledged: [],
    statuses: new Map(),
    slowestMs: 0,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await Promise.all([closed, agent.destroy()])
    },
  }
  return balancer
}
