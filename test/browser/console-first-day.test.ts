import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPdf } from '../integration/broadcasts/ward.ts'
import { keepPicture } from './support/look-at-page.ts'
import { faultsOf, openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

let here: ConsoleInBrowser
beforeAll(async () => {
  here = await openConsoleInBrowser()
})
afterAll(async () => await here.close())

const password = 'cầu Long Biên mùa thu'

const send = async (page: Page): Promise<void> => await page.click('main form button[type=submit]:not([formaction])')

const checked = async (page: Page): Promise<void> =>
  expect([page.url(), await faultsOf(page)]).toEqual([page.url(), []])

test('a ward’s first day: set up, a second person, a session, its notice approved, questions entered and read', async () => {
  const { page, complaints } = await here.visitor()

  await page.goto(`${here.url}/console`)
  expect(page.url()).toContain('/console/sign-in?return=')
  await checked(page)

  await page.goto(await here.setUpLink())
  await page.fill('[name=name]', 'Nguyễn Thị Hoa')
  await page.fill('[name=login]', 'hoa')
  await page.fill('[name=password]', 'matkhau123')
  await page.locator('[name=unit]').pressSequentially('cua nam')
  await page.locator('.picks input').first().check()
  await send(page)
  expect(await page.textContent('#f-password-fault')).toContain('quá phổ biến')
  expect(await page.inputValue('[name=name]')).toBe('Nguyễn Thị Hoa')
  await checked(page)
  await page.fill('[name=password]', password)
  await send(page)
  await page.waitForURL('**/console')
  await checked(page)

  await page.goto(`${here.url}/console/officers/new`)
  await page.fill('[name=name]', 'Trần Văn Bình')
  await page.check('[value=approver]')
  await page.fill('[name=unit]', 'Phường Cửa Nam')
  await checked(page)
  await send(page)
  const link = new URL(await page.inputValue('#link'))
  await checked(page)

  await page.goto(`${here.url}/console/dialogues/new`)
  await page.fill('[name=title]', 'Đối thoại với Nhân dân năm 2026')
  await page.fill('[name=startsAt_date]', '5/12/2026')
  await page.fill('[name=startsAt_time]', '19h30')
  await page.fill('[name=place]', 'Hội trường phường, 2 Hàng Bài')
  await page.fill('[name=hotline]', '024 3825 1234')
  await checked(page)
  await send(page)
  await page.waitForURL(/dialogues\/[0-9a-f-]{36}/)
  await checked(page)
  for (const title of ['Dự thảo phương án thu gom rác', 'Sơ đồ các điểm tập kết rác của phường']) {
    await page.fill('[name=documentName]', title)
    await page.setInputFiles('[name=file]', { name: 'ke-hoach.pdf', mimeType: 'application/pdf', buffer: aPdf })
    await page.click('[action$="/documents"] button')
    await page.waitForURL(/done=documentAdded/)
  }
  await page.click('[name=act][value=down]')
  await page.waitForURL(/done=saved/)
  expect(await page.inputValue('.rows [name=name] >> nth=0')).toBe('Sơ đồ các điểm tập kết rác của phường')
  await checked(page)
  await keepPicture(page, 'session-documents')
  await page.click('.banner.warn button')
  await page.waitForURL(/announcements\//)
  await page.waitForSelector('.phone.zalo .bubble')
  expect(await page.textContent('.phone.zalo .bubble')).toContain('19 giờ 30, thứ Bảy, ngày 05/12/2026')
  await checked(page)
  const notice = page.url().split('?')[0] ?? ''

  const second = await here.visitor()
  await second.page.goto(`${here.url}${link.pathname}`)
  await checked(second.page)
  await second.page.fill('[name=password]', 'xe đạp ba bánh của ông')
  await send(second.page)
  await second.page.waitForURL(/sign-in/)
  await second.page.fill('[name=login]', 'tranvanbinh')
  await second.page.fill('[name=password]', 'xe đạp ba bánh của ông')
  await send(second.page)
  await second.page.click(`a[href="${new URL(notice).pathname}"]`)
  await second.page.click('#decision ~ form button')
  await second.page.waitForSelector('#progress')
  await checked(second.page)

  await page.goto(`${here.url}/console/questions/new`)
  await checked(page)
  await page.focus('[name=text]')
  await page.keyboard.type('Ngõ 12 rác ùn ứ ba ngày nay <b>')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Enter')
  expect(await page.textContent('.slip-code')).toMatch(/^\d{4} \d{4} \d{4}$/)
  await checked(page)
  await page.goto(`${here.url}/console/questions`)
  expect(await page.textContent('.words')).toContain('Ngõ 12 rác ùn ứ ba ngày nay <b>')
  await checked(page)

  for (const path of [
    '',
    '/dialogues',
    '/announcements',
    '/account',
    '/officers',
    '/units',
    '/units?q=ba%20dinh',
    '/units/00082',
    '/channels',
    '/desk',
    '/desk/hours',
    '/dialogues/urgent',
  ]) {
    await page.goto(`${here.url}/console${path}`)
    await checked(page)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const path of ['', '/questions', '/account', new URL(notice).pathname.replace('/console', '')]) {
    await page.goto(`${here.url}/console${path}`)
    await checked(page)
  }
  expect([...complaints, ...second.complaints]).toEqual([])
}, 120_000)

test('a question that comes in while the list is open shows by itself, and what was there stays', async () => {
  await here.enter('live', [{ role: 'front_officer', unitId: '00004' }])
  const { page, context } = await here.visitor()
  await page.goto(`${here.url}/console/sign-in?return=%2Fconsole%2Fquestions`)
  await page.fill('[name=login]', 'live')
  await page.fill('[name=password]', password)
  await send(page)
  await page.waitForURL('**/console/questions')
  expect(await page.locator('.question').count()).toBe(0)
  const other = await context.newPage()
  await other.goto(`${here.url}/console/questions/new`)
  await other.fill('[name=text]', 'Bao giờ có chỗ đỗ xe?')
  await other.check('[value=question]')
  await send(other)
  await other.waitForSelector('.slip-code')
  await page.waitForSelector('.question', { timeout: 15_000 })
  expect(await page.textContent('.words')).toContain('Bao giờ có chỗ đỗ xe?')
}, 60_000)

test('without a script the same is done: a place is chosen from the list that comes back', async () => {
  await here.enter('noscript', [{ role: 'admin', unitId: 'vn' }])
  const { page } = await here.visitor({ withoutScript: true })
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${here.url}/console/sign-in`)
  await page.fill('[name=login]', 'noscript')
  await page.fill('[name=password]', password)
  await send(page)
  await page.click('.menu summary')
  await page.click('.menu a[href="/console/officers"]')
  await page.click('a[href="/console/officers/new"]')
  await page.fill('[name=name]', 'Lê Thị Mai')
  await page.check('[value=leader]')
  await page.fill('[name=unit]', 'phường')
  await send(page)
  expect(await page.textContent('#f-unit-fault')).toBeTruthy()
  expect(await page.inputValue('[name=name]')).toBe('Lê Thị Mai')
  await page.fill('[name=unit]', 'ba đình')
  await send(page)
  expect(await page.inputValue('#link')).toContain('/console/welcome/')
}, 60_000)

test('two-step sign-in is turned on with the app’s code and asked for at the next sign-in', async () => {
  await here.enter('careful', [{ role: 'leader', unitId: '00082' }])
  const { page, complaints } = await here.visitor()
  const signIn = async (): Promise<void> => {
    await page.goto(`${here.url}/console/sign-in`)
    await page.fill('[name=login]', 'careful')
    await page.fill('[name=password]', password)
    await send(page)
  }
  await signIn()
  await page.goto(`${here.url}/console/account/second-factor`)
  await checked(page)
  const secret = ((await page.textContent('#secret')) ?? '').replaceAll(/\s/g, '')
  const code = (): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: here.house.clock.now().getTime() })
  await page.fill('[name=code]', '000000')
  await send(page)
  expect(await page.textContent('#f-code-fault')).toContain('Mã chưa đúng')
  await page.fill('[name=code]', code())
  await send(page)
  expect(await page.locator('.code-list li').count()).toBe(10)
  await checked(page)
  await page.context().clearCookies()
  await signIn()
  expect(await page.textContent('h1')).toBe('Nhập mã xác thực')
  await checked(page)
  here.house.clock.advance(30_000)
  await page.fill('[name=code]', code())
  await send(page)
  await page.waitForURL('**/console')
  expect(complaints).toEqual([])
}, 60_000)
