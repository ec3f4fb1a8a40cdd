import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webAccount } from '../../bots/web/index.ts'
import { rawUpdate, type WebAct } from '../../bots/web/parse-update.ts'
import type { Delivery, OutgoingMessage } from '../../src/channels/port.ts'
import { createBrowser, type TestBrowser } from '../integration/web-chat/browser.ts'
import { openStage, type Stage } from '../integration/web-chat/stage.ts'
import { hostileBodies } from './hostile-bodies.ts'

// The promises of the port, as far as they concern a platform of our own: it cannot stay silent after it has accepted,
// since accepting and remembering the delivery are one row.

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => {
  await stage.close()
})

const at = new Date('2026-11-21T02:00:00.123Z')
const update = (act: WebAct, key: string = randomUUID(), seq = 0) =>
  rawUpdate({ visitorId: 'someone', key, at, seq, act })
const read = (act: WebAct) => stage.channel.read(webAccount, update(act).raw)

const begun = async (): Promise<TestBrowser> => {
  const browser = createBrowser(() => stage.app)
  await browser.begin()
  return browser
}
const delivery = (address: string, message: Partial<OutgoingMessage> = {}, id = 1): Delivery => ({
  id,
  accountId: webAccount,
  address,
  message: { text: 'Kính chào ông/bà.', locale: 'vi', ...message },
  isBulk: false,
})
const never = new AbortController().signal

describe('the contract with channels, kept by the web chat', () => {
  it('is the platform web, without a webhook: its pages are its own door', () => {
    expect(stage.channel.platform).toBe('web')
    expect(stage.channel.webhook).toBeUndefined()
  })

  it.each<[WebAct, object]>([
    [
      { kind: 'text', text: 'Cho tôi hỏi\u0000 ạ' },
      { kind: 'text', text: 'Cho tôi hỏi\u0000 ạ' },
    ],
    [
      { kind: 'button', data: 'p:abcd1234:2' },
      { kind: 'button', data: 'p:abcd1234:2' },
    ],
    [{ kind: 'start' }, { kind: 'start' }],
    [
      { kind: 'start', payload: '204812' },
      { kind: 'start', payload: '204812' },
    ],
    [
      { kind: 'file', attachmentId: 'f00', media: 'voice', caption: 'nghe' },
      { kind: 'media', items: [{ media: 'voice', source: { kind: 'stored', attachmentId: 'f00' } }], caption: 'nghe' },
    ],
  ])('reads %j as what the person did, at the time it had', (act, content) => {
    expect(read(act)).toEqual({ at, content, opensWindow: true })
  })

  it('passes on the language that the person chose', () => {
    const { raw } = rawUpdate({ visitorId: 'x', key: 'k', at, seq: 0, act: { kind: 'start' }, language: 'en' })
    expect(stage.channel.read(webAccount, raw).language).toBe('en')
  })

  it('gives a repeat the key it had, and the same words of another person another key', () => {
    const act = { kind: 'text', text: 'một' } as const
    expect(update(act, 'k1').key).toBe(update(act, 'k1').key)
    expect(update(act, 'k2').key).not.toBe(update(act, 'k1').key)
    const other = rawUpdate({ visitorId: 'other', key: 'k1', at, seq: 0, act })
    expect(other.key).not.toBe(update(act, 'k1').key)
  })

  it.each(hostileBodies)('reads without throwing: %s', (_, raw) => {
    const parsed = stage.channel.read(webAccount, raw)
    expect(parsed.content.kind).toBe('ignored')
    expect(Number.isNaN(parsed.at.getTime())).toBe(false)
    expect(parsed.opensWindow).toBe(false)
  })

  it.each([
    { v: 1, at: 'never', act: { kind: 'text', text: 'a' } },
    { v: 2, at: at.toISOString(), act: { kind: 'text', text: 'a' } },
    { v: 1, at: at.toISOString(), act: { kind: 'text', text: 7 } },
    { v: 1, at: at.toISOString(), act: { kind: 'file', attachmentId: {} } },
    { v: 1, at: at.toISOString(), act: null },
    { v: 1, at: at.toISOString(), act: { kind: 'withdraw' } },
  ])('ignores an envelope that it did not make: %j', (envelope) => {
    const parsed = stage.channel.read(webAccount, Buffer.from(JSON.stringify(envelope)))
    expect(parsed).toMatchObject({ content: { kind: 'ignored' }, opensWindow: false })
  })

  it('sends a text to the letter, a numbered list as buttons with their numbers, and a link', async () => {
    const browser = await begun()
    const text = 'Kính mời ông/bà 🙏 <b>&amp; "ngoặc" *sao*\nDòng hai'
    const outcome = await stage.channel.send(
      delivery(browser.id(), {
        text,
        choices: [{ number: 1, label: 'Tôi đồng ý', data: 'p:abcd1234:1' }],
        link: { label: 'Xem lịch', url: 'https://example.org/lich' },
      }),
      never,
    )
    expect(outcome).toEqual({ kind: 'sent', messageId: '1' })
    const { body } = await browser.open()
    expect(body).toContain('Kính mời ông/bà 🙏 &lt;b&gt;&amp;amp; &quot;ngoặc&quot; *sao*\nDòng hai')
    expect(body).toMatch(/value="p:abcd1234:1">\s*<b>1<\/b> <span>Tôi đồng ý<\/span>/)
    expect(body).toContain('href="https://example.org/lich"')
  })

  it('says of a chat that ended, or never was, that nobody is there', async () => {
    const browser = await begun()
    const id = browser.id()
    await browser.post('/chat/end', {})
    for (const address of [id, 'x'.repeat(32)]) {
      expect(await stage.channel.send(delivery(address, {}, 2), never)).toEqual({
        kind: 'unreachable',
        why: 'visitor-gone',
        reach: 'gone',
      })
    }
  })

  it('takes a database that fails, and a stop, as values that tell no text and no address', async () => {
    const browser = await begun()
    const client = stage.test.house.database.$client
    await client.unsafe('alter table web_messages rename to away_messages')
    const outcome = await stage.channel.send(delivery(browser.id(), { text: 'bí mật' }, 3), never)
    await client.unsafe('alter table away_messages rename to web_messages')
    expect(outcome).toMatchObject({ kind: 'retry', scope: 'message' })
    const aborted = await stage.channel.send(delivery(browser.id(), {}, 3), AbortSignal.abort())
    expect(aborted).toMatchObject({ kind: 'retry', scope: 'message' })
    expect(JSON.stringify([outcome, stage.logged])).not.toMatch(/bí mật/)
    expect(JSON.stringify([outcome, stage.logged])).not.toContain(browser.id())
  })
})
