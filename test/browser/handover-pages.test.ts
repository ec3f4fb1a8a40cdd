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
