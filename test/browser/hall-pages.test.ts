import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { qrSvg } from '../../src/console/qr-svg.ts'
import { newId } from '../../src/kernel/ids.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { announceSession, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'
import { launchChromium } from './support/chromium.ts'
import { faultsOf } from './support/open-console.ts'

let place: TestApp
let chromium: Browser
let front: WardOfficer
let second: WardOfficer
let shift = 0

beforeAll(async () => {
  place = await startTestApp({ clock: { now: () => new Date(Date.now() + shift) } })
  chromium = await launchChromium()
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  second = await wardOfficer(place, 'Trần Văn Bình', ['front_officer', 'approver'])
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await place.close()
})

const phoneSize = { width: 360, height: 740 }
const patient = { timeout: 20_000 }
const titles = ['Thu gom rác ở ngõ 12', 'Đèn đường phố Huế', 'Vỉa hè phố Hai Bà Trưng']

/** A session with three lines of ten minutes, each with the name of who answers. */
const announce = async (): Promise<string> => {
  const { dialogue } = await announceSession(front, second)
  for (const [position, title] of titles.entries()) {
    await place.installation.house.database.$client`
      insert into agenda_lines (id, dialogue_id, position, title, who, minutes)
      values (${newId()}, ${dialogue.id}, ${position}, ${title}, 'Bà Phạm Thu Hằng', 10)`
  }
  return dialogue.id
}

/** The moderator's phone or the tablet at the projector: signed in, on a page of the session. */
const signedIn = async (path: string, viewport = phoneSize): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await chromium.newContext({ locale: 'vi-VN', viewport })
  const [name = '', value = ''] = front.cookie.split('=')
  await context.addCookies([{ name, value, url: place.url }])
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${place.url}${path}`)
  return { context, page }
}

const hasNoFault = async (page: Page): Promise<void> => {
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize(phoneSize)
}

/** What a phone reads off the wall: the code is drawn from the very address that stands below it. */
const scan = async (board: Page): Promise<string> => {
  const address = (await board.textContent('.board-floor p'))?.trim() ?? ''
  const drawn = (await board.getAttribute('.board-floor svg path', 'd')) ?? 'no code'
  expect(String(await qrSvg(address))).toContain(drawn)
  return `${place.url}${new URL(address).pathname}`
}

const tooLong = 'Bao giờ sửa cống? '.repeat(60)

test.each([true, false])(
  'by the QR on the board a phone asks the hall and hears what became of it (scripts: %s)',
  async (javaScriptEnabled) => {
    const id = await announce()
    const { context, page: moderator } = await signedIn(`/console/dialogues/${id}/hall`)
    const { context: wall, page: board } = await signedIn(`/console/dialogues/${id}/board`, {
      width: 1280,
      height: 800,
    })
    const pocket = await chromium.newContext({ locale: 'vi-VN', viewport: phoneSize, javaScriptEnabled })
    pocket.setDefaultTimeout(15_000)
    const phone = await pocket.newPage()
    // axe is a script itself; the page is the same in both.
    const fits = async (page: Page): Promise<void> => {
      if (javaScriptEnabled) await hasNoFault(page)
    }
    const address = await scan(board)
    // Before the session opens.
    expect(await board.isVisible('.board-floor')).toBe(false)
    await phone.goto(address)
    expect(await phone.textContent('[role=status]')).toContain('Lúc này chưa nhận câu hỏi tại chỗ')
    expect(await phone.locator('textarea').count()).toBe(0)
    await fits(phone)

    await moderator.click('button:text("Bắt đầu buổi")')
    await moderator.click('button:text("Mở nhận câu hỏi qua mã QR")')
    await moderator.waitForSelector('text=Ngừng nhận câu hỏi qua mã QR')
    await expect.poll(async () => await board.isVisible('.board-floor svg'), patient).toBe(true)
    await phone.reload()
    await fits(phone)
    const held = await pocket.newPage()
    await held.goto(address)

    // Refused beside the field, with what was typed.
    await phone.fill('textarea', '   ')
    await phone.click('form button')
    expect(await phone.textContent('#words-fault')).toContain('Xin nhập nội dung.')
    await phone.evaluate(`document.querySelector('textarea').removeAttribute('maxlength')`)
    await phone.fill('textarea', tooLong)
    await phone.click('form button')
    expect(await phone.textContent('#words-fault')).toMatch(/nhiều nhất 1\.?000 ký tự/u)
    expect(await phone.inputValue('textarea')).toBe(tooLong)
    expect(await phone.getAttribute('textarea', 'aria-describedby')).toBe('words-fault')
    await fits(phone)

    await phone.fill('textarea', 'Chị Lan 0912 345 678 hỏi: bao giờ sửa cống ngõ 12?')
    await phone.click('form button')
    await phone.waitForURL(/\/hoi\/[0-9a-f-]{36}$/u)
    expect(await phone.textContent('[role=status]')).toContain('Đã gửi. Người điều hành đang xem.')
    await fits(phone)

    await moderator.waitForSelector('text=bao giờ sửa cống ngõ 12?', patient)
    await moderator.fill('[name^="title-"]', 'Sửa cống ngõ 12')
    await moderator.click('button:text("Đưa vào danh sách")')
    await expect.poll(async () => await board.textContent('.board-side ol'), patient).toContain('Sửa cống ngõ 12')
    expect(await board.textContent('body')).not.toMatch(/Chị Lan|0912|Hằng/u)
    await phone.click('text=Xem lại')
    expect(await phone.textContent('[role=status]')).toContain('Câu hỏi đã được đưa vào danh sách của buổi.')

    // A page that was open since then, and the same address afterwards.
    await held.fill('textarea', 'Còn một câu nữa về đèn đường')
    await moderator.click('button:text("Kết thúc buổi")')
    await moderator.waitForSelector('text=Buổi đã kết thúc lúc')
    await held.click('form button')
    expect(await held.textContent('#words-fault')).toContain('Lúc này chưa nhận câu hỏi tại chỗ')
    expect(await held.inputValue('textarea')).toBe('Còn một câu nữa về đèn đường')
    await fits(held)
    await held.goto(address)
    expect(await held.locator('textarea').count()).toBe(0)
    await Promise.all([context.close(), wall.close(), pocket.close()])
  },
  120_000,
)

const secondsOn = async (board: Page): Promise<number> => {
  const [, minus = '', minutes = '', seconds = ''] =
    /(-?)(\d+):(\d\d)/u.exec((await board.textContent('[data-clock]')) ?? '') ?? []
  return (Number(minutes) * 60 + Number(seconds)) * (minus === '' ? 1 : -1)
}
const onBoard = async (board: Page): Promise<string[]> => await board.locator('.board-side ol li').allTextContents()

test('the board shows the question, its time left and the queue in order, without a name', async () => {
  const id = await announce()
  const { context, page: moderator } = await signedIn(`/console/dialogues/${id}/hall`)
  await moderator.click('button:text("Bắt đầu buổi")')
  await moderator.click(`button:text("Tiếp theo: ${titles[0]}")`)
  await moderator.waitForSelector('.hall-clock')
  const { context: wall, page: board } = await signedIn(`/console/dialogues/${id}/board`, { width: 1280, height: 800 })
  expect(await board.textContent('.board-title')).toBe(titles[0])
  expect(await onBoard(board)).toEqual(titles.slice(1))
  expect(await board.textContent('body')).not.toMatch(/Hằng|Hoa|Bình/u)
  expect(await secondsOn(board)).toBeGreaterThan(540)
  expect(await faultsOf(board)).toEqual([])
  shift += 4 * 60_000
  await expect.poll(async () => await secondsOn(board), patient).toBeLessThan(360)
  expect(await secondsOn(board)).toBeGreaterThan(300)
  shift += 7 * 60_000
  await expect.poll(async () => await board.locator('[data-clock].over').count(), patient).toBe(1)
  await wall.setOffline(true)
  await expect.poll(async () => await board.isVisible('[data-offline-box]'), patient).toBe(true)
  expect(await board.textContent('.board-title')).toBe(titles[0])
  await wall.setOffline(false)
  await expect.poll(async () => await board.isVisible('[data-offline-box]'), patient).toBe(false)
  await Promise.all([context.close(), wall.close()])
}, 90_000)

const note = async (page: Page, words: string): Promise<void> => {
  await page.fill('form[data-clears] [name=words]', words)
  await page.click('form[data-clears]:has([name=words]) button')
}
const actsOf = async (id: string): Promise<string[]> => {
  const rows = await place.installation.house.database.$client<{ action: string }[]>`
    select action from audit_entries where subject_id = ${id} and action like 'hall.%' order by id`
  return rows.map(({ action }) => action.slice('hall.'.length))
}

test('what the moderator does while the network is away arrives once, in order, by the time it was done', async () => {
  const id = await announce()
  const { context, page } = await signedIn(`/console/dialogues/${id}/hall`)
  await page.click('button:text("Bắt đầu buổi")')
  await page.click(`button:text("Tiếp theo: ${titles[0]}")`)
  await page.waitForSelector('.hall-clock')
  await context.setOffline(true)
  await note(page, 'Xe vào ngõ từ ngày mai')
  await page.click(`button:text("Tiếp theo: ${titles[1]}")`)
  await page.click('button:text("Thêm 2 phút")')
  await note(page, 'Thay đèn trong tuần')
  await expect.poll(async () => await page.textContent('[data-hall-offline]')).toContain('4 thao tác chờ gửi')
  expect(await actsOf(id)).toEqual(['open', 'take'])
  shift += 60_000
  // The first to come through is taken by the service, but its answer is lost on the way back.
  let lost = 0
  await page.route('**/hall', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return await route.continue()
    lost += 1
    await route.fetch({ maxRedirects: 0 })
    return await route.abort()
  })
  await context.setOffline(false)
  await expect.poll(async () => await page.isVisible('[data-hall-offline]'), patient).toBe(false)
  expect(lost).toBe(1)
  expect(await actsOf(id)).toEqual(['open', 'take', 'note', 'take', 'extend', 'note'])
  const notes = await page.locator('section[aria-labelledby=note] li').allTextContents()
  expect(notes.map((text) => text.replaceAll(/\s+/gu, ' '))).toEqual([
    expect.stringMatching(new RegExp(`${titles[1]}.*Thay đèn trong tuần`, 'u')),
    expect.stringMatching(new RegExp(`${titles[0]}.*Xe vào ngõ từ ngày mai`, 'u')),
  ])
  const { text } = await front.page(`/console/dialogues/${id}/board/state`)
  const { current, now } = JSON.parse(text) as {
    current: { title: string; minutes: number; since: number }
    now: number
  }
  expect(current).toMatchObject({ title: titles[1], minutes: 12 })
  // A minute has gone from it already: it counts from the press, not from the arrival.
  expect(now - current.since).toBeGreaterThanOrEqual(60_000)
  await context.close()
}, 90_000)

test('who was signed out meanwhile signs in again, and what was kept arrives then', async () => {
  const id = await announce()
  const { context, page } = await signedIn(`/console/dialogues/${id}/hall`)
  await page.click('button:text("Bắt đầu buổi")')
  await page.click(`button:text("Tiếp theo: ${titles[0]}")`)
  await page.waitForSelector('.hall-clock')
  await context.clearCookies()
  await note(page, 'Xe vào ngõ từ ngày mai')
  await page.waitForURL('**/console/sign-in?return=*')
  expect(await actsOf(id)).toEqual(['open', 'take'])
  const [name = '', value = ''] = second.cookie.split('=')
  await context.addCookies([{ name, value, url: place.url }])
  await page.goto(`${place.url}/console/dialogues/${id}/hall`)
  await page.waitForSelector('section[aria-labelledby=note] li')
  expect(await actsOf(id)).toEqual(['open', 'take', 'note'])
  expect(await page.isVisible('[data-hall-offline]')).toBe(false)
  await context.close()
}, 60_000)
