import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { announceSession, wardOfficer } from '../support/ward-officers.ts'
import { launchChromium } from './support/chromium.ts'
import { findBarriers, keepPicture, overflowOf } from './support/look-at-page.ts'

let place: TestApp
let browser: Browser
let faults: string[] = []

beforeAll(async () => {
  place = await startTestApp()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await place.close()
})
afterEach(() => {
  expect(faults).toEqual([])
  faults = []
})

const phone: BrowserContextOptions = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }
const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

const openPage = async (options: BrowserContextOptions, path: string): Promise<Page> => {
  const context = await browser.newContext({ locale: 'vi-VN', ...options })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text())
  })
  await page.goto(`${place.url}${path}`)
  return page
}

const receipt = /\d{4} \d{4} \d{4}/
const newest = (page: Page, text: string | RegExp) => page.locator('#log .entry.house', { hasText: text }).last()

/** From the first look at the page to the receipt, as a person goes: read, tap, write. Every reply comes by itself. */
const askQuestion = async (page: Page, question: string, picture: string): Promise<string> => {
  await newest(page, 'Ông/bà có đồng ý không?').waitFor()
  await page.getByRole('button', { name: '1 Đồng ý' }).click()
  await newest(page, 'Ông/bà ở phường, xã nào?').waitFor()
  await page.locator('#text').fill('cua nam')
  await page.locator('#text').press('Enter')
  await page.getByRole('button', { name: '1 Phường Cửa Nam, Thành phố Hà Nội' }).click()
  await newest(page, 'Xong rồi, cảm ơn ông/bà.').waitFor()
  await page.locator('#text').fill(question)
  await page.getByRole('button', { name: 'Gửi', exact: true }).click()
  await newest(page, 'Xin ông/bà xem lại trước khi gửi').waitFor()
  expect(await newest(page, 'Xin ông/bà xem lại').textContent()).toContain(question)
  await keepPicture(page, `${picture}-decision`)
  await page.getByRole('button', { name: '1 Gửi' }).last().click()
  await newest(page, 'Mã biên nhận').waitFor()
  await keepPicture(page, `${picture}-receipt`)
  expect(await overflowOf(page)).toBe(0)
  expect(await findBarriers(page)).toEqual([])
  return receipt.exec((await newest(page, 'Mã biên nhận').textContent()) ?? '')?.[0] ?? ''
}

describe('a question of the web chat, from both sides', () => {
  let officer: Page
  const password = 'mưa phùn tháng giêng ở Cửa Nam'

  it('the first officer sets the house up by the link that was printed', async () => {
    const link = new URL((await place.app.setUpLink()) ?? '')
    officer = await openPage(desktop, link.pathname)
    await officer.getByLabel('Họ và tên').fill('Nguyễn Thị Hoa')
    await officer.getByLabel('Phường, xã, đặc khu nơi ông/bà công tác').fill('Phường Cửa Nam')
    await officer.getByLabel('Tên đăng nhập').fill('hoa')
    await officer.getByLabel('Mật khẩu mới').fill(password)
    await keepPicture(officer, 'whole-set-up')
    await officer.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click()
    const choice = officer.getByRole('radio', { name: /^Phường Cửa Nam\s*Thành phố Hà Nội/ })
    const done = officer.getByRole('heading', { level: 1, name: /Việc đang chờ|Chào/ })
    await choice.or(done).first().waitFor()
    if (await choice.isVisible()) {
      await choice.check()
      await officer.getByLabel('Mật khẩu mới').fill(password)
      await officer.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click()
    }
    await officer.getByRole('link', { name: 'Câu hỏi, ý kiến' }).first().waitFor()
    expect(await findBarriers(officer)).toEqual([])
    // The link is spent: whoever finds it in the terminal's history gets nothing.
    const found = await openPage(desktop, link.pathname)
    await found.getByLabel('Mật khẩu mới').waitFor({ state: 'detached' })
    await found.close()
  })

  it('signs out and in again with the password', async () => {
    await officer.getByRole('button', { name: 'Đăng xuất' }).click()
    await officer.getByLabel('Tên đăng nhập').fill('hoa')
    await officer.getByLabel('Mật khẩu').fill('không phải mật khẩu này')
    await officer.getByRole('button', { name: 'Đăng nhập' }).click()
    await officer.getByText('Tên đăng nhập hoặc mật khẩu chưa đúng.').first().waitFor()
    await officer.getByLabel('Mật khẩu').fill(password)
    await officer.getByRole('button', { name: 'Đăng nhập' }).click()
    await officer.getByRole('link', { name: 'Câu hỏi, ý kiến' }).first().waitFor()
  })

  it.each([
    ['a phone of 360 pixels', phone, 'phone'],
    ['a desktop', desktop, 'desktop'],
  ] as const)(
    'on %s it goes from the first contact to a receipt, and appears before the officer by itself',
    async (_name, options, kind) => {
      if (kind === 'phone') {
        const front = await wardOfficer(place, 'Lê Văn Tám', ['front_officer'])
        await announceSession(front, await wardOfficer(place, 'Trần Văn Bình', ['approver']))
      }
      await officer.clock.install()
      await officer.goto(`${place.url}/console/questions`)
      const question = `Bao giờ phường thu gom rác buổi tối? <b>Hỏi từ ${kind}</b>`
      expect(await officer.getByText(question).count()).toBe(0)
      const page = await openPage(options, '/chat')
      expect(await askQuestion(page, question, `whole-chat-${kind}`)).toMatch(receipt)
      await officer.clock.runFor(7_000)
      await officer.locator('#live .questions', { hasText: question }).waitFor()
      expect(await findBarriers(officer)).toEqual([])
      expect(await overflowOf(officer)).toBe(0)
      await keepPicture(officer, `whole-questions-${kind}`)
      await page.close()
    },
  )

  it('the questions page is as readable on the officer’s phone', async () => {
    const { cookies } = await officer.context().storageState()
    const page = await openPage(phone, '/console/sign-in')
    await page.context().addCookies(cookies)
    await page.goto(`${place.url}/console/questions`)
    await page.locator('#live .questions', { hasText: 'Hỏi từ phone' }).waitFor()
    expect(await overflowOf(page)).toBe(0)
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'whole-questions-on-phone')
  })
})
