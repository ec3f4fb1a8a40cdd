import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { keepPicture } from './look-at-page.ts'
import { faultsOf, type ConsoleInBrowser } from './open-console.ts'

/** Nothing stands in anybody's way on a page, on a phone and at a desk; a picture of both is kept to be looked at. */
export const look = async (page: Page, name: string): Promise<void> => {
  expect([name, await faultsOf(page)]).toEqual([name, []])
  for (const [width, height] of [
    [360, 760],
    [1280, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    await keepPicture(page, `${name}-${width}`)
  }
}

/** The first officer of an empty service sets up their ward and is signed in. */
export const signInFirst = async (here: ConsoleInBrowser, page: Page): Promise<void> => {
  await page.goto(await here.setUpLink())
  await page.fill('[name=name]', 'Nguyễn Thị Hoa')
  await page.fill('[name=login]', 'hoa')
  await page.fill('[name=password]', 'cầu Long Biên mùa thu')
  await page.locator('[name=unit]').pressSequentially('cua nam')
  await page.locator('.picks input').first().check()
  await page.click('main form button[type=submit]:not([formaction])')
  await page.waitForURL('**/console')
}
