import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callDialogue } from '../../src/dialogues/index.ts'
import type { OfficerActor } from '../../src/kernel/actor.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
let page: Page
let complaints: string[]
let unitId: string
let dialogueId: string
beforeAll(async () => {
  here = await openConsoleInBrowser()
  ;({ page, complaints } = await here.visitor())
  await signInFirst(here, page)
  const [grant] = await here.house.database.$client<{ officer: string; unit: string; path: string[] }[]>`
    select r.officer_id as officer, r.unit_id as unit, u.path from officer_roles r join units u on u.id = r.unit_id
    where r.role = 'front_officer'`
  if (!grant) throw new Error('nobody works for the Front')
  unitId = grant.unit
  const actor: OfficerActor = {
    kind: 'officer',
    officerId: grant.officer,
    grants: [{ role: 'front_officer', unitId, unitPath: grant.path }],
  }
  const day = (ahead: number): Date => new Date(here.house.clock.now().getTime() + ahead * 86_400_000)
  const called = await here.as(
    actor,
    async (scope) =>
      await callDialogue(scope, {
        unitId,
        title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
        type: 'dialogue',
        rhythm: 'periodic',
        isThematic: true,
        topic: 'Thu gom rác thải sinh hoạt',
        mode: 'in_person',
        legalBasis: 'communal_dialogue',
        purpose: 'resolve',
        hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch' }],
        place: 'Nhà văn hóa số 5 phố Cửa Nam',
        startsAt: day(14),
        endsAt: new Date(day(14).getTime() + 10_800_000),
        collectionOpensAt: day(0),
        collectionClosesAt: day(12),
        hotline: '024 3825 1234',
      }),
  )
  dialogueId = called.id
}, 60_000)
afterAll(async () => await here.close())

const primary = 'main form.panel .button.primary'

test('a template is looked at, a field that is not there is named beside its text, and what was typed stays', async () => {
  await page.goto(`${here.url}/console/documents`)
  await look(page, 'papers-templates')
  await page.click('a[href*="/documents/notice"]')
  await page.fill('[name=abstract]', 'Mời bà con dự <ten_buoi>')
  await page.click(primary)
  expect(await page.textContent('.fault')).toContain('Không có chỗ điền tên <ten_buoi>')
  expect(await page.inputValue('[name=abstract]')).toBe('Mời bà con dự <ten_buoi>')
  await page.fill('[name=abstract]', 'Mời bà con dự <ten_cuoc>')
  await page.click('button[name=look]')
  expect(await page.textContent('article.letter')).toContain('Mời bà con dự ‹Tên cuộc›')
  await look(page, 'papers-template')
  await page.click(primary)
  await page.waitForURL('**done=saved')
  expect(await page.textContent('main')).toContain('Mẫu của đơn vị')
})

test('the papers of a session stand on one page, in the words of the office, each to print and to take along', async () => {
  await page.goto(`${here.url}/console/dialogues/${dialogueId}`)
  await page.click('a[href$="/papers"]')
  expect(await page.textContent('main')).toContain('Có khi buổi đã tổ chức.')
  await look(page, 'papers-session')
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('a[href$="/papers/notice/file"]')])
  expect(file.suggestedFilename()).toBe('thong-bao.docx')
  await page.click('a[href$="/papers/notice"]')
  const paper = (await page.textContent('article.letter')) ?? ''
  expect(paper).toContain('Mời bà con dự Đối thoại về thu gom rác và vệ sinh ngõ phố')
  expect(paper).toContain('Nhà văn hóa số 5 phố Cửa Nam')
  await look(page, 'papers-notice')
})

test('a report of a period is begun, written and laid before a second person; a wrong day is said beside its field', async () => {
  await page.goto(`${here.url}/console/syntheses`)
  await page.fill('[name=fromOn]', '31/02/2026')
  await page.fill('[name=untilOn]', '31/03/2026')
  await page.click(primary)
  expect(await page.textContent('.fault')).toContain('Xin ghi ngày như 31/12/2026')
  await page.fill('[name=fromOn]', '01/01/2026')
  await look(page, 'papers-syntheses')
  await page.click(primary)
  await page.waitForURL('**?done=saved')
  await page.fill('[name=mood]', 'Nhân dân phấn khởi vì đường mới.')
  await page.fill('[name=proposals]', 'Đề nghị tăng chuyến thu gom rác.\nĐề nghị công khai lịch thu gom.')
  await look(page, 'papers-synthesis')
  await page.click(`form:has([name=mood]) .button.primary`)
  await page.waitForURL('**?done=saved')
  await page.click('form[action$="/approval-request"] button')
  await page.waitForURL('**?done=saved')
  await page.click('a[href$="/print"]')
  expect(await page.textContent('article.letter')).toContain('2. Đề nghị công khai lịch thu gom.')
  await look(page, 'papers-synthesis-paper')
  expect(complaints).toEqual([])
})
