import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kioskPath } from '../../../bots/web/index.ts'
import { limits } from '../../../bots/web/limits.ts'
import { provesWork } from '../../../bots/web/proof-of-work.ts'
import { createBrowser } from './browser.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => {
  await stage.close()
})

let network = 0
const newBrowser = (address?: string) => {
  network += 1
  return createBrowser(() => stage.app, address ?? `10.${Math.floor(network / 200)}.${network % 200}.9`)
}

const rowsOf = async (table: string): Promise<Record<string, unknown>[]> =>
  await stage.test.house.database.$client.unsafe(`select * from ${table}`)

describe('a new browser', () => {
  it('leaves no trace in the database until it has proved itself', async () => {
    const before = (await rowsOf('web_visitors')).length
    const browser = newBrowser()
    expect((await browser.open()).statusCode).toBe(200)
    expect(browser.page.bits).toBe(4)
    expect(await rowsOf('web_visitors')).toHaveLength(before)
    expect(await stage.turns()).toEqual([])
  })

  it('begins a chat with a start that carries what its link or QR code carried', async () => {
    const browser = newBrowser()
    await browser.open('/chat?start=204812')
    expect(browser.page.body).toContain('data-start="204812"')
    expect((await browser.begin({ start: '204812' })).statusCode).toBe(204)
    const [update] = await stage.turns()
    expect(update?.content).toEqual({ kind: 'start', payload: '204812' })
    expect(update?.opensWindow).toBe(true)
  })

  it('is greeted once, however often the beginning arrives', async () => {
    const browser = newBrowser()
    await browser.open()
    const work = browser.work()
    const unproven = new Map(browser.cookies)
    await browser.post('/chat/session', { work })
    // The answer was lost: the browser still has the first cookie.
    browser.cookies = unproven
    expect((await browser.post('/chat/session', { work })).statusCode).toBe(204)
    expect(await stage.turns()).toHaveLength(1)
  })

  it('gets a cookie that scripts cannot read and other sites do not send along', async () => {
    const response = await newBrowser().open()
    const set = String(response.headers['set-cookie'])
    expect(set).toMatch(/nc_chat=n\.[\w-]{32}\.[\w-]{43}; Max-Age=\d+; Path=\/chat; HttpOnly; SameSite=Lax/)
  })

  it.each([
    ['no work', () => ''],
    ['no number', () => 'abc'],
    [
      'a number that proves nothing',
      (token: string) => {
        let work = 0
        while (provesWork(token, String(work), 4)) work += 1
        return String(work)
      },
    ],
  ])('does not begin with %s', async (_, workFor) => {
    const browser = newBrowser()
    await browser.open()
    const refused = await browser.post('/chat/session', { work: workFor(browser.page.token) })
    expect(refused.statusCode).toBe(403)
    expect(refused.json()).toMatchObject({ detail: expect.stringContaining('tải lại trang') as string })
    expect(await stage.turns()).toEqual([])
  })

  it('cannot send before it has begun', async () => {
    const browser = newBrowser()
    await browser.open()
    expect((await browser.say('Xin chào')).statusCode).toBe(403)
    expect(await stage.turns()).toEqual([])
  })
})

describe('a stranger', () => {
  it('gets nothing with a forged, a changed or a cut cookie', async () => {
    const browser = newBrowser()
    await browser.begin()
    await stage.turns()
    const real = browser.cookies.get('nc_chat') ?? ''
    for (const forged of [
      'p.x.y',
      real.replace(/^p/, 'pk'),
      real.slice(0, -2),
      `${real}x`,
      real.replace(/\.\w/, '.-'),
    ]) {
      browser.cookies.set('nc_chat', forged)
      const response = await browser.say('giả')
      expect(response.statusCode).toBe(401)
      browser.cookies.set('nc_chat', forged)
      expect((await browser.get('/chat/events')).statusCode).toBe(204)
    }
    expect(await stage.turns()).toEqual([])
  })

  it('cannot call an unproven cookie proven', async () => {
    const browser = newBrowser()
    await browser.open()
    browser.cookies.set('nc_chat', (browser.cookies.get('nc_chat') ?? '').replace(/^n/, 'p'))
    expect((await browser.say('giả')).statusCode).toBe(401)
  })

  it('cannot use the token of another page', async () => {
    const victim = newBrowser()
    await victim.begin()
    const other = newBrowser()
    await other.begin()
    await stage.turns()
    victim.page.token = other.page.token
    const response = await victim.say('do trang khác gửi')
    expect(response.statusCode).toBe(403)
    expect(response.json()).toMatchObject({ reload: true })
    expect(await stage.turns()).toEqual([])
  })

  it('cannot make one proof serve two identities, nor lighten it', async () => {
    const first = newBrowser()
    await first.open()
    const second = newBrowser()
    await second.open()
    second.page.token = first.page.token
    expect((await second.post('/chat/session', { work: first.work() })).statusCode).toBe(403)
    const [issued, , signature] = first.page.token.split('.')
    first.page.token = `${issued}.0.${signature}`
    expect((await first.post('/chat/session', { work: '1' })).statusCode).toBe(403)
  })

  it('cannot take up an ended chat again with its old proof', async () => {
    const browser = newBrowser()
    await browser.open()
    const unproven = new Map(browser.cookies)
    const work = browser.work()
    await browser.post('/chat/session', { work })
    const proven = new Map(browser.cookies)
    expect((await browser.post('/chat/end', {})).statusCode).toBe(204)
    await stage.turns()
    for (const cookies of [unproven, proven]) {
      browser.cookies = new Map(cookies)
      expect((await browser.post('/chat/session', { work })).statusCode).toBe(401)
    }
    browser.cookies = new Map(proven)
    expect((await browser.say('còn đó không')).statusCode).toBe(401)
    expect(await stage.turns()).toEqual([])
  })
})

describe('many newcomers', () => {
  it('have more to prove, the more of them come from one network', async () => {
    const bucket = stage.memory.bucketOf('198.51.100')
    for (let count = 0; count < 80; count += 1) await stage.memory.noteArrival([bucket], limits.arrivalWindowMs)
    const near = newBrowser('198.51.100.77')
    await near.open()
    expect(near.page.bits).toBe(6)
    const far = newBrowser('198.51.101.77')
    await far.open()
    expect(far.page.bits).toBe(4)
  })

  it('are told to wait once a network has sent very many, and begin again later', async () => {
    const bucket = stage.memory.bucketOf('192.0.2')
    const client = stage.test.house.database.$client
    await client`insert into web_arrivals (bucket, window_at, count) values
      (${bucket}, ${stage.test.house.clock.now().toISOString()}, ${limits.arrivalsMax})`
    const browser = newBrowser('192.0.2.4')
    await browser.open()
    const refused = await browser.begin()
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.json<{ detail: string }>().detail).toContain('rất nhiều người mới')
    stage.test.house.clock.advance(limits.arrivalWindowMs)
    expect((await browser.begin()).statusCode).toBe(204)
    await stage.turns()
  })

  it('leave only keyed hashes of their networks, other ones each day, and never a log line', async () => {
    const browser = newBrowser('198.18.77.5')
    await browser.begin()
    await stage.turns()
    const stored = JSON.stringify([await rowsOf('web_arrivals'), await rowsOf('web_visitors')])
    expect(stored).not.toContain('198.18')
    const today = stage.memory.bucketOf('198.18.77')
    expect(stored).toContain(today)
    stage.test.house.clock.advance(86_400_000)
    expect(stage.memory.bucketOf('198.18.77')).not.toBe(today)
    expect(stage.logged.join('\n')).not.toMatch(/198\.18|nc_chat/)
    expect(stage.logged.join('\n')).not.toContain(browser.id())
  })
})

describe('without the script', () => {
  it('a chat begins by a form after two seconds of patience, and goes on by forms', async () => {
    const browser = newBrowser()
    await browser.open('/chat?start=204812')
    expect(browser.page.body).toContain('action="/chat/begin"')
    const early = await browser.submit('/chat/begin', { start: '204812' })
    expect(early.statusCode).toBe(429)
    expect(early.body).toContain('chờ hai giây')
    await browser.open('/chat?start=204812')
    stage.test.house.clock.advance(limits.plainPatienceMs)
    const begun = await browser.submit('/chat/begin', { start: '204812' })
    expect([begun.statusCode, begun.headers.location]).toEqual([303, '/chat'])
    await browser.open()
    const sent = await browser.submit('/chat/messages', { text: 'Bao giờ sửa đường ạ?' })
    expect(sent.statusCode).toBe(303)
    expect((await stage.turns()).map((update) => update.content)).toEqual([
      { kind: 'start', payload: '204812' },
      { kind: 'text', text: 'Bao giờ sửa đường ạ?' },
    ])
    expect((await browser.open()).body).toContain('Bao giờ sửa đường ạ?')
  })

  it('a refused form comes back with its sentence and with the words still in the box', async () => {
    const browser = newBrowser()
    await browser.begin()
    await browser.open()
    const long = 'dài '.repeat(25_000)
    const refused = await browser.submit('/chat/messages', { text: `${long}<b>` })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('mỗi lần chỉ gửi được 10.000 ký tự')
    expect(refused.body).toContain(long.slice(0, 200))
    expect(refused.body).toContain('&lt;b&gt;</textarea>')
    await stage.turns()
  })
})

describe('a kiosk', () => {
  it('opens only with a key that we made', async () => {
    for (const key of [
      '1',
      'x.y',
      kioskPath(stage.test.house.keyring, 'P00124').split('=')[1]?.replace('124', '125'),
    ]) {
      const response = await newBrowser().open(`/chat?kiosk=${key}`)
      expect(response.statusCode).toBe(403)
      expect(response.body).not.toContain('class="kiosk"')
    }
  })

  it('forgets the person before: another identity, nothing on the page, their cookie dead', async () => {
    const path = kioskPath(stage.test.house.keyring, 'P00124')
    const tablet = newBrowser()
    await tablet.open(path)
    expect(tablet.page.body).toContain('class="kiosk"')
    expect(tablet.page.body).toContain('data-start="P00124"')
    await tablet.begin({ start: 'P00124' })
    await tablet.say('Nhà tôi ở ngõ 5')
    await stage.turns()
    const former = new Map(tablet.cookies)
    const formerId = tablet.id()
    const formerToken = tablet.page.token
    // The tablet was switched off without a good-bye.
    await tablet.open(path)
    expect(tablet.id()).not.toBe(formerId)
    expect(tablet.page.body).not.toContain('ngõ 5')
    tablet.cookies = former
    tablet.page.token = formerToken
    expect((await tablet.say('ai đó')).statusCode).toBe(401)
    expect(await stage.memory.read(stage.memory.chatKeyOf(formerId), { limit: 10 })).toEqual([])
    expect(await stage.say(formerId, { text: 'Trả lời' })).toMatchObject({ kind: 'unreachable', reach: 'gone' })
  })

  it('takes no files and keeps its cookie only while the browser is open', async () => {
    const tablet = newBrowser()
    const response = await tablet.open(kioskPath(stage.test.house.keyring))
    expect(String(response.headers['set-cookie'])).not.toMatch(/Max-Age|Expires/)
    expect(tablet.page.body).not.toContain('type="file"')
    await tablet.begin()
    const refused = await tablet.upload(Buffer.from('x'), 'a.jpg')
    expect(refused.statusCode).toBe(403)
    expect(refused.json<{ detail: string }>().detail).toContain('Máy chung này không nhận tệp')
    await stage.turns()
  })

  it('only makes keys for codes', () => {
    expect(() => kioskPath(stage.test.house.keyring, 'a b')).toThrow(RangeError)
  })
})
