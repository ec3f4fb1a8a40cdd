import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { Agent } from 'undici'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createPacer } from '../../../src/outbox/pacer.ts'
import { freeTier } from '../../emulators/telegram/limits.ts'
import { samplePhoto, sampleVoice } from '../../emulators/telegram/sample-media.ts'
import { standingClock } from '../../emulators/telegram/support/api.ts'
import { accountId, directoryOf, openStage } from './telegram-stage.ts'

const open = async (options: Parameters<typeof openStage>[0] = {}) => {
  const stage = await openStage(options)
  const person = stage.person({ id: 7_000_000_123_456 })
  const own = () => person.messages().filter(({ from }) => from === 'bot')
  return { ...stage, person, own, another: stage.person }
}

describe('a message', () => {
  it('reaches a chat whose id is beyond 32 bits, without a preview of its links', async () => {
    const stage = await open()
    const link = { label: 'Xem', url: 'https://phuong.example.vn/a?b=1&c=2' }
    expect(await stage.send(stage.person.id, { link })).toEqual({ kind: 'sent', messageId: '2' })
    expect(stage.own()[0]?.buttons).toEqual([[{ text: 'Xem', url: link.url }]])
    expect(stage.callsOf('sendMessage')[0]?.params).toMatchObject({
      chat_id: 7_000_000_123_456,
      link_preview_options: { is_disabled: true },
    })
  })

  it('answers the message that it quotes, or goes alone when that is gone', async () => {
    const stage = await open()
    const asked = stage.person.send('Bao giờ họp?')
    await stage.send(stage.person.id, { quotes: String(asked) })
    expect(stage.own().at(-1)?.replyTo).toBe(asked)
    expect(await stage.send(stage.person.id, { quotes: '9999' })).toMatchObject({ kind: 'sent' })
    expect(stage.own().at(-1)?.replyTo).toBeUndefined()
  })

  it('asks for the phone number by a key', async () => {
    const stage = await open()
    await stage.connect()
    await stage.send(stage.person.id, { asksContact: { title: 'Gửi số điện thoại', subtitle: '' } })
    stage.person.press('Gửi số điện thoại')
    const updates = await stage.storedAtLeast(2)
    const contents = updates.map(({ raw }) => stage.channel.read(accountId, raw).content)
    expect(contents).toContainEqual({ kind: 'contact', phone: '84900000001', name: 'Lan', isOwn: true })
  })

  it.each(['', 'abc', '5e9', '99999999999999999999'])(
    'is refused for an address that no chat has: %j',
    async (address) => {
      const stage = await open()
      expect(await stage.send(address)).toMatchObject({ kind: 'refused', why: 'bad-address' })
      expect(stage.callsOf('sendMessage')).toEqual([])
    },
  )

  it('is not sent for an account that is off', async () => {
    const stage = await open({ directory: directoryOf({ state: 'disabled' }) })
    expect(await stage.send(stage.person.id)).toMatchObject({ kind: 'refused', scope: 'account' })
    expect(stage.own()).toEqual([])
  })
})

describe('a person or a group that cannot be reached', () => {
  it('is told apart: blocked, gone, never started, unknown, moved', async () => {
    const stage = await open()
    stage.person.block()
    expect(await stage.send(stage.person.id)).toMatchObject({ kind: 'unreachable', reach: 'blocked' })
    const gone = stage.another()
    gone.deactivate()
    expect(await stage.send(gone.id)).toMatchObject({ kind: 'unreachable', reach: 'gone', why: 'deactivated' })
    const stranger = stage.emulator.addUser(stage.bot, { firstName: 'Hoa' })
    expect(await stage.send(stranger.id)).toMatchObject({ kind: 'unreachable', reach: 'no_relation' })
    expect(await stage.send(123)).toMatchObject({ kind: 'unreachable', reach: 'gone' })
    const group = stage.emulator.addGroup(stage.bot, { title: 'Tổ 5' })
    group.kick(stage.person.id)
    expect(await stage.send(group.id())).toMatchObject({ kind: 'unreachable', reach: 'gone' })
    const moving = stage.emulator.addGroup(stage.bot, { title: 'Tổ 6' })
    const old = moving.id()
    moving.migrate()
    expect(await stage.send(old)).toEqual({ kind: 'refused', why: 'migrated', scope: 'message' })
  })

  it('is the account when the token was revoked', async () => {
    const stage = await open()
    stage.emulator.revokeToken(stage.bot)
    expect(await stage.send(stage.person.id)).toMatchObject({ kind: 'refused', scope: 'account' })
  })
})

describe('a limit', () => {
  it('lets the lane wait as long as Telegram says; then the message goes', async () => {
    const clock = standingClock()
    const stage = await open({ emulator: { clock, limits: { bot: { ratePerSecond: 1, burst: 1 } } } })
    expect(await stage.send(stage.person.id)).toMatchObject({ kind: 'sent' })
    const outcome = await stage.send(stage.person.id)
    expect(outcome).toEqual({ kind: 'retry', afterMs: 1000, why: 'too-many-requests', scope: 'lane' })
    clock.advance(1000)
    expect(await stage.send(stage.person.id)).toMatchObject({ kind: 'sent' })
    expect(stage.emulator.counters.requestsDuringLock).toBe(0)
  })

  it('is never met by even pacing, even where a tenth of a second is all that may come at once', async () => {
    const clock = standingClock()
    const { bot } = freeTier('tight')
    const stage = await open({ emulator: { clock, ...(bot ? { limits: { bot } } : {}) } })
    const pacer = createPacer(29.4)
    const outcomes: unknown[] = []
    for (let now = 0; outcomes.length < 120; now += 10) {
      const free = pacer.available(now)
      for (let taken = 0; taken < free; taken += 1) pacer.take(now)
      const batch = Array.from({ length: free }, (_, at) => stage.send(stage.person.id, {}, { id: now * 10 + at }))
      outcomes.push(...(await Promise.all(batch)).map(({ kind }) => kind))
      clock.advance(10)
    }
    expect(new Set(outcomes)).toEqual(new Set(['sent']))
    expect(stage.emulator.counters.refusals429).toBe(0)
  })
})

describe('a connection that breaks', () => {
  it('is uncertain after the request had left, whether it took effect or not', async () => {
    const stage = await open()
    stage.emulator.fault({ kind: 'resetAfterAccept' })
    expect(await stage.send(stage.person.id)).toMatchObject({ kind: 'uncertain' })
    expect(stage.own()).toHaveLength(1)
    stage.emulator.fault({ kind: 'resetBeforeAccept' })
    expect(await stage.send(stage.person.id)).toMatchObject({ kind: 'uncertain' })
    expect(stage.own()).toHaveLength(1)
    stage.emulator.fault({ kind: 'internal500' })
    expect(await stage.send(stage.person.id)).toEqual({ kind: 'uncertain', why: 'status-500' })
  })

  it('is tried again by the lane when there was no connection at all', async () => {
    const stage = await open({ apiRoot: () => 'http://127.0.0.1:9' })
    expect(await stage.send(stage.person.id)).toEqual({
      kind: 'retry',
      afterMs: 5000,
      why: 'ECONNREFUSED',
      scope: 'lane',
    })
  })

  it('sends nothing later what was given up while it waited for a connection', async () => {
    const connecting = Promise.withResolvers<() => void>()
    const agent = new Agent({
      connect: (options, callback) => {
        const socket = connect(Number(options.port), options.hostname)
        socket.once('connect', () => connecting.resolve(() => callback(null, socket)))
      },
    })
    const stage = await open({ dispatcher: agent })
    const giveUp = new AbortController()
    const outcome = stage.send(stage.person.id, {}, { signal: giveUp.signal })
    const letIn = await connecting.promise
    giveUp.abort()
    expect(await outcome).toEqual({ kind: 'retry', afterMs: 0, why: 'stopped', scope: 'message' })
    letIn()
    await agent.close()
    expect(stage.callsOf('sendMessage')).toEqual([])
  })

  it('is tried again by the lane when no connection came in time', async () => {
    const stage = await open({ dispatcher: new Agent({ connect: () => {} }) })
    expect(await stage.send(stage.person.id, {}, { signal: AbortSignal.timeout(1) })).toMatchObject({
      kind: 'retry',
      why: 'TIMEOUT',
      scope: 'lane',
    })
  })

  it('is no certain failure when a page answers with 200, and none of Telegram’s when the network blocks', async () => {
    const answers = [
      [200, '<html>Trang bị chặn</html>'],
      [302, ''],
      [200, '{"ok":tr'],
    ] as const
    let at = 0
    const wall = createServer((_request, response) => {
      const [status, page] = answers[at++] ?? [500, '']
      response.writeHead(status).end(page)
    })
    await new Promise<void>((resolve) => {
      wall.listen(0, '127.0.0.1', resolve)
    })
    onTestFinished(() => {
      wall.closeAllConnections()
      wall.close()
    })
    const stage = await open({ apiRoot: () => `http://127.0.0.1:${(wall.address() as AddressInfo).port}` })
    expect(await stage.send(1)).toMatchObject({ kind: 'retry', why: 'not-telegram-200', scope: 'lane' })
    expect(await stage.send(1)).toMatchObject({ kind: 'retry', why: 'not-telegram-302', scope: 'lane' })
    expect(await stage.send(1)).toEqual({ kind: 'uncertain', why: 'status-200' })
  })
})

describe('a file', () => {
  const files: Record<string, Uint8Array> = {
    anh: samplePhoto,
    hong: Buffer.from('không phải ảnh'),
    noi: sampleVoice,
    giay: Buffer.from('%PDF-1.7'),
  }
  const openWithFiles = async () => {
    const reads: string[] = []
    const stage = await open({
      readFile: async (id) => {
        reads.push(id)
        return files[id] ?? null
      },
    })
    return { ...stage, reads }
  }
  const file = (attachmentId: string, media: 'image' | 'voice' | 'video' | 'file', mediaType: string) => ({
    attachmentId,
    media,
    mediaType,
    name: 'Giấy mời "họp".pdf',
  })

  it('goes with its text and its buttons as one message', async () => {
    const stage = await openWithFiles()
    const outcome = await stage.send(stage.person.id, {
      text: 'Ảnh của ông/bà',
      file: file('anh', 'image', 'image/jpeg'),
      choices: [{ number: 1, label: 'Gửi', data: 'p:abcd1234:1' }],
    })
    expect(outcome).toEqual({ kind: 'sent', messageId: '2' })
    expect(stage.own()).toMatchObject([
      { kind: 'photo', text: 'Ảnh của ông/bà\n\n1. Gửi', buttons: [[{ data: 'p:abcd1234:1' }]] },
    ])
  })

  it('is uploaded once and afterwards named', async () => {
    const stage = await openWithFiles()
    const message = { file: file('giay', 'file', 'application/pdf') }
    await stage.send(stage.person.id, message)
    await stage.send(stage.person.id, message)
    expect(stage.reads).toEqual(['giay'])
    expect(stage.own().map(({ kind }) => kind)).toEqual(['document', 'document'])
    const [first, second] = stage.callsOf('sendDocument')
    expect(first?.params['document']).toEqual({ fileName: 'Giấy mời %22họp%22.pdf', mime: 'application/pdf', size: 8 })
    expect(second?.params['document']).toBe(stage.own()[0]?.fileId)
  })

  it('is uploaded anew when Telegram no longer knows its name', async () => {
    const stage = await openWithFiles()
    const message = { file: file('giay', 'file', 'application/pdf') }
    await stage.send(stage.person.id, message)
    stage.bot.files.clear()
    expect(await stage.send(stage.person.id, message)).toMatchObject({ kind: 'sent' })
    expect(stage.reads).toEqual(['giay', 'giay'])
  })

  it('is played as voice when Telegram can, else it is a document', async () => {
    const stage = await openWithFiles()
    await stage.send(stage.person.id, { file: file('noi', 'voice', 'audio/ogg') })
    await stage.send(stage.person.id, { file: file('giay', 'voice', 'audio/amr') })
    await stage.send(stage.person.id, { file: file('anh', 'video', 'video/mp4') })
    expect(stage.own().map(({ kind }) => kind)).toEqual(['voice', 'document', 'document'])
  })

  it('goes as a document when Telegram cannot draw the picture', async () => {
    const stage = await openWithFiles()
    expect(await stage.send(stage.person.id, { file: file('hong', 'image', 'image/jpeg') })).toMatchObject({
      kind: 'sent',
    })
    expect(stage.own()).toMatchObject([{ kind: 'document' }])
  })

  it('goes before a text that is too long to stand below it, and only once when the text has to wait', async () => {
    const stage = await openWithFiles()
    const text = 'Trả lời của phường. '.repeat(60).trim()
    const message = { text, file: file('giay', 'file', 'application/pdf') }
    stage.emulator.fault({ kind: 'tooManyRequests', match: 'sendMessage' })
    expect(await stage.send(stage.person.id, message, { id: 7 })).toMatchObject({ kind: 'retry' })
    stage.emulator.setLimits({})
    expect(await stage.send(stage.person.id, message, { id: 7 })).toEqual({ kind: 'sent', messageId: '3' })
    expect(stage.own().map(({ kind, text: shown }) => [kind, shown])).toEqual([
      ['document', ''],
      ['text', text],
    ])
  })

  it('is refused when its bytes are gone', async () => {
    const stage = await openWithFiles()
    const outcome = await stage.send(stage.person.id, { file: file('mat', 'file', 'application/pdf') })
    expect(outcome).toEqual({ kind: 'refused', why: 'file-gone', scope: 'message' })
    expect(stage.own()).toEqual([])
  })
})
