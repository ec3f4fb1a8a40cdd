import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo, LookupFunction, Server as TcpServer, Socket } from 'node:net'
import { MockAgent } from 'undici'
import { afterEach, describe, expect, test } from 'vitest'
import { fetchRemoteFile } from '../../../src/attachments/fetch-remote-file.ts'
import type { RemoteFile } from '../../../src/attachments/fetch-remote-file.ts'

const opened: { server: Server | TcpServer; sockets: Set<Socket> }[] = []

const track = async (server: Server | TcpServer): Promise<string> => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  opened.push({ server, sockets })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const serve = (listener: RequestListener): Promise<string> => track(createServer(listener))

/** Answers each connection with these bytes and leaves it open, or closes it. */
const serveRaw = (answer: string, close: boolean): Promise<string> =>
  track(
    createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => (close ? socket.end(answer) : socket.write(answer)))
    }),
  )

afterEach(async () => {
  for (const { server, sockets } of opened.splice(0)) {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
})

const fetchFrom = (host: string, more: Partial<RemoteFile> = {}) =>
  fetchRemoteFile({ url: `http://${host}/file`, allowedHosts: [host], timeoutMs: 5000, ...more })

const resolvesTo =
  (...addresses: string[]): LookupFunction =>
  (_host, options, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all === true) callback(null, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family)
  }

describe('bytes arrive whole, or not at all', () => {
  test('a file comes with the type that the server claims', async () => {
    const host = await serve((_, response) => response.setHeader('content-type', 'audio/amr').end('#!AMR\n'))
    expect(await fetchFrom(host)).toEqual({ ok: true, bytes: Buffer.from('#!AMR\n'), contentType: 'audio/amr' })
  })

  test('an empty answer is empty', async () => {
    const host = await serve((_, response) => response.end())
    expect(await fetchFrom(host)).toEqual({ ok: false, why: 'empty' })
  })

  test('a length above the limit is refused before the body is read', async () => {
    const host = await serveRaw('HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\nx', false)
    expect(await fetchFrom(host)).toEqual({ ok: false, why: 'too-big' })
  })

  test('a body without a length is cut off at the limit, although it would never end', async () => {
    const host = await serve((_, response) => {
      const push = (): void => {
        while (response.write(Buffer.alloc(16_384))) if (response.destroyed) return
        response.once('drain', push)
      }
      response.on('error', () => undefined)
      push()
    })
    expect(await fetchFrom(host, { maxBytes: 100_000 })).toEqual({ ok: false, why: 'too-big' })
  })

  test('a length that promises more than comes is worth another try', async () => {
    const host = await serveRaw('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nshort', true)
    expect(await fetchFrom(host)).toEqual({ ok: false, why: 'temporary' })
  })

  test('exactly the limit is allowed, one byte more is not', async () => {
    const host = await serve((_, response) => response.end(Buffer.alloc(1000, 1)))
    expect((await fetchFrom(host, { maxBytes: 1000 })).ok).toBe(true)
    expect(await fetchFrom(host, { maxBytes: 999 })).toEqual({ ok: false, why: 'too-big' })
  })

  test('packed bodies are not asked for', async () => {
    let asked: string | string[] | undefined
    const host = await serve((request, response) => {
      asked = request.headers['accept-encoding']
      response.end('x')
    })
    await fetchFrom(host)
    expect(asked).toBe('identity')
  })
})

describe('a server that fails', () => {
  test.each([
    [404, 'gone'],
    [410, 'gone'],
    [403, 'gone'],
    [429, 'temporary'],
    [500, 'temporary'],
    [503, 'temporary'],
    [206, 'gone'],
    [304, 'gone'],
  ])('with status %i leaves the file %s', async (status, why) => {
    const host = await serve((_, response) => response.writeHead(status).end())
    expect(await fetchFrom(host)).toEqual({ ok: false, why, status })
  })

  test('that accepts and says nothing is left when the time is up', async () => {
    const host = await serve(() => undefined)
    expect(await fetchFrom(host, { timeoutMs: 60 })).toEqual({ ok: false, why: 'temporary' })
  })

  test('that drips its body byte by byte is left when the time is up', async () => {
    const host = await serve((_, response) => {
      response.write('x')
      const drip = setInterval(() => response.write('x'), 5)
      response.once('close', () => clearInterval(drip))
    })
    expect(await fetchFrom(host, { timeoutMs: 80 })).toEqual({ ok: false, why: 'temporary' })
  })

  test('that is not there is worth another try', async () => {
    const host = await serve(() => undefined)
    const { server } = opened.splice(0)[0] ?? {}
    server?.close()
    expect(await fetchFrom(host)).toEqual({ ok: false, why: 'temporary' })
  })

  test('that answers nonsense is worth another try', async () => {
    const host = await serveRaw('\x16\x03\x01 what\r\n\r\n', true)
    expect(await fetchFrom(host)).toEqual({ ok: false, why: 'temporary' })
  })
})

describe('redirects obey the same rules', () => {
  const redirecting = (location: string, status = 302): Promise<string> =>
    serve((request, response) => {
      if (request.url === '/end') response.end('arrived')
      else response.writeHead(status, { location }).end()
    })

  test('one to an allowed place is followed, relative ones too', async () => {
    const answer = await fetchFrom(await redirecting('/end'))
    expect(answer.ok && answer.bytes.toString()).toBe('arrived')
  })

  test('one to another port of this machine is refused', async () => {
    const inner = await serve((_, response) => response.end('the console of somebody else'))
    expect(await fetchFrom(await redirecting(`http://${inner}/`))).toEqual({ ok: false, why: 'host-not-allowed' })
  })

  test.each([
    ['https://evil.example/x', 'host-not-allowed'],
    ['http://a.zdn.vn/x', 'host-not-allowed'],
    ['file:///etc/passwd', 'bad-address'],
    ['ftp://a.zdn.vn/x', 'bad-address'],
    ['https://user:pass@a.zdn.vn/x', 'bad-address'],
    ['http://[broken', 'bad-address'],
  ])('one to %s is refused', async (location, why) => {
    const host = await redirecting(location)
    expect(await fetchFrom(host, { allowedHosts: [host, '*.zdn.vn'] })).toEqual({ ok: false, why })
  })

  test('one to an allowed name that leads to this machine is refused', async () => {
    const host = await redirecting('https://a.zdn.vn/x')
    const answer = fetchFrom(host, { allowedHosts: [host, '*.zdn.vn'], lookup: resolvesTo('127.0.0.1') })
    expect(await answer).toEqual({ ok: false, why: 'private-address' })
  })

  test('three are followed, an endless chain is not', async () => {
    let asked = 0
    const host = await serve((_, response) => {
      asked += 1
      response.writeHead(307, { location: `/${asked}` }).end()
    })
    expect(await fetchFrom(host)).toEqual({ ok: false, why: 'too-many-redirects' })
    expect(asked).toBe(4)
  })

  test('one without a place to go is the end', async () => {
    const host = await serve((_, response) => response.writeHead(302).end())
    expect(await fetchFrom(host)).toEqual({ ok: false, why: 'gone', status: 302 })
  })
})

describe('only allowed hosts and public addresses are asked', () => {
  const allowedHosts = ['*.zdn.vn', '*.zadn.vn', 'api.telegram.org', '127.0.0.1', '[::1]']
  const refusedFor = async (url: string, ...addresses: string[]): Promise<string> => {
    const answer = await fetchRemoteFile({ url, allowedHosts, timeoutMs: 5000, lookup: resolvesTo(...addresses) })
    return answer.ok ? 'fetched' : answer.why
  }

  test.each([
    'https://zdn.vn/x',
    'https://evilzdn.vn/x',
    'https://a.zdn.vn.evil.example/x',
    'https://evil.example/a.zdn.vn',
    'https://a.zdn.vn:8443/x',
    'http://a.zdn.vn/x',
    'https://xapi.telegram.org/x',
    'https://a.api.telegram.org/x',
    'https://a.zdn.vn./x',
  ])('%s is not allowed', async (url) => {
    expect(await refusedFor(url, '127.0.0.2')).toBe('host-not-allowed')
  })

  test.each(['nonsense', '', 'javascript:alert(1)', 'data:text/plain,x', 'https://'])(
    '"%s" is no address',
    async (url) => {
      expect(await refusedFor(url)).toBe('bad-address')
    },
  )

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.9',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
  ])('a name that resolves to %s is refused', async (address) => {
    expect(await refusedFor('https://photo.zdn.vn/x', address)).toBe('private-address')
  })

  test('one private address among public ones is enough to refuse', async () => {
    expect(await refusedFor('https://photo.zdn.vn/x', '8.8.8.8', '10.0.0.1')).toBe('private-address')
  })

  test('a private address is refused even where the list names it, unless with its port', async () => {
    expect(await refusedFor('https://127.0.0.1/x')).toBe('private-address')
    expect(await refusedFor('https://[::1]/x')).toBe('private-address')
    expect(await refusedFor('https://2130706433/x')).toBe('private-address')
  })

  test.each(['https://photo-1.zdn.vn/a', 'https://F9.ZADN.vn/a', 'https://api.telegram.org/file/bot1:secret/a'])(
    '%s is allowed',
    async (url) => {
      const agent = new MockAgent()
      agent.disableNetConnect()
      const { origin, pathname } = new URL(url)
      agent.get(origin).intercept({ path: pathname }).reply(200, 'bytes')
      const answer = await fetchRemoteFile({ url, allowedHosts, dispatcher: agent })
      expect(answer.ok && answer.bytes.toString()).toBe('bytes')
      await agent.close()
    },
  )
})

test('a token in the address appears in no answer', async () => {
  const host = await serve((_, response) => response.socket?.destroy())
  const url = `http://${host}/file/bot12345:SECRET/voice.oga`
  const answers = [
    await fetchFrom(host, { url }),
    await fetchFrom(host, { url, allowedHosts: [] }),
    await fetchFrom(host, { url: `${url}%zz\u0000`, allowedHosts: ['*'] }),
  ]
  expect(answers.every((answer) => !answer.ok)).toBe(true)
  expect(JSON.stringify(answers)).not.toContain('SECRET')
})
