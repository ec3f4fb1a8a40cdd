import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callDialogue, markTold } from '../../src/dialogues/index.ts'
import type { OfficerActor } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { enterOpinionFor, keepOpinion } from '../../src/questions/index.ts'
import { plainHead } from '../integration/questions/items/item-stage.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

const path = ['vn', '01', '00082']
const front: OfficerActor = {
  kind: 'officer',
  officerId: newId(),
  grants: (['front_officer', 'approver'] as const).map((role) => ({ role, unitId: '00082', unitPath: path })),
}

let here: ConsoleInBrowser
let page: Page
let complaints: string[]
let dialogueId = ''
const day = 86_400_000

beforeAll(async () => {
  here = await openConsoleInBrowser()
  const visitor = await here.visitor()
  page = visitor.page
  complaints = visitor.complaints
  await signInFirst(here, page)
  const now = here.house.clock.now().getTime()
  dialogueId = await here.as(front, async (scope) => {
    const { id } = await callDialogue(scope, {
      unitId: '00082',
      title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
      type: 'dialogue',
      rhythm: 'periodic',
      mode: 'in_person',
      legalBasis: 'communal_dialogue',
      purpose: 'resolve',
      hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam' }],
      place: 'Nhà văn hóa số 5 phố Cửa Nam',
      startsAt: new Date(now + 10 * day),
      collectionClosesAt: new Date(now + 9 * day),
      hotline: '024 3825 1234',
    })
    await markTold(scope, { id, version: 1, kind: 'announcement' })
    for (const [text, title] of [
      ['Rác ở ngõ 12 ba ngày không ai thu', 'Thu gom rác ở ngõ 12'],
      ['Nắp cống đầu ngõ 7 vỡ, rất nguy hiểm', 'Nắp cống vỡ ở ngõ 7'],
    ] as const) {
      const entered = await enterOpinionFor(scope, {
        unitPath: path,
        dialogueId: id,
        opinionClass: 'livelihood',
        naming: 'sealed',
        text,
        channel: 'desk',
        language: 'vi',
      })
      await keepOpinion(scope, { ...plainHead, opinionId: entered.opinionId, title })
    }
    return id
  })
  // Held yesterday.
  await here.house.database
    .$client`update dialogues set state = 'held', starts_at = ${new Date(now - day).toISOString()},
    ends_at = null, collection_closes_at = ${new Date(now - 2 * day).toISOString()},
    collection_opens_at = ${new Date(now - 9 * day).toISOString()} where id = ${dialogueId}`
}, 60_000)
afterAll(async () => await here.close())

const open = async (): Promise<void> => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${here.url}/console/dialogues/${dialogueId}/conclusion`)
}
const shortDay = (days: number): string => {
  const at = new Date(here.house.clock.now().getTime() + days * day + 7 * 3_600_000).toISOString()
  return `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}`
}
const addTask = async (words: string, owner: string, due: string, matter?: string): Promise<void> => {
  await open()
  const form = page.locator('form[action$="/conclusion/tasks"]')
  if (!(await form.isVisible())) await page.click('summary:has-text("Thêm nhiệm vụ")')
  await form.locator('[name=words]').fill(words)
  await form.locator('[name=ownerPost]').fill(owner)
  await form.locator('[name=dueOn]').fill(due)
  if (matter !== undefined) {
    await form.locator('summary').click()
    await form.locator('label', { hasText: matter }).click()
  }
  await form.locator('button[type=submit]').click()
}

test('a conclusion is written, sent to a second person, published, followed and closed; each page stands in nobody’s way', async () => {
  await open()
  await page.click('main form[action$="/conclusion"] button')
  await page.fill('[name=summary]', 'Ủy ban nhân dân phường tiếp thu ý kiến của Nhân dân về thu gom rác.')
  await page.click('form[action$="/summary"] button')
  // Bad input: a day before the session, an owner without a post.
  await addTask('Thay nắp cống ngõ 7', 'Phó Chủ tịch phường', shortDay(-30))
  expect(await page.textContent('main')).toContain('Thời hạn không thể trước ngày tổ chức buổi')
  await addTask('Thay nắp cống ngõ 7', '', shortDay(5))
  expect(await page.textContent('main')).toContain('Xin ghi chức vụ của người chịu trách nhiệm')
  await addTask('Thay nắp cống đầu ngõ 7', 'Phó Chủ tịch Ủy ban nhân dân phường', shortDay(5), 'Nắp cống vỡ ở ngõ 7')
  await addTask('Thu gom rác ngõ 12 mỗi ngày', 'Giám đốc xí nghiệp môi trường', shortDay(20), 'Thu gom rác ở ngõ 12')
  await open()
  expect(await page.textContent('main')).toContain('Vấn đề số 1')
  expect(await page.textContent('main')).toContain('Vấn đề số 2')
  await look(page, 'conclusion-draft')
  await open()
  await page.click('form[action$="/approval-request"] button')
  // The one who wrote it may not approve it; a second person does.
  await here.house.database.$client`update conclusions set written_by = ${front.officerId}`
  await open()
  await look(page, 'conclusion-approve')
  await open()
  await page.click('form[action$="/approval"] button')
  for (const way of ['posted', 'groups', 'portal']) await page.check(`[name=ways][value=${way}]`)
  await page.click('form[action$="/publication"] button')
  expect(await page.textContent('main')).toContain('/ket-luan/')
  await page.click('summary:has-text("Nơi nhận")')
  await page.locator('[name=recipients]').first().check()
  await page.click('form[action$="/recipients"] button')
  await page.click('summary:has-text("Nơi nhận")')
  expect(await page.textContent('main')).toContain('đã gửi')
  const step = page.locator('form[action$="/steps"]').first()
  await page.locator('summary:has-text("Tiến độ")').first().click()
  await step.locator('[name=words]').fill('Đã đặt nắp cống mới, giao ngày mai')
  await step.locator('button:not([name])').click()
  expect(await page.textContent('main')).toContain('Đã đặt nắp cống mới')
  await look(page, 'conclusion-follow')
  here.house.clock.advance(8 * day)
  await here.house.database.$client`update officer_sessions set last_seen_at = ${here.house.clock.now().toISOString()},
    expires_at = ${new Date(here.house.clock.now().getTime() + day).toISOString()}`
  await page.goto(`${here.url}/console/conclusions`)
  expect(await page.textContent('main')).toContain('Thay nắp cống đầu ngõ 7')
  expect(await page.textContent('main')).not.toContain('Thu gom rác ngõ 12 mỗi ngày')
  await look(page, 'conclusion-ledger')
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${here.url}/console/clocks`)
  expect(await page.textContent('main')).toContain('Việc đã kết luận: Thay nắp cống đầu ngõ 7')
  await look(page, 'clocks')
  await page.goto(`${here.url}/console`)
  expect(await page.textContent('main')).toContain('việc đã quá hạn')
  expect(complaints).toEqual([])
}, 120_000)

test('a rule that the law changes is amended by an administrator, and what nobody has read is not switched on', async () => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${here.url}/console/rules/laws`)
  await look(page, 'laws')
  await page.click('a:has-text("Trả lời kiến nghị của cử tri")')
  await page.click('form[action$="/switch"] button')
  expect(await page.textContent('main')).toContain('xin đọc văn bản rồi đánh dấu đã đọc')
  await page.check('[name=verified]')
  await page.click('form[action$="/switch"] button')
  expect(await page.textContent('main')).toContain('Quy định này đang được tính')
  const form = page.locator('form[action$="/voter_petition.answer"]')
  await form.locator('[name=value]').fill('0')
  await form.locator('[name=source]').fill('Luật mới, Điều 1')
  await form.locator('button[type=submit]').click()
  expect(await page.textContent('main')).toContain('Xin ghi một số nguyên từ 1 đến')
  await form.locator('[name=value]').fill('30')
  await form.locator('button[type=submit]').click()
  expect(await page.textContent('main')).toContain('30 ngày')
  await look(page, 'law-amended')
  expect(complaints).toEqual([])
}, 60_000)
