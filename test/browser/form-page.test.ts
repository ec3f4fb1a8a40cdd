import pino from 'pino'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVerify } from '../../src/api/index.ts'
import type { Form } from '../../src/forms/index.ts'
import { createServer } from '../../src/http/index.ts'
import { openForms, type FormsHouse } from '../integration/forms/forms-house.ts'
import { launchChromium } from './support/chromium.ts'
import { keepPicture } from './support/look-at-page.ts'
import { faultsOf } from './support/open-console.ts'

let forms: FormsHouse
let chromium: Browser
let url = ''
let stop = async (): Promise<void> => {}
beforeAll(async () => {
  forms = await openForms()
  const app = await createServer({ log: pino({ level: 'silent' }), behindProxy: false })
  await app.register(createVerify({ house: forms.house }))
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  stop = async () => await app.close()
  chromium = await launchChromium()
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await stop()
  await forms.close()
})

/** A phone without a script. */
const phone = async (form: Form): Promise<Page> => {
  const context = await chromium.newContext({
    locale: 'vi-VN',
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  const page = await context.newPage()
  await page.goto(`${url}/phieu/${form.code}`)
  return page
}
const press = async (page: Page, label: string): Promise<void> => await page.click(`button:has-text("${label}")`)
const choose = async (page: Page, label: string): Promise<void> => await page.click(`label.choice:has-text("${label}")`)
const waiting = async (form: Form): Promise<readonly Record<string, unknown>[]> =>
  await forms.sql`select answers, source, place_id from form_arrivals where form_id = ${form.id}`

test('somebody with a phone that runs no script answers, goes back, looks it through and sends; a second time is refused', async () => {
  const form = await forms.open()
  const page = await phone(form)
  expect(await page.textContent('main')).toContain('Phiếu ẩn danh')
  await choose(page, 'Hài lòng')
  await press(page, 'Tiếp tục')
  expect(await page.textContent('main')).toContain('nam hay nữ')
  await press(page, 'Quay lại')
  await choose(page, 'Chưa hài lòng')
  await press(page, 'Tiếp tục')
  for (const label of ['Giờ thu gom', 'Điểm tập kết', 'Số ngày thu gom']) await choose(page, label)
  await page.fill('textarea', 'Xe đến lúc năm giờ sáng')
  await press(page, 'Tiếp tục')
  expect(await page.textContent('[role=alert]')).toBe('Câu này chọn được nhiều nhất 2.')
  expect(await page.inputValue('textarea')).toBe('Xe đến lúc năm giờ sáng')
  await choose(page, 'Điểm tập kết')
  await press(page, 'Tiếp tục')
  expect(await page.textContent('.review')).toContain('Giờ thu gom; Số ngày thu gom')
  await page.selectOption('[name=place]', { label: 'Tổ dân phố số 5' })
  await press(page, 'Gửi phiếu')
  expect(await page.textContent('[role=status]')).toContain('Đã nhận phiếu của ông/bà')
  expect(await page.textContent('.ticket-code')).toMatch(/^\d{4} \d{4} \d{4}$/)
  expect(await waiting(form)).toEqual([
    {
      answers: { content: { choice: 'no' }, change: { choices: ['hours', 'days'] }, words: { text: '' }, sex: null },
      source: 'web',
      place_id: 'group-5',
    },
  ])
  await page.goto(`${url}/phieu/${form.code}`)
  await choose(page, 'Hài lòng')
  await press(page, 'Tiếp tục')
  await press(page, 'Tiếp tục')
  await press(page, 'Gửi phiếu')
  expect(await page.textContent('[role=status]')).toContain('mỗi người chỉ trả lời một lần')
  expect((await waiting(form)).length).toBe(1)
  await page.context().close()
}, 60_000)

test('a form that counts households asks for the dwelling and says why; an empty one keeps what was answered', async () => {
  const form = await forms.open({ counts: 'households' })
  const page = await phone(form)
  await choose(page, 'Hài lòng')
  await press(page, 'Tiếp tục')
  await press(page, 'Tiếp tục')
  expect(await page.textContent('main')).toContain('không giữ địa chỉ')
  await page.fill('[name=household]', 'số nhà')
  await press(page, 'Gửi phiếu')
  expect(await page.textContent('[role=alert]')).toContain('Xin ghi số nhà')
  await page.fill('[name=household]', '12 ngõ 5')
  await press(page, 'Gửi phiếu')
  expect(await page.textContent('[role=status]')).toContain('Đã nhận phiếu')
  await page.context().close()
}, 60_000)

test('forms by name, forms to come and codes that are none say what to do instead', async () => {
  const named = await forms.open({ naming: 'named' })
  const later = await forms.open({ opensAt: new Date('2026-11-25T00:00:00Z') })
  const page = await phone(named)
  expect(await page.textContent('main')).toMatch(/PHIEU \d{3} ?\d{3}/)
  await page.goto(`${url}/phieu/${later.code}`)
  expect(await page.textContent('main')).toContain('chưa đến ngày')
  const answer = await page.goto(`${url}/phieu/000000`)
  expect(answer?.status()).toBe(404)
  const draft = await forms.draft()
  expect((await page.goto(`${url}/phieu/${draft.code}`))?.status()).toBe(404)
  await page.context().close()
}, 60_000)

test('each page of a form stands free of barriers on a phone and a desk', async () => {
  const form = await forms.open({ counts: 'both' })
  const context = await chromium.newContext({ locale: 'vi-VN' })
  const page = await context.newPage()
  await page.goto(`${url}/phieu/${form.code}`)
  expect(await faultsOf(page)).toEqual([])
  await keepPicture(page, 'form-first')
  await choose(page, 'Chưa hài lòng')
  await press(page, 'Tiếp tục')
  await press(page, 'Tiếp tục')
  expect(await faultsOf(page)).toEqual([])
  await keepPicture(page, 'form-wrong')
  await choose(page, 'Giờ thu gom')
  await press(page, 'Tiếp tục')
  expect(await faultsOf(page)).toEqual([])
  await keepPicture(page, 'form-review')
  await context.close()
}, 60_000)
