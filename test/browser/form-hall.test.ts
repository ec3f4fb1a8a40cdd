import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../src/database/index.ts'
import { closeForm, findForm, submitAnswer } from '../../src/forms/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { maker, openForm } from '../integration/console/access-form-records.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { announceSession, cuaNam, wardOfficer, type WardOfficer } from '../support/ward-officers.ts'
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

const desk = async (officer: WardOfficer): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await chromium.newContext({ locale: 'vi-VN', viewport: { width: 1280, height: 800 } })
  const [name = '', value = ''] = officer.cookie.split('=')
  await context.addCookies([{ name, value, url: place.url }])
  return { context, page: await context.newPage() }
}

test('the poll on the wall shows how many have answered and, only when it has closed, what', async () => {
  const { house } = place.installation
  const { dialogue } = await announceSession(front, second)
  const id = await openForm(house, { dialogueId: dialogue.id, isLive: true, audience: 'unit', smallestCell: 1 })
  const { context, page } = await desk(front)
  await page.goto(`${place.url}/console/dialogues/${dialogue.id}/board/phieu/${id}`)
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  expect(await page.textContent('main')).toContain('Đã có 0 phiếu trả lời')
  for (let n = 0; n < 3; n += 1) {
    await act(
      house,
      systemActor('form-page'),
      async (scope) =>
        await submitAnswer(scope, {
          formId: id,
          version: 1,
          values: { a: { text: 'Xe đến đúng giờ hơn' } },
          source: 'hall',
          device: `device-${n}`,
        }),
    )
  }
  await expect.poll(async () => await page.textContent('main'), { timeout: 15_000 }).toContain('Đã có 3 phiếu trả lời')
  await keepPicture(page, 'poll-board')
  await context.setOffline(true)
  expect(await page.textContent('main')).toContain('Đã có 3 phiếu trả lời')
  await context.setOffline(false)
  const form = await findForm(house.database, id)
  if (!form) throw new Error('the form is gone')
  await act(house, maker, async (scope) => await closeForm(scope, form))
  await expect.poll(async () => await page.locator('main[data-final]').count(), { timeout: 15_000 }).toBe(1)
  expect(await page.textContent('main')).toContain('3 phiếu trả lời')
  expect(await page.textContent('main')).not.toContain('Xe đến đúng giờ hơn')
  expect(await faultsOf(page)).toEqual([])
  await context.close()
}, 90_000)

test('who has answered is shown for forms by name where the Front has switched it on, each look is noted', async () => {
  const { house } = place.installation
  const named = await openForm(house, { naming: 'named', showsAnswered: true, audience: 'unit' })
  const silent = await openForm(house, { naming: 'named', audience: 'unit' })
  const head = await wardOfficer(place, 'Lê Thị Tổ', ['group_head'])
  const { context, page } = await desk(head)
  await page.goto(`${place.url}/console/forms/${named}/answered`)
  expect(await page.textContent('main')).toContain('không cho biết trả lời điều gì')
  expect(await faultsOf(page)).toEqual([])
  await page.goto(`${place.url}/console/forms/${silent}/answered`)
  expect(await page.textContent('main')).toContain('không cho xem ai đã trả lời')
  const rows = await house.database.$client`
    select 1 from audit_entries where action = 'form.answered_seen' and unit_id = ${cuaNam}`
  expect(rows).toHaveLength(1)
  await context.close()
}, 60_000)
