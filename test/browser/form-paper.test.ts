import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../src/database/index.ts'
import { approveForm, askApproval, draftForm, type Form, type FormSettings } from '../../src/forms/index.ts'
import type { OfficerActor } from '../../src/kernel/actor.ts'
import { rubbishForm } from '../integration/forms/forms-house.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { cuaNam, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'
import { launchChromium } from './support/chromium.ts'
import { keepPicture } from './support/look-at-page.ts'
import { faultsOf } from './support/open-console.ts'

let place: TestApp
let chromium: Browser
let front: WardOfficer
let second: WardOfficer
beforeAll(async () => {
  place = await startTestApp()
  chromium = await launchChromium()
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  second = await wardOfficer(place, 'Trần Văn Bình', ['front_officer', 'approver'])
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await place.close()
})

const actor = (officer: WardOfficer): OfficerActor => ({
  kind: 'officer',
  officerId: officer.officerId,
  grants: (['front_officer', 'approver'] as const).map((role) => ({
    role,
    unitId: cuaNam,
    unitPath: ['vn', '01', cuaNam],
  })),
})

const openForm = async (changes: Partial<FormSettings> = {}): Promise<Form> => {
  const { house } = place.installation
  const opensAt = house.clock.now()
  const settings: FormSettings = {
    purpose: 'community',
    dialogueId: null,
    counts: 'persons',
    naming: 'anonymous',
    audience: 'unit',
    isLive: false,
    showsAnswered: false,
    smallestCell: 5,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 10 * 86_400_000),
    ...changes,
  }
  const drafted = await act(
    house,
    actor(front),
    async (scope) => await draftForm(scope, { unitId: cuaNam, settings, content: rubbishForm }),
  )
  const asked = await act(house, actor(front), async (scope) => await askApproval(scope, drafted))
  return await act(house, actor(second), async (scope) => await approveForm(scope, asked))
}

const desk = async (officer: WardOfficer): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await chromium.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 900 } })
  const [name = '', value = ''] = officer.cookie.split('=')
  await context.addCookies([{ name, value, url: place.url }])
  return { context, page: await context.newPage() }
}

/** Types a paper as somebody in a hurry does: a field, Enter, the next one. */
const typePaper = async (page: Page, ...fields: readonly string[]): Promise<void> => {
  await page.focus('[data-enter-next] input:not([type=hidden])')
  for (const field of fields) {
    if (field !== '') await page.keyboard.type(field)
    const isArea = await page.evaluate<boolean>("document.activeElement.localName === 'textarea'")
    await page.keyboard.press(isArea ? 'Tab' : 'Enter')
  }
}

const figure = async (form: Form, question: string, value: string): Promise<number> => {
  const [row] = await place.installation.house.database.$client<{ n: number }[]>`
    select coalesce(sum(persons), 0)::int as n from form_tallies
    where form_id = ${form.id} and dimension = 'all' and question = ${question} and value = ${value}`
  return row?.n ?? 0
}

test('papers are entered by keyboard alone, a second person finds what was typed wrong, and the figures follow', async () => {
  const form = await openForm()
  const { context, page } = await desk(front)
  await page.goto(`${place.url}/console/forms/${form.id}/paper`)
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.click('a:has-text("Nhập phiếu giấy")')
  expect(await faultsOf(page)).toEqual([])
  await keepPicture(page, 'paper-enter')
  // What is no choice is said beside the field, and all that was typed stays.
  await typePaper(page, '2', '1 7', 'Xe đến sớm quá', '1', '', '')
  await page.waitForSelector('.fault')
  expect(await page.textContent('.field .fault')).toContain('Xin chọn một số từ 1 đến 3')
  expect(await page.inputValue('textarea')).toBe('Xe đến sớm quá')
  await page.fill('[name=q-change]', '1 3')
  await page.click('main form button[type=submit]')
  await page.waitForSelector('[role=status]')
  expect(await page.textContent('[role=status]')).toContain('Đã lưu phiếu số 1')
  for (let paper = 2; paper <= 17; paper += 1) {
    await typePaper(page, '1', '', '', '2', '', '')
    await page.waitForSelector(`[role=status]:has-text("phiếu số ${paper},")`)
  }
  await page.fill('[name=q-content]', '1')
  await page.fill('[name=number]', '5')
  await page.click('main form button[type=submit]')
  await page.waitForSelector('.fault, .faults, [role=alert]')
  expect(await page.textContent('main')).toContain('Phiếu giấy mang số này đã được nhập rồi')
  await place.app.jobs.runNow('forms')
  expect([await figure(form, '*', '*'), await figure(form, 'content', 'yes')]).toEqual([17, 16])
  await context.close()

  const other = await desk(second)
  await other.page.goto(`${place.url}/console/forms/${form.id}/paper/check`)
  expect(await faultsOf(other.page)).toEqual([])
  await keepPicture(other.page, 'paper-check')
  await other.page.fill('[name=q-content]', '2')
  await other.page.fill('[name=q-change]', '2')
  await other.page.click('main form button[type=submit]')
  await other.page.waitForURL(/done=saved/)
  await other.page.click('main form button[type=submit]')
  await other.page.waitForURL(/done=saved/)
  await other.page.goto(`${place.url}/console/forms/${form.id}/paper`)
  expect(await other.page.textContent('main')).toContain('Đã đối chiếu 2 trên 5 phiếu cần xem; 1 phiếu nhập sai đã sửa')
  const left = await figure(form, 'content', 'yes')
  expect([await figure(form, '*', '*'), left]).toEqual([17, left])
  expect(left).toBeGreaterThanOrEqual(15)
  expect(await figure(form, 'change', 'place')).toBe(1)
  await other.context.close()
  // Whoever entered them all has none to compare.
  const own = await desk(front)
  await own.page.goto(`${place.url}/console/forms/${form.id}/paper/check`)
  expect(await own.page.textContent('main')).toContain('Không còn phiếu nào do người khác nhập')
  await own.context.close()
}, 90_000)

test('slips are shown once, and each of them answers once', async () => {
  const form = await openForm({ audience: 'codes' })
  const { context, page } = await desk(front)
  await page.goto(`${place.url}/console/forms/${form.id}/paper`)
  await page.fill('[name=count]', '3')
  await page.click('main form[action$=slips] button')
  const codes = await page.locator('.form-slip strong').allTextContents()
  expect(codes).toHaveLength(3)
  await keepPicture(page, 'paper-slips')
  const enter = async (slip: string): Promise<string> => {
    await page.goto(`${place.url}/console/forms/${form.id}/paper/enter`)
    await page.fill('[name=q-content]', '1')
    await page.fill('[name=slip]', slip)
    await page.click('main form button[type=submit]')
    await page.waitForLoadState()
    return (await page.textContent('main')) ?? ''
  }
  expect(await enter(codes[0] ?? '')).toContain('Đã lưu phiếu')
  expect(await enter(codes[0] ?? '')).toContain('đã được trả lời một lần')
  expect(await enter('111 111 1111')).toContain('Không tìm thấy mã này')
  await context.close()
}, 60_000)

test('the sheet to fill in says in words where the branches lead', async () => {
  const form = await openForm()
  const { context, page } = await desk(front)
  await page.goto(`${place.url}/console/forms/${form.id}/paper/print`)
  expect(await page.textContent('.skip-words')).toContain('Nếu chọn “Hài lòng”, xin sang câu 4.')
  expect(await faultsOf(page)).toEqual([])
  await keepPicture(page, 'paper-sheet')
  await context.close()
}, 60_000)
