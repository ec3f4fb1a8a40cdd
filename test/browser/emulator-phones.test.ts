import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startWithBot } from '../emulators/telegram/support/api.ts'
import { setUp } from '../emulators/zalo/set-up.ts'
import { launchChromium } from './support/chromium.ts'
import { findBarriers, keepPicture, overflowOf } from './support/look-at-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => await browser.close())

const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]

/** A page on a computer far from Hanoi. */
const open = async (url: string, viewport: (typeof sizes)[number]): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'America/New_York', viewport })
  onTestFinished(async () => await context.close())
  const page = await context.newPage()
  await page.goto(url)
  return page
}

const isInWindow = async (page: Page, selector: string): Promise<boolean> =>
  await page.evaluate<boolean>(`(() => {
    const box = [...document.querySelectorAll(${JSON.stringify(selector)})].at(-1).getBoundingClientRect()
    return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight
  })()`)

describe.each(sizes)('on a window of $width by $height', (size) => {
  it('the Zalo phone keeps its text box and the newest message in sight, and shows the time of Hanoi', async () => {
    const { emulator, account, api } = await setUp({ account: { name: 'Mặt trận phường Cửa Nam' } })
    const user = emulator.addUser(account.oaId, { name: 'Bà An' })
    await user.follow()
    const tell = async (from: number, to: number): Promise<void> => {
      for (let count = from; count <= to; count += 1) await api.text(user.id, `Lời nhắn thứ ${count}.\nHai dòng.`)
    }
    await tell(1, 30)
    const page = await open(`${emulator.url}/phone/${user.id}`, size)
    await page.locator('.bubble', { hasText: 'Lời nhắn thứ 30.' }).waitFor()
    expect(await isInWindow(page, '.bubble')).toBe(true)
    expect(await isInWindow(page, '#composer button')).toBe(true)
    await tell(31, 31)
    await page.locator('.bubble', { hasText: 'Lời nhắn thứ 31.' }).waitFor()
    expect(await isInWindow(page, '.bubble')).toBe(true)
    expect(await page.locator('.bubble').last().locator('small').textContent()).toBe('10:00')
    await keepPicture(page, `zalo-phone-${size.width}`)
    await page.locator('summary').click()
    await expect.poll(async () => await isInWindow(page, '.bubble')).toBe(true)
    expect(await isInWindow(page, '#composer button')).toBe(true)
    expect([await overflowOf(page), await findBarriers(page)]).toEqual([0, []])
    await keepPicture(page, `zalo-phone-tools-${size.width}`)
  })

  it('the Telegram phone and its list are pages without barriers, with the time of Hanoi', async () => {
    const { emulator, bot, api } = await startWithBot()
    onTestFinished(async () => await emulator.close())
    const user = emulator.addUser(bot, { firstName: 'Bà Lan' })
    user.start()
    for (let count = 1; count <= 30; count += 1)
      await api('sendMessage', { chat_id: user.id, text: `Lời nhắn thứ ${count}.` })
    const list = await open(`${emulator.url}/phone`, size)
    expect(await list.locator('main h1').textContent()).toBe('Điện thoại thử')
    expect([await overflowOf(list), await findBarriers(list)]).toEqual([0, []])
    await keepPicture(list, `telegram-list-${size.width}`)
    await list.getByText('Bà Lan').click()
    await list.locator('li.bot', { hasText: 'Lời nhắn thứ 30.' }).waitFor()
    await expect.poll(async () => await isInWindow(list, '#box button')).toBe(true)
    expect(await list.locator('li.bot small').last().textContent()).toBe('08:00')
    expect([await overflowOf(list), await findBarriers(list)]).toEqual([0, []])
    await keepPicture(list, `telegram-phone-${size.width}`)
  })
})
