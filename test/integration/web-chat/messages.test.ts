import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../../../bots/web/limits.ts'
import { createBrowser, type TestBrowser } from './browser.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => {
  await stage.close()
})

const begun = async (): Promise<TestBrowser> => {
  const browser = createBrowser(() => stage.app)
  await browser.begin()
  await stage.turns()
  return browser
}
const keyOf = (browser: TestBrowser): string => stage.memory.chatKeyOf(browser.id())
const entriesOf = async (browser: TestBrowser) => await stage.memory.read(keyOf(browser), { limit: 100 })
const choices = [
  { number: 1, label: 'Tôi đồng ý', data: 'p:abcd1234:1' },
  { number: 2, label: 'Để sau', data: 'p:abcd1234:2' },
]

describe('what a person sends', () => {
  it('is stored before the answer and stands on the page', async () => {
    const browser = await begun()
    const response = await browser.say('Cống trước nhà số 7 bị tắc')
    expect(response.statusCode).toBe(200)
    expect(response.json<{ html: string }>().html).toContain('Cống trước nhà số 7 bị tắc')
    expect((await stage.turns()).map((update) => update.content)).toEqual([
      { kind: 'text', text: 'Cống trước nhà số 7 bị tắc' },
    ])
    expect((await browser.open()).body).toContain('Cống trước nhà số 7 bị tắc')
  })

  it('counts once when it is sent again, one after the other or at the same time', async () => {
    const browser = await begun()
    const key = randomUUID()
    await browser.say('một lần', key)
    stage.test.house.clock.advance(5_000)
    expect((await browser.say('một lần', key)).statusCode).toBe(200)
    await Promise.all([browser.say('hai lần', `${key}-2`), browser.say('hai lần', `${key}-2`)])
    expect(await stage.turns()).toHaveLength(2)
    expect((await entriesOf(browser)).map((entry) => entry.body)).toEqual([
      { kind: 'text', text: 'một lần' },
      { kind: 'text', text: 'hai lần' },
    ])
  })

  it('keeps its order within one moment', async () => {
    const browser = await begun()
    for (const text of ['một', 'hai', 'ba', 'bốn']) await browser.say(text)
    const texts = (await stage.turns()).map(({ content }) => (content.kind === 'text' ? content.text : ''))
    expect(texts).toEqual(['một', 'hai', 'ba', 'bốn'])
  })

  it('shows the words of a pressed choice, and gives the house its data', async () => {
    const browser = await begun()
    await stage.say(browser.id(), { text: 'Ông/bà có đồng ý không?', choices })
    const page = (await browser.open()).body
    expect(page).toMatch(/<button name="choice" value="p:abcd1234:2">\s*<b>2<\/b> <span>Để sau<\/span>/)
    const response = await browser.post('/chat/messages', { choice: 'p:abcd1234:2', key: randomUUID() })
    expect(response.json<{ html: string }>().html).toContain('2. Để sau')
    expect((await stage.turns())[0]?.content).toEqual({ kind: 'button', data: 'p:abcd1234:2' })
  })

  it('lies sealed: a dump shows neither the words nor the id in the cookie', async () => {
    const browser = await begun()
    await browser.say('bí mật của tôi')
    const client = stage.test.house.database.$client
    const rows = await Promise.all(
      ['web_messages', 'web_visitors', 'inbox', 'inbox_seen', 'chats'].map((table) =>
        client.unsafe(`select t::text as row from ${table} t`),
      ),
    )
    const dump = rows
      .flat()
      .map((row) => String(row['row']))
      .join('\n')
    expect(dump).toContain(keyOf(browser))
    expect(dump).not.toContain(browser.id())
    expect(dump).not.toContain(Buffer.from('bí mật').toString('hex'))
    expect(stage.logged.join('\n')).not.toContain('bí mật')
    await stage.turns()
  })
})

describe('bad input gets one sentence and changes nothing', () => {
  const cases: [string, Record<string, string>, number, string][] = [
    ['no words', { text: '' }, 422, 'chưa có chữ nào'],
    ['spaces and invisible characters', { text: ' \u200b\u0000\n ' }, 422, 'chưa có chữ nào'],
    ['100,000 characters', { text: 'a'.repeat(100_000) }, 422, 'dài 100000 ký tự'],
    ['neither text nor choice', {}, 400, 'chưa hợp lệ'],
    ['a choice that is no data of ours', { choice: 'x y' }, 400, 'chưa hợp lệ'],
    ['a choice of 65 characters', { choice: 'x'.repeat(65) }, 400, 'chưa hợp lệ'],
    ['a payload with a slash', { start: '../etc' }, 400, 'chưa hợp lệ'],
    ['a short key', { text: 'chào', key: '1' }, 400, 'chưa hợp lệ'],
    ['a key with a line break', { text: 'chào', key: `${'a'.repeat(20)}\n` }, 400, 'chưa hợp lệ'],
  ]
  it.each(cases)('%s', async (_, fields, status, sentence) => {
    const browser = await begun()
    const response = await browser.post('/chat/messages', { key: randomUUID(), ...fields })
    expect(response.statusCode).toBe(status)
    expect(response.json<{ detail: string }>().detail).toContain(sentence)
    expect(await stage.turns()).toEqual([])
    expect(await entriesOf(browser)).toEqual([])
  })

  it.each(['null', '[]', '"x"', '{', '{"text":{"a":1},"key":[]}', '{"__proto__":{"text":"a"}}'])(
    'a body of %s',
    async (payload) => {
      const browser = await begun()
      const response = await stage.app.inject({
        method: 'POST',
        url: '/chat/messages',
        headers: {
          'content-type': 'application/json',
          'x-chat': 'script',
          cookie: `nc_chat=${browser.cookies.get('nc_chat')}`,
        },
        payload,
      })
      expect([400, 403]).toContain(response.statusCode)
      expect(response.json<{ detail: string }>().detail.length).toBeGreaterThan(20)
      expect(await stage.turns()).toEqual([])
    },
  )

  it('a body over 1 MiB', async () => {
    const browser = await begun()
    expect((await browser.say('a'.repeat(1_100_000))).statusCode).toBe(413)
  })

  it.each([
    ['NUL and control characters', 'a\u0000b\u0007c', 'abc'],
    ['markup', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['SQL', "'; drop table web_messages; --", '&#39;; drop table web_messages; --'],
    ['emoji only', '🙏🏼', '🙏🏼'],
    ['a right-to-left trick', 'gpj.\u202eexe', 'gpj.exe'],
    ['half of an emoji', 'a\ud83d', 'a\ufffd'],
  ])('%s are taken as words, and shown as such', async (_, text, shown) => {
    const browser = await begun()
    const response = await browser.say(text)
    expect(response.json<{ html: string }>().html).toContain(`<p class="text">${shown}</p>`)
    expect((await stage.turns())[0]?.content).toMatchObject({ kind: 'text' })
  })

  it('a link of the house that is no web address is not shown as one', async () => {
    const browser = await begun()
    await stage.say(browser.id(), { text: 'x', link: { label: 'bấm', url: 'javascript:alert(1)' } })
    expect((await browser.open()).body).not.toContain('javascript:')
  })
})

describe('a flood', () => {
  it('is stopped after ten messages with a sentence that says when to go on, over all processes', async () => {
    const other = await stage.another()
    let app = stage.app
    const browser = createBrowser(() => app)
    await browser.begin()
    for (let count = 0; count < 10; count += 1) {
      app = count % 2 === 0 ? stage.app : other.app
      expect((await browser.say(`lời ${count}`)).statusCode).toBe(200)
    }
    const refused = await browser.say('lời 11')
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['retry-after']).toBe('3')
    expect(refused.json<{ detail: string }>().detail).toContain('xin chờ 3 giây rồi gửi lại')
    stage.test.house.clock.advance(limits.messageEveryMs)
    expect((await browser.say('lời 11')).statusCode).toBe(200)
    expect((await browser.say('lời 12')).statusCode).toBe(429)
    expect(await stage.turns()).toHaveLength(12)
  })

  it('of one message sent again does not use up the allowance', async () => {
    const browser = await begun()
    const key = randomUUID()
    for (let count = 0; count < 15; count += 1) expect((await browser.say('một', key)).statusCode).toBe(200)
    expect(await stage.turns()).toHaveLength(1)
  })
})

describe('files', () => {
  const photo = async (): Promise<Buffer> =>
    await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
      .jpeg()
      .toBuffer()

  it('a photo is judged, kept, given to the house and shown to its sender alone', async () => {
    const browser = await begun()
    const response = await browser.upload(await photo(), 'cống tắc.jpg')
    expect(response.statusCode).toBe(200)
    const [update] = await stage.turns()
    expect(update?.content).toMatchObject({
      kind: 'media',
      items: [
        {
          media: 'image',
          source: { kind: 'stored', attachmentId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
        },
      ],
    })
    const [, address = ''] = /src="([^"]+)"/.exec(response.json<{ html: string }>().html) ?? []
    const shown = await browser.get(address)
    expect(shown.statusCode).toBe(200)
    expect(shown.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' })
    expect(shown.headers['content-security-policy']).toContain('sandbox')
    const stranger = await begun()
    expect((await stranger.get(address)).statusCode).toBe(404)
    expect((await createBrowser(() => stage.app).get(address)).statusCode).toBe(404)
  })

  it('counts once when the answer was lost', async () => {
    const browser = await begun()
    const key = randomUUID()
    const bytes = await photo()
    await browser.upload(bytes, 'a.jpg', key)
    await browser.upload(bytes, 'a.jpg', key)
    expect(await stage.turns()).toHaveLength(1)
    expect(await entriesOf(browser)).toHaveLength(1)
  })

  it.each([
    ['HTML called a photo', Buffer.from('<!doctype html><script>alert(1)</script>'), 'không nhận loại tệp này'],
    ['an empty file', Buffer.alloc(0), 'không có nội dung'],
    ['a damaged photo', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)]), 'tệp'],
  ])('%s is refused with the reason', async (_, bytes, sentence) => {
    const browser = await begun()
    const response = await browser.upload(bytes, 'anh.jpg')
    expect(response.statusCode).toBe(422)
    expect(response.json<{ detail: string }>().detail.toLowerCase()).toContain(sentence)
    expect(await stage.turns()).toEqual([])
    expect(await entriesOf(browser)).toEqual([])
  })

  it('a file over 20 MiB is refused with what to do instead', async () => {
    const browser = await begun()
    const response = await browser.upload(Buffer.alloc(limits.fileBytesMax + 1, 1), 'phim.mp4')
    expect(response.statusCode).toBe(413)
    expect(response.json<{ detail: string }>().detail).toContain('20 MB')
    expect(await stage.turns()).toEqual([])
  })

  it('needs the token before the file', async () => {
    const browser = await begun()
    browser.page.token = 'x'
    expect((await browser.upload(await photo(), 'a.jpg')).statusCode).toBe(403)
    expect(await stage.turns()).toEqual([])
  })

  it('stop at 100 MB a day, with a sentence', async () => {
    const browser = await begun()
    await stage.test.house.database.$client`update web_visitors set upload_day =
      ${stage.test.house.clock.now().toISOString().slice(0, 10)}, upload_bytes = ${limits.fileBytesPerDay}
      where chat_key = ${keyOf(browser)}`
    const refused = await browser.upload(await photo(), 'a.jpg')
    expect(refused.statusCode).toBe(429)
    expect(refused.json<{ detail: string }>().detail).toContain('100 MB')
    stage.test.house.clock.advance(86_400_000)
    await browser.open()
    expect((await browser.upload(await photo(), 'a.jpg')).statusCode).toBe(200)
    await stage.turns()
  })

  it('of the house can be fetched by the person they were sent to', async () => {
    const sender = await begun()
    await sender.upload(await photo(), 'giấy mời.jpg')
    const [update] = await stage.turns()
    if (update?.content.kind !== 'media' || update.content.items[0]?.source.kind !== 'stored')
      throw new Error('no file')
    const { attachmentId } = update.content.items[0].source
    const browser = await begun()
    const file = { attachmentId, media: 'image', mediaType: 'image/jpeg', name: 'giấy mời.jpg' } as const
    await stage.say(browser.id(), { text: 'Giấy mời', file })
    const { body } = await browser.open()
    expect(body).toContain('giấy mời.jpg')
    const [, address = ''] = /href="(\/chat\/files\/\d+)"/.exec(body) ?? []
    expect((await browser.get(address)).statusCode).toBe(200)
  })
})

describe('while the database is away', () => {
  it('the page opens and a message is kept on disk until the database is back', async () => {
    const browser = await begun()
    const client = stage.test.house.database.$client
    await client.unsafe('alter table web_messages rename to away_messages')
    await client.unsafe('alter table inbox rename to away_inbox')
    try {
      const page = await browser.open()
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain('lời nhắn sẽ không mất')
      const response = await browser.say('trong lúc mất kết nối')
      expect([response.statusCode, response.json()]).toEqual([200, { html: null }])
    } finally {
      await client.unsafe('alter table away_messages rename to web_messages')
      await client.unsafe('alter table away_inbox rename to inbox')
    }
    await stage.receiver.replay()
    expect((await stage.turns()).map((update) => update.content)).toEqual([
      { kind: 'text', text: 'trong lúc mất kết nối' },
    ])
  })
})
