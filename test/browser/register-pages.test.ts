import { afterAll, beforeAll, expect, test } from 'vitest'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
}, 60_000)
afterAll(async () => await here.close())

test('numbers are previewed, mended, entered and withdrawn on a phone and on a desk', async () => {
  const { page, complaints } = await here.visitor()
  await signInFirst(here, page)
  await page.goto(`${here.url}/console/register`)
  await look(page, 'register-empty')

  await page.fill('[name=list]', '0987 123 678\n024 3825 1234\n0987.123.678')
  await page.check('[name=how][value=paper]')
  await page.fill('[name=consentedOn]', 'hôm nay')
  await page.click('button[value=preview]')
  expect(await page.locator('.fault').textContent()).toContain('từng người')
  await page.check('[name=confirmed]')
  await page.click('button[value=preview]')
  expect(await page.locator('td .chip.bad').count()).toBe(2)
  expect(await page.locator('button[value=enter]').count()).toBe(0)
  await look(page, 'register-faults')

  await page.fill('[name=list]', '0987 123 678\n0987 123 679')
  await page.click('button[value=preview]')
  await page.click('button[value=enter]')
  await page.waitForURL(/entered=2/)
  expect(await page.locator('main').textContent()).not.toMatch(/0?987 ?123/)
  await look(page, 'register-entered')

  await page.locator('a[href$="/withdraw"]').first().click()
  await look(page, 'register-withdraw')
  await page.click('main form button.danger')
  await page.waitForURL(/withdrawn=/)
  expect(await page.locator('.rows .chip.good').count()).toBe(1)
  expect(complaints).toEqual([])
}, 60_000)
