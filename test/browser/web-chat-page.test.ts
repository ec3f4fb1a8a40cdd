import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { kioskPath } from '../../bots/web/index.ts'
import { scrubWebText } from '../../src/channels/web-messages-store.ts'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { openStage, type Stage } from '../integration/web-chat/stage.ts'
import { launchChromium } from './support/chromium.ts'
import { findBarriers, focusOf, keepPicture, overflowOf, smallTargets } from './support/look-at-page.ts'

let stage: Stage
let origin: string
let browser: Browser
let faults: string[] = []

beforeAll(async () => {
  stage = await openStage({ workBits: 8 })
  origin = await stage.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launchChromium({
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  })
})
afterAll(async () => {
  await browser.close()
  await stage.close()
})
afterEach(() => {
  expect(faults).toEqual([])
  faults = []
})

const phone: BrowserContextOptions = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }
const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

const openPage = async (options: BrowserContextOptions, path = '/chat'): Promise<Page> => {
  const context = await browser.newContext({ locale: 'vi-VN', ...options })
  onTestFinished(async () => await context.close())
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // A refused request is shown as an error of its own; what the page does with it is what we test.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text())
  })
  await page.goto(`${origin}${path}`)
  return page
}

/** Opens the page, waits until the chat has begun, and tells the visitor's id. */
const begin = async (options: BrowserContextOptions, path = '/chat'): Promise<{ page: Page; id: string }> => {
  const page = await openPage(options, path)
  await page.locator('#writing').waitFor({ state: 'visible' })
  return { page, id: await visitorOf(page) }
}

const visitorOf = async (page: Page): Promise<string> => {
  const cookies = await page.context().cookies(`${origin}/chat`)
  return cookies.find((cookie) => cookie.name === 'nc_chat')?.value.split('.')[1] ?? ''
}

const consent = {
  text: 'Kính chào ông/bà! Đây là kênh đối thoại của Mặt trận Tổ quốc phường Cửa Nam.\nÔng/bà có đồng ý để chúng tôi chuyển câu hỏi và báo lại câu trả lời không?',
  choices: [
    { number: 1, label: 'Tôi đồng ý', data: 'p:abcd1234:1' },
    { number: 2, label: 'Cho tôi biết thêm', data: 'p:abcd1234:2' },
  ],
}

const entry = (page: Page, text: string) => page.locator('#log .entry', { hasText: text })

describe('on a phone of 360 pixels', () => {
  it('the chat begins by itself, and a choice is a button as big as a thumb', async () => {
    const { page, id } = await begin(phone, '/chat?start=204812')
    expect((await stage.turns()).map((update) => update.content)).toEqual([{ kind: 'start', payload: '204812' }])
    expect(page.url()).toBe(`${origin}/chat`)
    await stage.say(id, consent)
    await page.getByRole('button', { name: '1 Tôi đồng ý' }).waitFor()
    expect(await smallTargets(page, 'button, .tool, summary, .language', 48)).toEqual([])
    expect(await overflowOf(page)).toBe(0)
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'web-chat-phone')
    await page.getByRole('button', { name: '1 Tôi đồng ý' }).tap()
    await entry(page, '1. Tôi đồng ý').waitFor()
    expect((await stage.turns())[0]?.content).toEqual({ kind: 'button', data: 'p:abcd1234:1' })
  })

  it('a conversation in the dark reads as well', async () => {
    const { page, id } = await begin({ ...phone, colorScheme: 'dark' })
    await stage.say(id, consent)
    await page.locator('#text').fill('Cống trước nhà số 7 ngõ 12 bị tắc đã hai tuần, mỗi lần mưa là ngập.')
    await page.getByRole('button', { name: 'Gửi', exact: true }).tap()
    await entry(page, 'Cống trước nhà').waitFor()
    await stage.say(id, { text: 'Đã nhận. Mã biên nhận của ông/bà: 4821 9370 6514.' })
    await entry(page, '4821 9370 6514').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'web-chat-dark')
    await stage.turns()
  })

  it('nothing is cut off at 200 % zoom', async () => {
    const { page, id } = await begin({ viewport: { width: 320, height: 360 }, deviceScaleFactor: 2 })
    await stage.say(id, consent)
    await entry(page, 'Kính chào').waitFor()
    await page.getByText('Trang này giữ những gì?').click()
    expect(await overflowOf(page)).toBe(0)
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'web-chat-zoom')
    await stage.turns()
  })

  it('a photo is sent, shown, and refused with a reason when it is none', async () => {
    const { page } = await begin(phone)
    await stage.turns()
    const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#4a7' } })
      .jpeg()
      .toBuffer()
    await page.locator('#file').setInputFiles({ name: 'cống.jpg', mimeType: 'image/jpeg', buffer: photo })
    const image = page.getByRole('img', { name: 'Ảnh ông/bà đã gửi' })
    await image.waitFor()
    await expect
      .poll(async () => await page.evaluate<number>(`document.querySelector('#log img').naturalWidth`))
      .toBe(300)
    expect((await stage.turns())[0]?.content.kind).toBe('media')
    const html = Buffer.from('<html><script>alert(1)</script></html>')
    await page.locator('#file').setInputFiles({ name: 'ảnh.jpg', mimeType: 'image/jpeg', buffer: html })
    await page.getByRole('alert').filter({ hasText: 'không nhận loại tệp này' }).waitFor()
    await keepPicture(page, 'web-chat-photo')
  })

  it('a voice message is recorded, sent and can be heard again', async () => {
    const { page } = await begin(phone)
    await stage.turns()
    await page.getByRole('button', { name: 'Ghi âm' }).tap()
    await page.locator('#status', { hasText: '0:01' }).waitFor()
    await page.getByRole('button', { name: 'Dừng và gửi' }).tap()
    await page.locator('#log audio').waitFor()
    const [update] = await stage.turns()
    expect(update?.content).toMatchObject({ kind: 'media', items: [{ media: 'voice' }] })
  })
})

describe('with a keyboard alone', () => {
  it('everything is reached in order, choices answer, Enter sends and Shift+Enter breaks the line', async () => {
    const { page, id } = await begin(desktop)
    await stage.turns()
    await stage.say(id, consent)
    await entry(page, 'Kính chào').waitFor()
    const reached: string[] = []
    for (let count = 0; count < 12; count += 1) {
      await page.keyboard.press('Tab')
      const name = await focusOf(page)
      reached.push(name)
      if (name.startsWith('text ')) break
    }
    expect(reached).toEqual([
      'Đến ô nhắn tin solid',
      'English solid',
      'Trang này giữ những gì? solid',
      '1 Tôi đồng ý solid',
      '2 Cho tôi biết thêm solid',
      'Mục chọn solid',
      'photo solid',
      'file solid',
      'record solid',
      'text solid',
    ])
    await page.keyboard.type('Dòng một')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('Dòng hai')
    const tall = await page.locator('#text').evaluate((one) => one.clientHeight)
    await page.keyboard.press('Enter')
    await entry(page, 'Dòng một').waitFor()
    expect(await page.locator('#text').inputValue()).toBe('')
    expect(tall).toBeGreaterThan(await page.locator('#text').evaluate((one) => one.clientHeight))
    expect((await stage.turns())[0]?.content).toEqual({ kind: 'text', text: 'Dòng một\nDòng hai' })
    await page.getByRole('button', { name: '2 Cho tôi biết thêm' }).focus()
    await page.keyboard.press('Enter')
    await entry(page, '2. Cho tôi biết thêm').waitFor()
    expect((await stage.turns())[0]?.content).toEqual({ kind: 'button', data: 'p:abcd1234:2' })
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'web-chat-desktop')
  })

  it('new messages stand in a log that screen readers read out politely', async () => {
    const { page } = await begin(desktop)
    await stage.turns()
    expect(await page.getByRole('log', { name: 'Cuộc trò chuyện' }).getAttribute('aria-live')).toBe('polite')
  })
})

describe('when the network fails', () => {
  it('a lost answer is asked for again, and the message counts once', async () => {
    const { page } = await begin(desktop)
    await stage.turns()
    let tries = 0
    await page.route('**/chat/messages', async (route) => {
      tries += 1
      if (tries > 1) return await route.continue()
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.locator('#text').fill('chỉ một lần')
    await page.keyboard.press('Enter')
    await expect.poll(async () => await page.locator('#text').inputValue(), { timeout: 10_000 }).toBe('')
    expect(tries).toBe(2)
    expect(await entry(page, 'chỉ một lần').count()).toBe(1)
    expect(await stage.turns()).toHaveLength(1)
  })

  it('the page says that it reconnects, and then has every message once', async () => {
    const { page, id } = await begin(desktop)
    await stage.turns()
    await stage.say(id, { text: 'tin trước' })
    await entry(page, 'tin trước').waitFor()
    await stage.channel.stop()
    await page.locator('#status', { hasText: 'đang kết nối lại' }).waitFor()
    for (const text of ['tin thứ hai', 'tin thứ ba']) await stage.say(id, { text })
    await entry(page, 'tin thứ ba').waitFor()
    await page.locator('#status', { hasText: 'Đã kết nối' }).waitFor()
    const texts = await page.locator('#log .text').allTextContents()
    expect(texts).toEqual(['tin trước', 'tin thứ hai', 'tin thứ ba'])
  })

  it('a fourth window makes the first one stop, which says so and can go on', async () => {
    const { page, id } = await begin(desktop)
    await stage.turns()
    for (let count = 0; count < 3; count += 1) {
      const other = await page.context().newPage()
      await other.goto(`${origin}/chat`)
    }
    await page.locator('#status', { hasText: 'nhiều cửa sổ' }).waitFor()
    await stage.say(id, { text: 'trong lúc ngừng' })
    await page.getByRole('button', { name: 'Xem tiếp ở đây' }).click()
    await entry(page, 'trong lúc ngừng').waitFor()
  })

  it('what was not sent yet outlives a reload', async () => {
    const { page } = await begin(desktop)
    await page.locator('#text').fill('viết dở')
    await page.reload()
    await expect.poll(async () => await page.locator('#text').inputValue()).toBe('viết dở')
    await stage.turns()
  })

  it('a limit is explained beside the box, and the words stay in it', async () => {
    const { page } = await begin(desktop)
    for (let count = 1; count <= 10; count += 1) {
      await page.locator('#text').fill(`lời ${count}`)
      await page.keyboard.press('Enter')
      await entry(page, `lời ${count}`).first().waitFor()
    }
    await page.locator('#text').fill('lời nữa')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: 'nhắn hơi nhanh' }).waitFor()
    expect(await page.locator('#text').inputValue()).toBe('lời nữa')
    await keepPicture(page, 'web-chat-limit')
    await stage.turns()
  })

  it('an anonymous wording leaves the open page when its turn commits', async () => {
    const { page, id } = await begin(desktop)
    await stage.turns()
    await page.locator('#text').fill('ông trưởng xóm lấy tiền')
    await page.keyboard.press('Enter')
    await entry(page, 'lấy tiền').waitFor()
    const chatKey = stage.memory.chatKeyOf(id)
    const since = new Date(0)
    const until = stage.test.house.clock.now()
    await act(stage.test.house, systemActor('test'), async (scope) => {
      await scrubWebText(scope, { chatKey, since, until })
    })
    await entry(page, 'Lời nhắn ẩn danh đã được xóa').waitFor()
    expect(await page.locator('body').textContent()).not.toContain('lấy tiền')
    await stage.turns()
  })

  it('“Bắt đầu lại” forgets the conversation on this device and begins another', async () => {
    const { page, id } = await begin(desktop)
    await stage.turns()
    await page.locator('#text').fill('bắt đầu lại thôi')
    await page.keyboard.press('Enter')
    await entry(page, 'bắt đầu lại thôi').waitFor()
    await page.getByText('Trang này giữ những gì?').click()
    await page.getByRole('button', { name: 'Bắt đầu lại' }).click()
    await page.locator('#writing').waitFor({ state: 'visible' })
    await expect.poll(async () => await visitorOf(page)).not.toBe(id)
    expect(await page.locator('#log').textContent()).not.toContain('bắt đầu lại thôi')
    await stage.turns()
  })
})

describe('without JavaScript', () => {
  it('a chat begins, answers and goes on by plain forms', async () => {
    const page = await openPage({ ...phone, javaScriptEnabled: false })
    await keepPicture(page, 'web-chat-plain')
    stage.test.house.clock.advance(2_000)
    await page.getByRole('button', { name: 'Bắt đầu trò chuyện' }).tap()
    await page.locator('#writing').waitFor({ state: 'visible' })
    await stage.turns()
    await stage.say(await visitorOf(page), consent)
    await page.getByRole('link', { name: 'Xem tin mới' }).tap()
    await page.getByRole('button', { name: '1 Tôi đồng ý' }).tap()
    await entry(page, '1. Tôi đồng ý').waitFor()
    await page.locator('#text').fill('Bao giờ có lịch đối thoại?')
    await page.getByRole('button', { name: 'Gửi', exact: true }).tap()
    await entry(page, 'Bao giờ có lịch').waitFor()
    await page.getByRole('button', { name: 'Mục chọn' }).tap()
    await entry(page, '0').last().waitFor()
    expect((await stage.turns()).map((update) => update.content)).toEqual([
      { kind: 'button', data: 'p:abcd1234:1' },
      { kind: 'text', text: 'Bao giờ có lịch đối thoại?' },
      { kind: 'text', text: '0' },
    ])
    expect(await overflowOf(page)).toBe(0)
  })
})

describe('a kiosk in the ward office', () => {
  it('counts down when nobody is there, then shows nothing of the person before, not even by going back', async () => {
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 } })
    onTestFinished(async () => await context.close())
    const page = await context.newPage()
    await page.clock.install()
    await page.goto(`${origin}${kioskPath(stage.test.house.keyring, 'P00124')}`)
    await page.locator('#writing').waitFor({ state: 'visible' })
    expect((await stage.turns())[0]?.content).toEqual({ kind: 'start', payload: 'P00124' })
    const former = await visitorOf(page)
    await stage.say(former, consent)
    await entry(page, 'Kính chào').waitFor()
    await page.locator('#text').fill('Nhà tôi ở ngõ 5')
    await page.keyboard.press('Enter')
    await entry(page, 'ngõ 5').waitFor()
    expect(await page.locator('input[type=file]').count()).toBe(0)
    // Whatever still arrives begins the idle time anew, as a person's touch does.
    const countdown = page.locator('#countdown')
    for (let tries = 0; tries < 5 && !(await countdown.isVisible()); tries += 1) {
      await page.clock.fastForward(65_000)
      await page.clock.runFor(1_000)
    }
    await page.locator('#countdown', { hasText: /sau \d+ giây/ }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'web-chat-kiosk')
    await page.getByRole('button', { name: 'Tôi vẫn đang dùng' }).click()
    expect(await page.locator('#idle').isVisible()).toBe(false)
    await page.clock.fastForward(95_000)
    await expect.poll(async () => await visitorOf(page)).not.toBe(former)
    await page.locator('#writing').waitFor({ state: 'visible' })
    expect(await page.locator('body').textContent()).not.toContain('ngõ 5')
    expect(await page.evaluate<number>('sessionStorage.length + localStorage.length')).toBe(0)
    await page.goBack().catch(() => undefined)
    expect(await page.locator('body').textContent()).not.toContain('ngõ 5')
    expect(await stage.memory.read(stage.memory.chatKeyOf(former), { limit: 10 })).toEqual([])
    await stage.turns()
  })
})
