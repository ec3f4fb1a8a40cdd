import { afterAll, beforeAll, expect, test } from 'vitest'
import { planDrafts } from '../../src/broadcasts/index.ts'
import { callDialogue, markTold, type Dialogue } from '../../src/dialogues/index.ts'
import { audiencePage } from '../../src/residents/index.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

const announce = async (): Promise<Dialogue> => {
  const [officer] = await here.house.database.$client<{ id: string }[]>`select id from officers limit 1`
  const grants = [{ role: 'admin' as const, unitId: 'vn', unitPath: ['vn'] }]
  const actor = { kind: 'officer' as const, officerId: officer?.id ?? '', grants }
  const now = here.house.clock.now().getTime()
  return await here.as(actor, async (scope) => {
    const made = await callDialogue(scope, {
      unitId: '00082',
      title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
      type: 'dialogue',
      rhythm: 'periodic',
      mode: 'in_person',
      legalBasis: 'communal_dialogue',
      purpose: 'consult',
      topic: 'Thu gom rác thải sinh hoạt',
      hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam', chair: 'Chủ tịch phường' }],
      place: 'Nhà văn hóa số 5 phố Cửa Nam',
      startsAt: new Date(now + 14 * 86_400_000),
      collectionClosesAt: new Date(now + 12 * 86_400_000),
      hotline: '024 3825 1234',
    })
    await markTold(scope, { id: made.id, version: made.version, kind: 'announcement' })
    return made
  })
}

test('an officer writes to those who asked, mends a forgotten choice without losing a word, slows it down and aims it anew', async () => {
  const { page, complaints, context } = await here.visitor()
  await signInFirst(here, page)
  const session = await announce()
  await page.goto(`${here.url}/console/dialogues/${session.id}`)
  await page.click('a[href$="/letters/message"]')
  await page.fill('[name=vi]', 'Tài liệu của buổi đã có trên trang thông tin.')
  for (const part of ['asked', 'coming']) await page.uncheck(`[name=circle][value=${part}]`)
  await page.click('main form button[type=submit]')
  await page.waitForSelector('[role=alert]')
  expect(await page.inputValue('[name=vi]')).toBe('Tài liệu của buổi đã có trên trang thông tin.')
  expect(await page.locator('#f-circle-fault').textContent()).toContain('Xin chọn ít nhất một nhóm người nhận')
  await look(page, 'letter-fault')

  await page.check('[name=circle][value=asked]')
  await page.check('[name=organisations][value=women]')
  await page.click('main form button[type=submit]')
  await page.waitForURL('**/announcements/**')
  await planDrafts({ house: here.house, audience: audiencePage })
  await page.reload()
  expect(await page.locator('main').textContent()).toContain('Chỉ hội viên, đoàn viên: Hội Liên hiệp Phụ nữ.')

  await page.locator('summary', { hasText: 'Tốc độ gửi' }).click()
  await page.fill('[name=perMinute]', '0')
  await page.locator('form[action$="/pace"] button').click()
  await page.waitForSelector('[role=alert]')
  expect(await page.locator('#f-perMinute-fault').textContent()).toContain('Tốc độ phải từ 1')
  await page.fill('[name=perMinute]', '30')
  await page.locator('form[action$="/pace"] button').click()
  await page.waitForURL('**done=saved')
  expect(await page.locator('main').textContent()).toContain('tối đa 30 tin mỗi phút')
  await look(page, 'letter-draft')

  await page.locator('summary', { hasText: 'Đổi người nhận' }).click()
  await page.check('[name=circle][value=area]')
  await page.locator('form[action$="/aim"] button').click()
  await page.waitForURL('**done=saved')
  await page.locator('form[action$="/discard"] button').click()
  await page.waitForURL(`**/dialogues/${session.id}?done=discarded`)
  await look(page, 'letter-discarded')
  expect(complaints).toEqual([])
  await context.close()
}, 90_000)
