import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createBrowser, type TestBrowser } from './browser.ts'
import { openEvents } from './event-source.ts'
import { openStage, type Stage, type WebProcess } from './stage.ts'

let stage: Stage
let other: WebProcess
let here: string
let there: string
beforeAll(async () => {
  stage = await openStage()
  other = await stage.another()
  here = await stage.app.listen({ host: '127.0.0.1', port: 0 })
  there = await other.app.listen({ host: '127.0.0.1', port: 0 })
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
const live = async (...args: Parameters<typeof openEvents>) => {
  const events = await openEvents(...args)
  onTestFinished(() => events.close())
  return events
}

describe('a live page', () => {
  it('gets each message as the markup that the whole page has, numbered', async () => {
    const browser = await begun()
    const events = await live(here, browser)
    expect(events.headers.get('content-type')).toContain('text/event-stream')
    expect(events.headers.get('cache-control')).toBe('no-store')
    await stage.say(browser.id(), { text: 'Dòng một\nDòng hai <b>' })
    const event = await events.next()
    expect(event).toMatchObject({ event: 'entry', id: 1 })
    expect(event?.data).toContain('Dòng một\nDòng hai &lt;b&gt;')
  })

  it('hears in one process what was sent and written in the other', async () => {
    const browser = await begun()
    const events = await live(there, browser)
    await stage.say(browser.id(), { text: 'từ tiến trình kia' })
    expect((await events.next())?.data).toContain('từ tiến trình kia')
    await browser.say('lời của tôi')
    expect((await events.next())?.data).toContain('lời của tôi')
    await stage.turns()
  })

  it('that comes back gets what it missed, nothing twice, in order, also from the other process', async () => {
    const browser = await begun()
    const first = await live(here, browser)
    for (const text of ['một', 'hai']) await stage.say(browser.id(), { text })
    expect((await first.next())?.id).toBe(1)
    const last = (await first.next())?.id ?? 0
    first.close()
    for (const text of ['ba', 'bốn']) await stage.say(browser.id(), { text })
    const second = await live(there, browser, { lastEventId: last, after: 1 })
    await stage.say(browser.id(), { text: 'năm' })
    const got = [await second.next(), await second.next(), await second.next()]
    expect(got.map((event) => event?.id)).toEqual([3, 4, 5])
    expect(got.map((event) => /<p class="text"[^>]*>([^<]*)/.exec(event?.data ?? '')?.[1])).toEqual([
      'ba',
      'bốn',
      'năm',
    ])
  })

  it('that missed hundreds gets them all', async () => {
    const browser = await begun()
    for (let count = 1; count <= 230; count += 1) await stage.say(browser.id(), { text: `tin ${count}` })
    const events = await live(here, browser)
    for (let count = 1; count <= 230; count += 1) expect((await events.next())?.id).toBe(count)
  })

  it('shows a message once that is delivered twice', async () => {
    const browser = await begun()
    const events = await live(here, browser)
    const outcomes = await Promise.all([
      stage.say(browser.id(), { text: 'một lần' }, 900_001),
      stage.say(browser.id(), { text: 'một lần' }, 900_001),
    ])
    expect(outcomes).toEqual([
      { kind: 'sent', messageId: '900001' },
      { kind: 'sent', messageId: '900001' },
    ])
    await stage.say(browser.id(), { text: 'xong' })
    expect((await events.next())?.data).toContain('một lần')
    expect((await events.next())?.data).toContain('xong')
  })

  it('finds by its heartbeat what a lost poke should have told', async () => {
    const browser = await begun()
    const events = await live(there, browser)
    await events.block()
    const chatKey = stage.memory.chatKeyOf(browser.id())
    await stage.memory.appendFromHouse({
      chatKey,
      deliveryId: 900_002,
      body: { kind: 'message', message: { text: 'không ai báo', locale: 'vi' } },
    })
    await other.channel.beat()
    expect((await events.next())?.data).toContain('không ai báo')
    await other.channel.beat()
    const [row] = await stage.test.house.database.$client`
      select seen_seq from web_visitors where chat_key = ${chatKey}`
    expect(Number(row?.['seen_seq'])).toBe(1)
  })

  it('opened a fourth time takes the place of the oldest, which is told', async () => {
    const browser = await begun()
    const oldest = await live(here, browser)
    for (let count = 0; count < 3; count += 1) await live(here, browser)
    expect((await oldest.next())?.event).toBe('elsewhere')
    expect(await oldest.next()).toBeNull()
  })

  it('of a chat that ended is told so', async () => {
    const browser = await begun()
    const events = await live(here, browser)
    await events.block()
    await browser.post('/chat/end', {})
    await stage.channel.beat()
    expect((await events.next())?.event).toBe('gone')
    expect(await events.next()).toBeNull()
  })

  it('is nothing for a stranger, and nothing for another site', async () => {
    const stranger = createBrowser(() => stage.app)
    await stranger.open()
    expect((await live(here, stranger)).status).toBe(204)
    const browser = await begun()
    const response = await stage.app.inject({
      url: '/chat/events',
      headers: { cookie: `nc_chat=${browser.cookies.get('nc_chat')}`, 'sec-fetch-site': 'cross-site' },
    })
    expect(response.statusCode).toBe(204)
  })

  it('does not keep the process from stopping', async () => {
    const third = await stage.another()
    const origin = await third.app.listen({ host: '127.0.0.1', port: 0 })
    const browser = await begun()
    const events = await live(origin, browser)
    await events.block()
    await third.app.close()
    while ((await events.block()) !== null) {
      // What was under way is read to its end.
    }
    expect(events.isOver()).toBe(true)
    expect(third.channel.countStreams()).toBe(0)
  })
})
