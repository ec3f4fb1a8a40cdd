import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../src/kernel/actor.ts'
import { addOfficer, openSession } from '../../src/officers/index.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
let page: Page
let second: Page
let complaints: string[]
const ward = '00082'
const primary = 'main form.panel .button.primary'

const list = (): string => `${here.url}/console/forms`
const formUrl = (): string => /^(.*\/forms\/[0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''

beforeAll(async () => {
  here = await openConsoleInBrowser()
  ;({ page, complaints } = await here.visitor())
  await signInFirst(here, page)
  const { token } = await here.as(systemActor('test'), async (scope) => {
    const grants = [{ role: 'approver' as const, unitId: ward }]
    const { officerId } = await addOfficer(scope, { name: 'Trần Văn Bình', grants })
    return await openSession(scope, { officerId, device: 'test' })
  })
  // The second officer's browser runs no script: every form works all the same.
  const visitor = await here.visitor({ withoutScript: true })
  await visitor.context.addCookies([{ name: 'nhip-cau', value: token, url: here.url }])
  second = visitor.page
}, 60_000)
afterAll(async () => await here.close())

test('an empty list says what to do, and a template becomes a draft with its questions', async () => {
  await page.goto(list())
  expect(await page.textContent('main')).toContain('Chưa có phiếu nào')
  await look(page, 'forms-empty')
  await page.click('a[href="/console/forms/new"]')
  await page.fill('[name=closesAt_date]', 'mai kia')
  await page.check('[name=naming][value=named]')
  await look(page, 'forms-new')
  await page.click(primary)
  expect(await page.textContent('#f-closesAt-fault')).toContain('Xin ghi ngày và giờ')
  expect(await page.inputValue('[name=closesAt_date]')).toBe('mai kia')
  expect(await page.isChecked('[name=naming][value=named]')).toBe(true)
  await page.goto(`${list()}/new`)
  await page.click(primary)
  await page.waitForURL('**/build?done=drafted')
  expect(await page.textContent('main')).toContain('việc nào cần được bàn nhất')
  expect(await page.textContent('main')).toContain('Phiếu đã đủ để trình duyệt')
  await look(page, 'forms-build')
})

test('a circle of branches is named beside its question, and mended', async () => {
  await page.click('text=Ông/bà có định tham dự buổi đối thoại không?')
  const no = page.locator('label:has-text("Không dự được")')
  const select = page.locator(`#${(await no.getAttribute('for')) ?? ''}`)
  await select.selectOption({ label: await select.locator('option', { hasText: 'Câu 1:' }).innerText() })
  await look(page, 'forms-item')
  await page.click('form[action$="/skips"] button')
  await page.waitForURL('**/build?done=saved*')
  expect(await page.textContent('main')).toContain('người trả lời sẽ không bao giờ đến cuối phiếu')
  await look(page, 'forms-loop')
  await page.goto(formUrl())
  expect(await page.locator('form[action$="/ask"]').count()).toBe(0)
  await page.goto(`${formUrl()}/items/comes`)
  await page.locator('form[action$="/skips"] select').nth(2).selectOption('')
  await page.click('form[action$="/skips"] button')
  await page.waitForURL('**/build?done=saved*')
  expect(await page.textContent('main')).toContain('Phiếu đã đủ để trình duyệt')
})

test('a question that rates a named official is refused in words, and what was typed stays', async () => {
  await page.selectOption('select[name=kind]', 'scale')
  await page.click('form[action$="/items/new"] button')
  const words = 'Ông/bà hài lòng đến đâu với ông Nguyễn Văn A, Chủ tịch phường?'
  await page.fill('[name=text]', words)
  await page.click(primary)
  expect(await page.textContent('#f-text-fault')).toContain('Phiếu xin ý kiến hỏi về việc, không đánh giá cán bộ')
  expect(await page.inputValue('[name=text]')).toBe(words)
  await look(page, 'forms-official')
  await page.fill('[name=text]', 'Giờ tiếp dân của phường có thuận tiện không?')
  await page.click(primary)
  await page.waitForURL('**/build?done=saved*')
  const last = page.locator('ol.rows > li').last()
  expect(await last.textContent()).toContain('Giờ tiếp dân')
  await last.locator('button[value=up]').click()
  await page.waitForURL('**/build?done=saved*')
  expect(await page.locator('ol.rows > li').last().textContent()).toContain('nhóm tuổi')
})

test('of two officers on one question the later one is told, and keeps what was typed', async () => {
  await page.goto(`${formUrl()}/items/hindrance`)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.fill('[name=text]', 'Điều gì làm ông/bà khó đến dự?')
  await other.click(primary)
  await other.waitForURL('**/build?done=saved*')
  await other.close()
  await page.fill('[name=text]', 'Vì sao ông/bà khó đến?')
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.click(primary)
  expect((await answer).status()).toBe(409)
  expect(await page.inputValue('[name=text]')).toBe('Vì sao ông/bà khó đến?')
})

test('the preview shows what each channel says, numbers on all, buttons on Telegram', async () => {
  await page.goto(`${formUrl()}/preview`)
  expect(await page.textContent('.phone.zalo')).toContain('1. Đường sá, ngõ xóm')
  expect(await page.textContent('.phone.zalo')).toContain('xin nhắn BOQUA')
  expect(await page.locator('.phone.zalo .chip').count()).toBe(0)
  expect(await page.locator('.phone.telegram .chip').count()).toBeGreaterThan(5)
  await look(page, 'forms-preview')
})

test('approval is asked for; a second officer sends back, then approves, all without a script', async () => {
  await page.goto(formUrl())
  await look(page, 'forms-ready')
  await page.click('form[action$="/ask"] button')
  await page.waitForURL('**?done=submitted')
  expect(await page.textContent('main')).toContain('cần một người khác duyệt')
  const address = formUrl()
  await second.goto(address)
  await second.click('summary:has-text("Trả lại để sửa")')
  await second.click('form[action$="/send-back"] button')
  expect(await second.textContent('#f-why-fault')).toContain('Xin ghi cần sửa điều gì')
  await second.fill('[name=why]', 'Xin thêm giờ tổ chức.')
  await second.click('form[action$="/send-back"] button')
  await page.goto(address)
  expect(await page.textContent('main')).toContain('Xin thêm giờ tổ chức.')
  await page.click('form[action$="/ask"] button')
  await second.goto(address)
  await second.click('form[action$="/approve"] button')
  await second.waitForURL('**?done=approved')
  expect(await second.textContent('main')).toContain('PHIEU')
  await page.goto(address)
  expect(await page.locator('svg.qr').count()).toBe(1)
  await look(page, 'forms-open')
})

test('a newer version waits beside the open one; closing early asks first and says what it ends', async () => {
  const address = formUrl()
  await page.goto(`${address}/build`)
  await page.fill('[name=title]', 'Xin ý kiến trước buổi đối thoại tháng 12')
  await page.click('form[action$="/build"] button')
  await page.waitForURL('**/build?done=saved')
  await page.goto(address)
  expect(await page.textContent('main')).toContain('Bản sửa chờ duyệt')
  await page.click('form[action$="/drop-version"] button')
  await page.waitForURL('**?done=saved')
  expect(await page.textContent('main')).not.toContain('Bản sửa chờ duyệt')
  await page.click('a[href$="/versions/1"]')
  expect(await page.textContent('main')).toContain('duyệt lúc')
  await look(page, 'forms-version')
  await page.goto(`${address}/close`)
  expect(await page.textContent('main')).toContain('Chìa khóa của phiếu bị hủy')
  await look(page, 'forms-close')
  await page.click('form[action$="/close"] button')
  await page.waitForURL('**?done=closed')
  expect(await page.textContent('.lead')).toContain('Đã đóng')
  await page.goto(list())
  await look(page, 'forms-list')
  expect(complaints).toEqual([])
})
