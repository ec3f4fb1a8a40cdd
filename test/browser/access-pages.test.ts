import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { look, signInFirst } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
let page: Page
let complaints: string[]
beforeAll(async () => {
  here = await openConsoleInBrowser()
  const visitor = await here.visitor()
  page = visitor.page
  complaints = visitor.complaints
  await signInFirst(here, page)
}, 60_000)
afterAll(async () => await here.close())

const open = async (path: string): Promise<void> => {
  await page.goto(`${here.url}${path}`)
}

describe('pages about access stand in nobody’s way, on a phone and at a desk', () => {
  it('the log of who did what', async () => {
    await open('/console/audit')
    await look(page, 'audit')
    await page.selectOption('[name=action]', 'officer.role_granted')
    await page.click('form[role=search] button[type=submit]')
    await expect.poll(async () => await page.locator('tbody tr').count()).toBe(3)
  })

  it('how long data is kept, and one period', async () => {
    await open('/console/rules/retention')
    await look(page, 'retention')
    await page.click('main table a')
    await page.fill('[name=days]', '1')
    await page.click('main form button[type=submit]')
    await page.waitForSelector('#f-days-fault')
    await look(page, 'retention-rule')
  })

  it('the account with its chat, and the code to send', async () => {
    await open('/console/account')
    await look(page, 'account')
    await page.click('form[action$="/chat/code"] button')
    await page.waitForURL('**/chat/code')
    await look(page, 'chat-code')
    expect(await page.locator('main').textContent()).toMatch(/CB \d{4} \d{4}/)
  })

  it('a hand-over with its preview', async () => {
    const leaver = await here.enter('nghi.viec', [{ role: 'leader', unitId: '00082' }])
    const taker = await here.enter('nhan.viec', [{ role: 'approver', unitId: '00082' }])
    await open(`/console/officers/${leaver}`)
    await page.click('a[href$="/hand-over"]')
    await page.selectOption('[name=to]', taker)
    await page.click('main form[method=get] button')
    await page.waitForSelector('[name=seen]', { state: 'attached' })
    await look(page, 'hand-over')
  })

  it('asking for a sign-in link, and a link that is no more', async () => {
    const { page: visitor } = await here.visitor({ withoutScript: true })
    await visitor.goto(`${here.url}/console/sign-in`)
    await visitor.click('a[href="/console/sign-in/link"]')
    await visitor.fill('[name=login]', 'khong.co')
    await visitor.click('main form button[type=submit]')
    expect(await visitor.locator('main').textContent()).toContain('Nếu tên đăng nhập này có')
    await visitor.goto(`${here.url}/console/sign-in/link/${'x'.repeat(43)}`)
    await visitor.click('main form button[type=submit]')
    expect(await visitor.locator('[role=alert]').textContent()).toContain('đã được dùng')
    await page.context().clearCookies()
    await open('/console/sign-in/link')
    await look(page, 'sign-in-link')
  })

  it('no script complained', () => {
    expect(complaints).toEqual([])
  })
})
