import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askedHandover } from '../integration/console/access-handover-records.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
let page: Page
beforeAll(async () => {
  here = await openConsoleInBrowser()
  ;({ page } = await here.visitor())
  await signInFirst(here, page)
}, 60_000)
afterAll(async () => await here.close())

test('a handover stands in the list with its receiver, its dossier and its printed note; a new one without a receiver is refused', async () => {
  const { id } = await askedHandover(here.house)
  await page.goto(`${here.url}/console/handovers`)
  expect(await page.textContent('main')).toContain('Công ty Môi trường đô thị')
  await look(page, 'handovers-list')
  await page.goto(`${here.url}/console/handovers/${id}`)
  expect(await page.textContent('main')).toContain('mã SHA-256')
  await look(page, 'handovers-one')
  await page.goto(`${here.url}/console/handovers/${id}/print`)
  expect(await page.textContent('body')).toContain('PHIẾU CHUYỂN')
  await page.goto(`${here.url}/console/handovers/new`)
  await look(page, 'handovers-new')
  await page.click('main form[method=post].panel .button.primary')
  expect(await page.textContent('.fault')).toContain('Ông/bà chưa chọn việc nào')
})

test('sent by a second person, it is opened by its one-time link on a phone, downloaded and confirmed; then the link is spent', async () => {
  const { id } = await askedHandover(here.house)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${here.url}/console/handovers/${id}`)
  await page.click('form[action$="/approval"] button')
  await page.click('form[action$="/link"] button')
  const address = (await page.textContent('.banner code')) ?? ''
  expect(address).toMatch(/\/chuyen\/[\w-]{43}$/)
  await look(page, 'handover-link')
  const link = `${here.url}/chuyen/${address.split('/').at(-1) ?? ''}`
  const receiver = await here.visitor()
  await receiver.page.setViewportSize({ width: 360, height: 760 })
  await receiver.page.goto(link)
  expect(await receiver.page.textContent('main')).toContain('chuyển đến Công ty Môi trường đô thị')
  await look(receiver.page, 'handover-received')
  const file = await receiver.page.request.get(`${link}/ho-so.zip`)
  expect((await file.body()).subarray(0, 2).toString()).toBe('PK')
  await receiver.page.fill('[name=name]', 'Lê Thị Nhận')
  await receiver.page.fill('[name=post]', 'Văn thư')
  await receiver.page.click('form[action$="/da-nhan"] button')
  expect(await receiver.page.textContent('main')).toContain('đã nhận hồ sơ')
  await receiver.page.goto(link)
  expect(await receiver.page.textContent('main')).toContain('đã dùng, đã thay hoặc hết hạn')
  await page.goto(`${here.url}/console/handovers/${id}`)
  expect(await page.textContent('main')).toContain('Lê Thị Nhận')
  await page.goto(`${here.url}/console/handovers/routes`)
  await page.fill('[name=body]', 'Công ty Môi trường đô thị')
  await page.click('form.panel:has([name=body]) button[type=submit]')
  expect(await page.textContent('main')).toContain('→ Công ty Môi trường đô thị')
  await look(page, 'handover-routes')
}, 60_000)
