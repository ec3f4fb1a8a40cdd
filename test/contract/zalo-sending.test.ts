import { Agent } from 'undici'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { OutgoingMessage } from '../../src/channels/port.ts'
import { openZaloStage } from './zalo-stage.ts'
import type { ZaloStageInput } from './zalo-stage.ts'

const v3 = '/v3.0/oa/message/cs'
const v2 = '/v2.0/oa/message'
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(64)])
const gif = Buffer.concat([Buffer.from('GIF89a', 'latin1'), Buffer.from([32, 0, 16, 0]), Buffer.alloc(32)])
const pdf = Buffer.from('%PDF-1.7\n%%EOF\n')
const hourMs = 3_600_000

const choices = [
  { number: 1, label: 'Tôi đồng ý', data: 'p:abcd1234:1' },
  { number: 0, label: 'Quay lại', data: 'p:abcd1234:0' },
]

const open = async (input: ZaloStageInput = {}) => {
  const stage = await openZaloStage({ files: { png, pdf, gif }, ...input })
  onTestFinished(stage.close)
  const { channel, account, emulator, person } = stage
  return {
    ...stage,
    send: (message: Partial<OutgoingMessage> = {}, id = 1) =>
      channel.send(
        {
          id,
          accountId: account.id,
          address: person.id,
          isBulk: false,
          message: { text: 'Kính chào ông/bà', locale: 'vi', ...message },
        },
        new AbortController().signal,
      ),
    calls: (path: string) => emulator.calls.filter((call) => call.path === path),
    shown: () => person.messages().filter(({ from }) => from === 'oa'),
  }
}

describe('the endpoint of an account', () => {
  it('is learnt from -235 of a state agency, without sending twice, and used from then on', async () => {
    const stage = await open({ account: { oaType: 4 } })
    expect(await stage.send()).toMatchObject({ kind: 'sent' })
    expect(stage.directory.learnt).toContainEqual({ endpoint: 'v2' })
    expect(await stage.send({}, 2)).toMatchObject({ kind: 'sent' })
    expect(stage.shown()).toHaveLength(2)
    expect(stage.calls(v3)).toHaveLength(1)
    expect(stage.calls(v2)).toHaveLength(2)
  })

  it('goes back to v3 when v2 says -240', async () => {
    const stage = await open({ capabilities: { endpoint: 'v2' } })
    expect(await stage.send()).toMatchObject({ kind: 'sent' })
    expect(stage.directory.learnt).toContainEqual({ endpoint: 'v3' })
    expect(stage.shown()).toHaveLength(1)
  })

  it('stops the account when neither serves it', async () => {
    const stage = await open({ account: { oaType: 4 }, switches: { stateAccounts: 'none' } })
    expect(await stage.send()).toEqual({ kind: 'refused', why: 'zalo -235', scope: 'account' })
  })

  it('counts a message as sent although what was learnt could not be written down', async () => {
    const stage = await open({ account: { oaType: 4 } })
    stage.directory.learn = () => Promise.reject(new Error('the database is away'))
    expect(await stage.send()).toMatchObject({ kind: 'sent' })
  })
})

describe('buttons', () => {
  it('stay away until an officer has seen them', async () => {
    const stage = await open({ account: { buttons: 'ok' } })
    await stage.send({ choices })
    expect(stage.shown()).toMatchObject([{ text: 'Kính chào ông/bà\n\n1. Tôi đồng ý\n0. Quay lại', buttons: [] }])
  })

  it('stand below the numbered list where they work', async () => {
    const stage = await open({ account: { buttons: 'ok' }, capabilities: { buttons: 'ok' } })
    await stage.send({ choices })
    const [message] = stage.shown()
    expect(message?.text).toBe('Kính chào ông/bà\n\n1. Tôi đồng ý\n0. Quay lại')
    expect(message?.buttons).toMatchObject([
      { title: 'Tôi đồng ý', type: 'oa.query.hide', payload: '#p:abcd1234:1' },
      { title: 'Quay lại', payload: '#p:abcd1234:0' },
    ])
  })

  it.each(['refuse-201', 'refuse-233'] as const)(
    'are given up when the account says %s, and the list arrives',
    async (buttons) => {
      const stage = await open({ account: { buttons }, capabilities: { buttons: 'ok' } })
      expect(await stage.send({ choices })).toMatchObject({ kind: 'sent' })
      expect(stage.directory.learnt).toContainEqual({ buttons: 'refused' })
      expect(stage.shown()).toHaveLength(1)
      await stage.send({ choices }, 2)
      expect(stage.calls(v3)).toHaveLength(3)
    },
  )

  it('that are silently dropped leave the list', async () => {
    const stage = await open({ account: { buttons: 'silently-text' }, capabilities: { buttons: 'ok' } })
    await stage.send({ choices })
    expect(stage.shown()).toMatchObject([{ text: expect.stringContaining('1. Tôi đồng ý') as string, buttons: [] }])
  })

  it('are left out when there are more than five choices', async () => {
    const stage = await open({ account: { buttons: 'ok' }, capabilities: { buttons: 'ok' } })
    const many = Array.from({ length: 6 }, (_, at) => ({
      number: at + 1,
      label: `Việc ${at + 1}`,
      data: `p:abcd:${at}`,
    }))
    expect(await stage.send({ choices: many })).toMatchObject({ kind: 'sent' })
    expect(stage.shown()).toMatchObject([{ text: expect.stringContaining('6. Việc 6') as string, buttons: [] }])
  })
})

describe('what a message carries', () => {
  it('a link on a line of its own, and the quoted message', async () => {
    const stage = await open()
    const { messageId } = await stage.person.sendText('Ở đâu ạ?')
    const link = { label: 'Bản đồ', url: 'https://ward.example/ban-do' }
    expect(await stage.send({ link, quotes: messageId })).toMatchObject({ kind: 'sent' })
    expect(stage.shown()).toMatchObject([
      { text: 'Kính chào ông/bà\n\nBản đồ: https://ward.example/ban-do', quotedId: messageId },
    ])
  })

  const image = { attachmentId: 'png', media: 'image', mediaType: 'image/png', name: 'Sơ đồ' } as const
  const file = { attachmentId: 'pdf', media: 'file', mediaType: 'application/pdf', name: 'Thư mời.pdf' } as const

  it('a picture with its words in one message, uploaded once for all people', async () => {
    const stage = await open()
    expect(await stage.send({ file: image })).toMatchObject({ kind: 'sent' })
    expect(await stage.send({ file: image }, 2)).toMatchObject({ kind: 'sent' })
    expect(stage.shown()).toMatchObject([{ kind: 'image', text: 'Kính chào ông/bà' }, { kind: 'image' }])
    expect(stage.calls('/v2.0/oa/upload/image')).toHaveLength(1)
  })

  it('an animation with its size', async () => {
    const stage = await open()
    const animated = { attachmentId: 'gif', media: 'image', mediaType: 'image/gif', name: 'a.gif' } as const
    expect(await stage.send({ file: animated })).toMatchObject({ kind: 'sent' })
    expect(stage.shown()).toMatchObject([{ kind: 'gif' }])
  })

  it('a document before its words, so that the question stands last', async () => {
    const stage = await open()
    const outcome = await stage.send({ file, choices })
    expect(stage.shown()).toMatchObject([{ kind: 'file' }, { kind: 'text' }])
    expect(outcome).toEqual({ kind: 'sent', messageId: stage.shown().at(-1)?.id })
  })

  it('does not repeat the document when only its words failed', async () => {
    const stage = await open()
    let seen = 0
    const isSecond = (path: string) => path === v3 && ++seen === 2
    stage.emulator.fault({ match: ({ path }) => isSecond(path), kind: 'code-200' })
    expect(await stage.send({ file })).toMatchObject({ kind: 'retry', why: 'zalo -200' })
    expect(await stage.send({ file })).toMatchObject({ kind: 'sent' })
    expect(stage.shown().map(({ kind }) => kind)).toEqual(['file', 'text'])
  })

  it('uploads again, once, what Zalo has forgotten (-100)', async () => {
    // Our clock stands still, so that only Zalo knows that the seven days are over.
    const standing = new Date('2026-11-23T03:00:00Z')
    const stage = await open({ options: { clock: { now: () => standing } } })
    await stage.send({ file: image })
    stage.clock.advance(8 * 24 * hourMs)
    await stage.person.sendText('vẫn ở đây')
    expect(await stage.send({ file: image }, 2)).toMatchObject({ kind: 'sent' })
    expect(stage.calls('/v2.0/oa/upload/image').filter(({ error }) => error === 0)).toHaveLength(2)
    expect(stage.calls(v3).map(({ error }) => error)).toContain(-100)
    expect(stage.shown()).toHaveLength(2)
  })

  it.each([
    [
      'a voice message',
      { attachmentId: 'png', media: 'voice', mediaType: 'audio/ogg', name: 'a.ogg' },
      'file-kind-not-sendable',
    ],
    [
      'a file that is gone',
      { attachmentId: 'gone', media: 'file', mediaType: 'application/pdf', name: 'a.pdf' },
      'file-gone',
    ],
    [
      'a picture that is none',
      { attachmentId: 'pdf', media: 'image', mediaType: 'image/png', name: 'a.png' },
      'zalo -201',
    ],
  ] as const)('refuses %s as a value', async (_, refused, why) => {
    const stage = await open()
    expect(await stage.send({ file: refused })).toEqual({ kind: 'refused', why, scope: 'message' })
    expect(stage.shown()).toEqual([])
  })

  it("Zalo's own form for contact data, after the words", async () => {
    const stage = await open()
    const asksContact = { title: 'Xin thông tin liên hệ', subtitle: 'Để phường gọi lại' }
    expect(await stage.send({ asksContact })).toMatchObject({ kind: 'sent' })
    expect(stage.shown()).toMatchObject([{ kind: 'text' }, { kind: 'request-info' }])
  })
})

describe('tokens', () => {
  it('a token that died in the middle is renewed once and the message arrives once', async () => {
    const stage = await open()
    expect(await stage.send()).toMatchObject({ kind: 'sent' })
    stage.clock.advance(26 * hourMs)
    expect(await stage.send({}, 2)).toMatchObject({ kind: 'sent' })
    expect(stage.vault.exchanges).toHaveLength(1)
    expect(stage.shown()).toHaveLength(2)
    expect(stage.emulator.refreshReuses).toBe(0)
  })

  it('stops the account when only a new consent helps', async () => {
    const stage = await open()
    stage.vault.tokens = { accessToken: 'unknown', refreshToken: 'unknown' }
    expect(await stage.send()).toEqual({ kind: 'refused', why: 'oauth -14014', scope: 'account' })
  })

  it('stops the account, visibly, at a refusal of OAuth that lacks its number', async () => {
    const stage = await open({ switches: { oauthErrorNumber: false } })
    stage.vault.tokens = { accessToken: 'unknown', refreshToken: 'unknown' }
    expect(await stage.send()).toMatchObject({ kind: 'refused', scope: 'account' })
  })

  it('proves the app secret where the account demands it', async () => {
    const stage = await open({ switches: { appSecretProof: true }, capabilities: { appSecretProof: 'header' } })
    expect(await stage.send()).toMatchObject({ kind: 'sent' })
    stage.directory.set(stage.account.id, { capabilities: {} })
    expect(await stage.send({}, 2)).toEqual({ kind: 'refused', why: 'zalo -242', scope: 'account' })
  })
})

describe('refusals of Zalo, in the words of the house', () => {
  const unreachable = (code: number, reach: string) => ({ kind: 'unreachable', why: `zalo ${code}`, reach })

  it.each([
    [-244, 'blocked'],
    [-217, 'blocked'],
    [-227, 'gone'],
    [-222, 'gone'],
    [-213, 'no_relation'],
    [-231, 'window'],
  ] as const)('%i: the person is %s', async (code, reach) => {
    const stage = await open()
    stage.person.person.refusal = code
    expect(await stage.send()).toEqual(unreachable(code, reach))
  })

  it.each([-230, -232] as const)('the window has closed (%i)', async (expiredWindowCode) => {
    const stage = await open({ switches: { expiredWindowCode } })
    stage.clock.advance(24 * hourMs)
    await stage.send()
    stage.clock.advance(7 * 24 * hourMs)
    expect(await stage.send({}, 2)).toEqual(unreachable(expiredWindowCode, 'window'))
  })

  it('a person who never wrote', async () => {
    const stage = await open()
    stage.person.person.lastInteraction = undefined
    expect(await stage.send()).toEqual(unreachable(-232, 'window'))
  })

  it('beyond the free window without paid messages, while others still get theirs', async () => {
    const stage = await open({ account: { paidMessages: 0 } })
    stage.clock.advance(49 * hourMs)
    expect(await stage.send()).toMatchObject({ ...unreachable(-211, 'window'), closes: { what: 'paid' } })
  })

  it("one person's daily quota: the next morning at six", async () => {
    const stage = await open({ switches: { freeWindowMessages: 0 } })
    expect(await stage.send()).toEqual({ kind: 'retry', why: 'zalo -218', afterMs: 20 * hourMs, scope: 'message' })
  })

  it('night: the account waits until six in the morning in Vietnam', async () => {
    // Half past eleven at night in Hanoi.
    const stage = await open({ switches: { nightRefusesConsultation: true }, at: new Date('2026-11-23T16:30:00Z') })
    expect(await stage.send()).toEqual({ kind: 'retry', why: 'zalo -234', afterMs: 6.5 * hourMs, scope: 'account' })
  })

  it("the account's rate: the account waits a minute", async () => {
    const stage = await open({ account: { ratePerMinute: 2 } })
    await stage.send({}, 1)
    await stage.send({}, 2)
    expect(await stage.send({}, 3)).toEqual({ kind: 'retry', why: 'zalo -32', afterMs: 60_000, scope: 'account' })
  })

  it("the app's rate: all accounts of the app wait", async () => {
    const stage = await open({ switches: { appPerMinute: 1 } })
    await stage.send({}, 1)
    expect(await stage.send({}, 2)).toEqual({ kind: 'retry', why: 'zalo -32', afterMs: 60_000, scope: 'lane' })
  })

  it('an unknown person of another account', async () => {
    const stage = await open()
    const { oaId } = stage.emulator.addAccount()
    const { id } = stage.emulator.addUser(oaId)
    const message = { text: 'a', locale: 'vi' } as const
    const delivery = { id: 1, accountId: stage.account.id, address: id, message, isBulk: false }
    const outcome = await stage.channel.send(delivery, new AbortController().signal)
    expect(outcome).toEqual({ kind: 'unreachable', why: 'zalo -201', reach: 'gone' })
  })

  it('-200, which says nothing, is tried twice more and then given up', async () => {
    const stage = await open()
    stage.emulator.fault({ match: v3, kind: 'code-200', times: 3 })
    expect(await stage.send()).toMatchObject({ kind: 'retry', why: 'zalo -200', scope: 'message' })
    expect(await stage.send()).toMatchObject({ kind: 'retry' })
    expect(await stage.send()).toEqual({ kind: 'refused', why: 'zalo -200', scope: 'message' })
  })

  it.each([
    ['package', { package: 'basic' as const }, 'zalo -224'],
    ['account', {}, 'zalo -204'],
  ])('what only an operator can mend stops the account: %s', async (_, account, why) => {
    const stage = await open({ account })
    stage.emulator.account(stage.account.externalId).disabled = why === 'zalo -204'
    expect(await stage.send()).toEqual({ kind: 'refused', why, scope: 'account' })
  })

  it.each(['html-502', 'empty-200', 'http-500', 'reset-after-accept'] as const)(
    '%s leaves it open whether it arrived',
    async (kind) => {
      const stage = await open()
      stage.emulator.fault({ match: v3, kind, accept: true })
      expect(await stage.send()).toMatchObject({ kind: 'uncertain' })
      expect(stage.shown()).toHaveLength(1)
    },
  )

  it('silence after accepting is uncertain once the time for a call is over', async () => {
    const stage = await open({ options: { timeoutMs: 100 } })
    stage.emulator.fault({ match: v3, kind: 'timeout-after-accept' })
    expect(await stage.send()).toEqual({ kind: 'uncertain', why: 'timeout' })
    expect(stage.shown()).toHaveLength(1)
  })

  it('a server that is not there certainly got nothing', async () => {
    const roots = { api: 'http://127.0.0.1:9', oauth: 'http://127.0.0.1:9', business: 'http://127.0.0.1:9' }
    const stage = await open({ options: { roots } })
    expect(await stage.send()).toMatchObject({ kind: 'retry', scope: 'message' })
  })
})

describe('a send that is told to stop', () => {
  it('while it waits for a connection was certainly not sent, and is not sent afterwards', async () => {
    const dispatcher = new Agent({ connections: 1, pipelining: 1 })
    onTestFinished(() => dispatcher.close())
    const stage = await open({ options: { dispatcher } })
    const asked = Promise.withResolvers<void>()
    const match = ({ path }: { path: string }): boolean => {
      asked.resolve()
      return path === v3
    }
    const slow = stage.emulator.fault({ match, kind: 'slow' })
    const first = stage.send({}, 1)
    await asked.promise
    const stop = new AbortController()
    const delivery = { id: 2, accountId: stage.account.id, address: stage.person.id, isBulk: false }
    const message = { text: 'Tin thứ hai', locale: 'vi' } as const
    const second = stage.channel.send({ ...delivery, message }, stop.signal)
    await new Promise((resolve) => setImmediate(resolve))
    stop.abort()
    expect(await second).toMatchObject({ kind: 'retry', scope: 'message' })
    slow.release()
    expect(await first).toMatchObject({ kind: 'sent' })
    expect(await stage.send({ text: 'Tin thứ ba' }, 3)).toMatchObject({ kind: 'sent' })
    expect(stage.shown().map(({ text }) => text)).toEqual(['Kính chào ông/bà', 'Tin thứ ba'])
  })
})

describe('media of people', () => {
  it("is fetched from Zalo's hosts and those that were configured, and from nowhere else", async () => {
    const stage = await open({ options: { mediaHosts: ['127.0.0.1:8090'] } })
    const { signal } = new AbortController()
    const source = { kind: 'url', url: 'https://x.zdn.vn/a.jpg' } as const
    expect(await stage.channel.fetchMedia?.(stage.account.id, source, signal)).toMatchObject({
      why: 'https://x.zdn.vn/a.jpg *.zdn.vn *.zadn.vn 127.0.0.1:8090',
    })
    const foreign = { kind: 'telegram-file', fileId: 'x' } as const
    expect(await stage.channel.fetchMedia?.(stage.account.id, foreign, signal)).toMatchObject({ kind: 'gone' })
  })
})
