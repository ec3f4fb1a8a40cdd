import { createServer, request, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { ProxyAgent } from 'undici'
import { describe, expect, it, onTestFinished } from 'vitest'
import { samplePhoto } from '../../emulators/telegram/sample-media.ts'
import { accountId, directoryOf, openStage, secret, token } from './telegram-stage.ts'

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A reverse proxy that serves the Bot API below a path. */
const startPrefix = (prefix: string, target: string): Promise<string> =>
  listen(
    createServer((incoming, outgoing) => {
      const path = incoming.url ?? ''
      if (!path.startsWith(`${prefix}/`)) return outgoing.writeHead(404).end()
      const { method, headers } = incoming
      const onward = request(new URL(path.slice(prefix.length), target), { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', () => outgoing.destroy())
      return incoming.pipe(onward)
    }),
  )

/** A proxy that knows CONNECT only, as a company's outbound proxy does, and counts. */
const startConnectProxy = async () => {
  const tunnels: string[] = []
  const server = createServer((_incoming, outgoing) => outgoing.writeHead(405).end())
  server.on('connect', (incoming, client) => {
    tunnels.push(incoming.url ?? '')
    const [host = '', port = ''] = (incoming.url ?? '').split(':')
    const onward = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(client).pipe(onward)
    })
    onward.on('error', () => client.destroy())
    client.on('error', () => onward.destroy())
    client.on('close', () => onward.destroy())
  })
  return { url: await listen(server), tunnels }
}

/** Everything that the adapter does, once. */
const doEverything = async (stage: Awaited<ReturnType<typeof openStage>>) => {
  await stage.connect()
  await stage.said('commands and descriptions of a bot are up to date')
  const person = stage.person()
  person.sendPhoto()
  const updates = await stage.storedAtLeast(2)
  const contents = updates.map(({ raw }) => stage.channel.read(accountId, raw).content)
  const photo = contents.find((content) => content.kind === 'media')?.items[0]
  expect(await stage.send(person.id, { choices: [{ number: 1, label: 'Có', data: 'p:abcd1234:1' }] })).toMatchObject({
    kind: 'sent',
  })
  await person.press('1. Có').answered()
  expect(photo && (await stage.channel.fetchMedia?.(accountId, photo.source, new AbortController().signal))).toEqual({
    kind: 'bytes',
    bytes: samplePhoto,
  })
  const file = { attachmentId: 'anh', media: 'image', mediaType: 'image/png', name: 'anh.png' } as const
  expect(await stage.send(person.id, { file })).toMatchObject({ kind: 'sent' })
}

const readFile = async () => samplePhoto

describe.each([
  ['webhook', undefined],
  ['polling', null],
] as const)('with updates by %s', (_, publicUrl) => {
  const receiving = publicUrl === null ? { publicUrl } : {}

  it.each(['', '/'])('everything works below a path of another server%s', async (end) => {
    const stage = await openStage({
      ...receiving,
      readFile,
      apiRoot: async (url) => `${await startPrefix('/telegram/api', url)}/telegram/api${end}`,
    })
    await doEverything(stage)
  })

  it('everything goes through the outbound proxy', async () => {
    // Two of them, so that neither way out can hide behind the other.
    const own = await startConnectProxy()
    const control = await startConnectProxy()
    const stage = await openStage({
      ...receiving,
      readFile,
      dispatcher: new ProxyAgent({ uri: own.url, proxyTunnel: true }),
      controlAgent: new HttpsProxyAgent(control.url),
    })
    await doEverything(stage)
    const target = new URL(stage.emulator.url).host
    expect(new Set(own.tunnels)).toEqual(new Set([target]))
    expect(new Set(control.tunnels)).toEqual(new Set([target]))
  })
})

it('waits with the lane when the proxy lets nothing through', async () => {
  const wall = await listen(createServer((_incoming, outgoing) => outgoing.writeHead(407).end()))
  const stage = await openStage({ dispatcher: new ProxyAgent({ uri: wall, proxyTunnel: true }) })
  expect(await stage.send(1)).toMatchObject({ kind: 'retry', scope: 'lane' })
})

describe('the token and the secret', () => {
  const tells = (told: unknown) => {
    const everything = JSON.stringify(told)
    for (const part of [token, token.split(':')[1] ?? '', secret]) expect(everything).not.toContain(part)
  }

  it('are told by no line of the log and no outcome when a page answers instead of Telegram', async () => {
    // telegraf puts the whole address, token and all, into the error about such an answer.
    const page = await listen(createServer((_incoming, outgoing) => outgoing.writeHead(200).end('<html>chặn</html>')))
    for (const publicUrl of [null, 'https://phuong.example.vn']) {
      const stage = await openStage({ apiRoot: () => page, publicUrl, readFile })
      await stage.start()
      await stage.said('Telegram could not be reached')
      const source = { kind: 'telegram-file', fileId: 'x' } as const
      tells([
        await stage.send(1),
        await stage.send(1, { file: { attachmentId: 'a', media: 'file', mediaType: 'a/b', name: 'c' } }),
        await stage.channel.fetchMedia?.(accountId, source, new AbortController().signal),
        stage.lines,
      ])
    }
  })

  it('are told by nothing that goes wrong on the way', async () => {
    const stage = await openStage()
    const told: unknown[] = []
    const kinds = ['html502', 'internal500', 'resetBeforeAccept', 'resetAfterAccept'] as const
    for (const kind of kinds) {
      stage.emulator.fault({ kind, match: 'sendMessage' })
      told.push(await stage.send(1))
      for (const match of ['getMe', 'setWebhook', 'setMyCommands']) stage.emulator.fault({ kind, match })
    }
    await stage.start()
    for (let failures = 0; failures < kinds.length * 2; failures += 1) {
      const pause = await stage.pauses.next((ms) => ms !== 30_000)
      pause.end()
    }
    await stage.said('a Telegram bot is connected')
    await stage.said('commands and descriptions of a bot were not set')
    tells([told, stage.lines, stage.calls])
  })

  it('are told by nothing when there is no way out at all, or the token is no token', async () => {
    const dead = await openStage({ apiRoot: () => 'http://127.0.0.1:9' })
    await dead.start()
    await dead.said('Telegram could not be reached')
    tells([await dead.send(1), dead.lines])
    const odd = await openStage({
      directory: directoryOf({ credentials: { botToken: `${token} \n/x`, webhookSecret: secret } }),
    })
    await odd.start()
    await odd.said('Telegram')
    tells([await odd.send(1), odd.lines])
  })
})
