import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OfficerActor } from '../../src/kernel/actor.ts'
import { handInOpinion, keepOpinion, objectToMerge, supportItem, type Keep } from '../../src/questions/index.ts'
import { meetResident } from '../../src/residents/index.ts'
import { paths, system } from '../integration/officers/officers-house.ts'
import { plainHead } from '../integration/questions/items/item-stage.ts'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

let chats = 0
const resident = async () => {
  chats += 1
  const chatId = chats
  const consents = [{ purpose: 'relay', version: 'test', act: 'chosen' }] as const
  const residentId = await here.as(
    system,
    async (scope) => await meetResident(scope, { chatId, accountId: 'web:chat', language: 'vi', consents }),
  )
  return { kind: 'resident', residentId, chatId: String(chatId) } as const
}
const front = (officerId: string): OfficerActor => ({
  kind: 'officer',
  officerId,
  grants: [{ role: 'front_officer', unitId: '00082', unitPath: paths.ward }],
})

const kept = async (officerId: string, text: string, more: Partial<Keep> = {}) => {
  const author = await resident()
  const { opinionId } = await here.as(
    author,
    async (scope) =>
      await handInOpinion(scope, {
        unitId: '00082',
        opinionClass: more.opinionClass ?? 'livelihood',
        naming: 'sealed',
        text,
        attachmentIds: [],
        channel: 'web',
        language: 'vi',
      }),
  )
  const { itemId } = await here.as(
    front(officerId),
    async (scope) => await keepOpinion(scope, { ...plainHead, opinionId, ...more }),
  )
  return { author, opinionId, itemId }
}

test('two matters are ticked, merged, one author objects, the merging is undone: by hand and eye', async () => {
  const { page, complaints } = await here.visitor()
  await signInFirst(here, page)
  const [row] = await here.house.database.$client<{ id: string }[]>`select id from officers limit 1`
  const officerId = row?.id ?? ''
  await page.goto(`${here.url}/console/items`)
  await look(page, 'items-empty')

  const one = await kept(officerId, 'Ngõ 12 phố Cửa Nam ba ngày nay không ai thu gom rác', {
    title: 'Thu gom rác sinh hoạt buổi tối ở ngõ 12 phố Cửa Nam',
    reach: 'group',
    households: 40,
  })
  const two = await kept(officerId, 'Rác ngõ 12 Cửa Nam ba ngày không ai thu gom, mùi hôi bay vào tận trong nhà')
  await kept(officerId, 'Cột điện đầu ngõ 35 nghiêng, sắp đổ vào nhà dân', {
    isRisk: true,
    isHotSpot: true,
  })
  await kept(officerId, 'Đề nghị phường tổ chức đối thoại về giá dịch vụ trông giữ xe', { opinionClass: 'question' })
  for (let at = 0; at < 3; at += 1) {
    await here.as(await resident(), async (scope) => await supportItem(scope, { itemId: one.itemId }))
  }
  await page.goto(`${here.url}/console/items?alike=yes&of=unit:00082`)
  await look(page, 'items-alike')
  await page.goto(`${here.url}/console/items?of=unit:00082`)
  expect(await page.locator('.item-row').count()).toBe(4)
  await look(page, 'items-list')

  await page.locator(`#i-${one.itemId} input`).check()
  await page.click('.merge-bar button')
  expect(await page.locator('.banner.bad').textContent()).toContain('ít nhất hai việc')
  await look(page, 'items-fault')
  await page.locator(`#i-${two.itemId} input`).check()
  await page.click('.merge-bar button')
  await page.waitForURL(/done=merged/)
  expect(await page.locator('.question').count()).toBe(2)
  await look(page, 'item-merged')

  await here.as(two.author, async (scope) => await objectToMerge(scope, { opinionId: two.opinionId }))
  await page.goto(`${here.url}/console/items?of=unit:00082`)
  for (const { itemId } of [one, two]) await page.locator(`#i-${itemId} input`).check()
  await page.click('.merge-bar button')
  await page.locator('[name=despite]').check()
  await look(page, 'items-objected')
  await page.click('.merge-bar button')
  await page.waitForURL(/done=merged/)
  await page.locator('#history form button').first().click()
  await page.waitForURL(/done=unmerged/)
  await look(page, 'item-undone')

  await page.click('details.panel summary')
  await page.fill('[name=title]', 'Thu gom rác ở ngõ 12')
  await page.fill('[name=households]', 'nhiều')
  await page.locator('form[action$="/describe"] button').click()
  expect(await page.locator('#f-households-fault').textContent()).toContain('Số hộ phải là số nguyên')
  await look(page, 'item-fault')
  await page.fill('[name=households]', '35')
  await page.locator('form[action$="/describe"] button').click()
  await page.waitForURL(/done=saved/)
  expect(await page.locator('h1').textContent()).toBe('Thu gom rác ở ngõ 12')
  expect(complaints).toEqual([])
}, 120_000)
