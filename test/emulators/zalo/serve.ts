import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { answerRequest } from './answer-request.ts'
import type { Outcome } from './answer-request.ts'
import type { EmulatorAnswer, EmulatorRequest } from './answer.ts'
import { answerPhone, streamPhone } from './phone-routes.ts'
import type { World } from './world.ts'

const largestBody = 32 * 1_048_576

const readRequest = async (incoming: IncomingMessage): Promise<EmulatorRequest | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largestBody) return undefined
    chunks.push(chunk)
  }
  const url = new URL(incoming.url ?? '/', 'http://emulator')
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks),
  }
}

const write = (response: ServerResponse, { status, headers, body }: EmulatorAnswer): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  response.once('close', () => resolve())
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers })
  response.end(body)
  return promise
}

const deliver = async ({ answer, afterwards }: Outcome, response: ServerResponse): Promise<void> => {
  if (answer === 'reset') response.socket?.resetAndDestroy()
  else if (answer !== 'silence') await write(response, answer)
  await afterwards()
}

const serveOne = async (world: World, incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
  const request = await readRequest(incoming)
  if (request === undefined) {
    await write(response, { status: 413, headers: { connection: 'close' }, body: '' })
    return
  }
  if (request.path.startsWith('/phone')) {
    if (!streamPhone(world, request, response)) await write(response, await answerPhone(world, request))
    return
  }
  // Registered before the client can have the answer, so that `settle()` right after a call sees what it causes.
  const work = deliver(await answerRequest(world, request), response).finally(() => world.busy.delete(work))
  world.busy.add(work)
  await work
}

/** An HTTP server around the emulator's pure function; a mistake of the emulator itself is answered with 599. */
export const serve = (world: World): Server =>
  createServer((incoming, response) => {
    serveOne(world, incoming, response).catch((error: unknown) => {
      if (!response.headersSent && !response.destroyed) response.writeHead(599).end(String(error))
      else response.destroy()
    })
  })
