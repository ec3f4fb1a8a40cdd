import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { eraseWebMessagesOf, scrubWebText, webChatKey } from '../../../src/channels/web-messages-store.ts'
import { act } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { createBrowser, type TestBrowser } from './browser.ts'
import { openEvents } from './event-source.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let origin: string
beforeAll(async () => {
  stage = await openStage()
  origin = await stage.app.listen({ host: '127.0.0.1', port: 0 })
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
const keyOf = (browser: TestBrowser): string => webChatKey(stage.test.house.keyring, browser.id())
const bodiesOf = async (browser: TestBrowser) =>
  (await stage.memory.read(keyOf(browser), { limit: 100 })).map((entry) => entry.body)
const live = async (browser: TestBrowser, after = 0) => {
  const events = await openEvents(origin, browser, { after })
  onTestFinished(() => events.close())
  return events
}

describe('an anonymous wording', () => {
  it('leaves the page on both sides when its turn commits, and the open page is told', async () => {
    const { clock } = stage.test.house
    const browser = await begun()
    await stage.say(browser.id(), { text: 'Mời ông/bà viết' })
    clock.advance(60_000)
    const since = clock.now()
    await browser.say('ông chủ tịch xóm lấy tiền')
    await stage.say(browser.id(), { text: 'Ông/bà viết: “ông chủ tịch xóm lấy tiền”. Gửi?' }, 700_001)
    clock.advance(60_000)
    await browser.post('/chat/messages', { choice: 'p:abcd1234:1', key: 'k'.repeat(20) })
    const [, filing] = await stage.turns()
    clock.advance(1_000)
    await browser.say('việc khác')
    const events = await live(browser, 5)
    const count = await act(stage.test.house, systemActor('test'), async (scope) => {
      return await scrubWebText(scope, { chatKey: keyOf(browser), since, until: filing?.at ?? since })
    })
    expect(count).toBe(3)
    expect(await bodiesOf(browser)).toEqual([
      { kind: 'message', message: { text: 'Mời ông/bà viết', locale: 'vi' } },
      { kind: 'redacted' },
      { kind: 'redacted' },
      { kind: 'redacted' },
      { kind: 'text', text: 'việc khác' },
      { kind: 'redaction', seqs: [2, 3, 4] },
    ])
    const told = await events.next()
    expect(told?.data).toContain('data-hides="2,3,4"')
    expect(told?.data).toContain('đã được xóa khỏi trang này')
    const page = (await browser.open()).body
    expect(page).not.toContain('lấy tiền')
    expect(page).toContain('việc khác')
    // A delivery that was in flight comes once more and does not bring the words back.
    await stage.say(browser.id(), { text: 'Ông/bà viết: “ông chủ tịch xóm lấy tiền”. Gửi?' }, 700_001)
    expect((await browser.open()).body).not.toContain('lấy tiền')
    const [row] = await stage.test.house.database.$client`
      select count(*) from web_messages where chat_key = ${keyOf(browser)} and seq in (2, 3, 4, 6)
        and at <> date_trunc('hour', at)`
    expect(Number(row?.['count'])).toBe(0)
  })

  it('stays when the turn is undone', async () => {
    const browser = await begun()
    await browser.say('vẫn còn')
    const { clock } = stage.test.house
    const undone = act(stage.test.house, systemActor('test'), async (scope) => {
      await scrubWebText(scope, { chatKey: keyOf(browser), since: new Date(0), until: clock.now() })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await bodiesOf(browser)).toEqual([{ kind: 'text', text: 'vẫn còn' }])
    await stage.turns()
  })
})

describe('an erasure', () => {
  it('empties the page, open ones too, and still lets the confirmation through', async () => {
    const browser = await begun()
    await browser.say('xóa hết')
    await stage.turns()
    const events = await live(browser, 1)
    await act(stage.test.house, systemActor('test'), async (scope) => await eraseWebMessagesOf(scope, keyOf(browser)))
    await stage.say(browser.id(), { text: 'Đã xóa dữ liệu của ông/bà.' })
    expect((await events.next())?.data).toContain('data-hides="all"')
    expect((await events.next())?.data).toContain('Đã xóa dữ liệu')
    expect(await bodiesOf(browser)).toEqual([
      { kind: 'cleared' },
      { kind: 'message', message: { text: 'Đã xóa dữ liệu của ông/bà.', locale: 'vi' } },
    ])
  })
})

describe('the nightly forgetting', () => {
  it('takes what is a week old, but keeps a message that nobody has opened yet for two months', async () => {
    const { clock } = stage.test.house
    const reader = await begun()
    await reader.say('lời cũ')
    await stage.turns()
    await stage.say(reader.id(), { text: 'đã đọc' })
    await reader.open()
    await stage.say(reader.id(), { text: 'chưa đọc' })
    clock.advance(8 * 86_400_000)
    await stage.say(reader.id(), { text: 'mới' })
    await stage.memory.prune()
    const texts = async () =>
      (await bodiesOf(reader)).map((body) => (body as { message: { text: string } }).message.text)
    expect(await texts()).toEqual(['chưa đọc', 'mới'])
    clock.advance(53 * 86_400_000)
    await stage.memory.prune()
    expect(await texts()).toEqual(['mới'])
  })

  it('takes visitors who did not come back for half a year; their cookie then begins anew', async () => {
    const { clock } = stage.test.house
    const browser = await begun()
    const former = browser.id()
    clock.advance(181 * 86_400_000)
    await stage.memory.prune()
    expect(await stage.say(former, { text: 'trả lời' })).toMatchObject({ kind: 'unreachable', reach: 'gone' })
    await browser.open()
    expect(browser.id()).not.toBe(former)
    expect(browser.page.bits).not.toBeNull()
  })
})
