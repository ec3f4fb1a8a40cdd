import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { fetchThrough } from '../../../src/app/fetch-through.ts'

const listen = async (server: Server): Promise<number> => {
  // A tunnel is no connection of the server any more.
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return (server.address() as AddressInfo).port
}

test('a provider outside is asked through the proxy, with what was sent and what came back unchanged', async () => {
  const asked: string[] = []
  const provider = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      asked.push(`${request.method} ${request.headers.host} ${request.url} ${body}`)
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}')
    })
  })
  const port = await listen(provider)
  const tunnels: string[] = []
  const proxy = createServer()
  proxy.on('connect', (request, client) => {
    tunnels.push(request.url ?? '')
    const server = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      server.pipe(client)
      client.pipe(server)
    })
    server.on('error', () => client.destroy())
    client.on('error', () => server.destroy())
    client.on('close', () => server.destroy())
  })
  const address = 'http://dang-nhap.hanoi.example/realms/thanh-pho'
  const through = fetchThrough(`http://127.0.0.1:${await listen(proxy)}`, address)
  onTestFinished(async () => await through?.close())
  const answer = await through?.fetch(`${address}/token`, {
    method: 'POST',
    body: new URLSearchParams({ code: 'x' }),
    headers: { accept: 'application/json' },
    redirect: 'manual',
  })
  expect(answer?.status).toBe(400)
  expect(await answer?.json()).toEqual({ error: 'invalid_grant' })
  expect(asked).toEqual(['POST dang-nhap.hanoi.example /realms/thanh-pho/token code=x'])
  expect(tunnels).toEqual(['dang-nhap.hanoi.example:80'])
})

test('without a proxy, and for a provider beside us, nothing is changed', () => {
  expect(fetchThrough(undefined, 'https://dang-nhap.hanoi.example')).toBeUndefined()
  expect(fetchThrough('http://proxy.example:3128', 'http://127.0.0.1:8080')).toBeUndefined()
})
