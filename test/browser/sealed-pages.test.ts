import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { openSession } from '../../src/officers/index.ts'
import { buildPage, pageScripts, readBuilt } from '../support/build-sealed-pages.ts'
import { linkFor, openExport } from '../../src/sealed/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { dumpDatabase, foundIn } from '../support/dump.ts'
import { moveIn, zaloPerson } from '../support/people.ts'
import { wardOfficer, type WardOfficer } from '../support/ward-officers.ts'
import { launchChromium } from './support/chromium.ts'
import { keepPicture } from './support/look-at-page.ts'
import { faultsOf } from './support/open-console.ts'

const secret = 'Tôi mong đồng chí ấy tiếp dân đúng lịch hơn'
const day = 86_400_000

let ahead = 0
let place: TestApp
let chromium: Browser
let folder = ''
let windowPath = ''
const officers: Record<string, WardOfficer> = {}
const keyFiles: Record<string, string> = {}
const contexts: Record<string, BrowserContext> = {}

beforeAll(async () => {
  place = await startTestApp({
    clock: { now: () => new Date(performance.timeOrigin + performance.now() + ahead) },
  })
  chromium = await launchChromium()
  folder = await mkdtemp(join(tmpdir(), 'khoa-'))
  officers['Hoa'] = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  officers['Bình'] = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  officers['Lan'] = await wardOfficer(place, 'Lê Thị Lan', ['front_officer'])
}, 120_000)
afterAll(async () => {
  await chromium.close()
  await place.close()
  await rm(folder, { recursive: true, force: true })
})

/** A week later nobody is signed in any more. */
const signInAgain = async (): Promise<void> => {
  for (const [name, officer] of Object.entries(officers)) {
    const { officerId } = officer
    const session = await act(
      place.installation.house,
      systemActor('test'),
      async (scope) => await openSession(scope, { officerId, device: 'test' }),
    )
    await contexts[name]?.addCookies([{ name: 'nhip-cau', value: session.token, url: place.url }])
  }
}

const desk = async (name: string): Promise<Page> => {
  const officer = officers[name]
  if (!officer) throw new Error(`nobody is called ${name}`)
  let context = contexts[name]
  if (!context) {
    context = await chromium.newContext({
      locale: 'vi-VN',
      acceptDownloads: true,
      viewport: { width: 1280, height: 900 },
    })
    const [key = '', value = ''] = officer.cookie.split('=')
    await context.addCookies([{ name: key, value, url: place.url }])
    contexts[name] = context
  }
  return await context.newPage()
}

const text = async (page: Page, selector = 'main'): Promise<string> => (await page.textContent(selector)) ?? ''
const shortDay = (days: number): string =>
  new Date(Date.now() + days * day).toISOString().slice(0, 10).split('-').reverse().join('/')

test('the scripts that browsers run are those that the sources make', async () => {
  for (const name of pageScripts)
    expect([name, (await readBuilt(name)) === (await buildPage(name))]).toEqual([name, true])
})

test('without an ordering document no window is drawn up, and what was typed stays', async () => {
  const page = await desk('Hoa')
  await page.goto(`${place.url}/console/sealed`)
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.click('main a:has-text("Mở đợt góp ý kín")')
  expect(await faultsOf(page)).toEqual([])
  await page.evaluate(`document.querySelectorAll('form').forEach((form) => { form.noValidate = true })`)
  await page.fill('[name=orderDate]', shortDay(-3))
  await page.fill('[name=orderIssuer]', 'Hội đồng nhân dân phường Cửa Nam')
  await page.fill('[name=use]', 'Tổng hợp gửi kỳ họp Hội đồng nhân dân phường.')
  await page.fill('[name=opensAt]', shortDay(0))
  await page.fill('[name=closesAt]', shortDay(5))
  for (const name of ['Nguyễn Thị Hoa', 'Trần Văn Bình', 'Lê Thị Lan']) await page.check(`label:has-text("${name}")`)
  await page.click('main form button[type=submit]')
  expect(await text(page)).toContain('Không có văn bản thì không mở được đợt góp ý')
  expect(await page.inputValue('[name=use]')).toContain('kỳ họp')
  await page.fill('[name=orderNumber]', '15/CV-HĐND')
  await page.click('main form button[type=submit]')
  await page.waitForURL(/done=saved/)
  windowPath = new URL(page.url()).pathname
  await page.close()
}, 60_000)

test('each reader makes a key that stays in their own file; before that nothing is approved', async () => {
  const writer = await desk('Hoa')
  await writer.goto(`${place.url}${windowPath}`)
  await writer.click('button:has-text("Trình duyệt đợt góp ý")')
  expect(await text(writer)).toContain('Còn thiếu khóa của')
  for (const name of ['Hoa', 'Bình', 'Lan']) {
    const page = await desk(name)
    await page.goto(`${place.url}${windowPath}`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-make-key]')])
    const path = join(folder, `${name}.txt`)
    await download.saveAs(path)
    keyFiles[name] = path
    await expect.poll(async () => await text(page)).toContain('đã thử mở được')
    expect(await readFile(path, 'utf8')).toMatch(/AGE-SECRET-KEY-1/)
    await page.close()
  }
  const dump = await dumpDatabase(place.installation.house.database)
  for (const path of Object.values(keyFiles)) {
    const [identity = ''] = /AGE-SECRET-KEY-1\w+/.exec(await readFile(path, 'utf8')) ?? []
    expect(foundIn(dump, identity)).toEqual([])
  }
  await writer.goto(`${place.url}${windowPath}`)
  await writer.click('button:has-text("Trình duyệt đợt góp ý")')
  await writer.waitForURL(/done=saved/)
  const approver = await desk('Bình')
  await approver.goto(`${place.url}${windowPath}`)
  await approver.click('button:has-text("Duyệt đợt góp ý")')
  await approver.waitForURL(/done=saved/)
  expect(await faultsOf(approver)).toEqual([])
  await approver.close()
  await writer.close()
}, 90_000)

test('a resident seals a letter in their browser by their own link, once; the house can read nothing of it', async () => {
  const person = zaloPerson(place, 'Bà Tư')
  await moveIn(person)
  const { house } = place.installation
  const [row] = await house.database.$client<{ resident_id: string; chat_id: string }[]>`
    select resident_id, chat_id from contacts limit 1`
  const actor = { kind: 'resident', residentId: row?.resident_id ?? '', chatId: row?.chat_id ?? '' } as const
  const windowId = windowPath.split('/').at(-1) ?? ''
  const link = await act(house, actor, async (scope) => await linkFor(scope, windowId))
  expect(await act(house, actor, async (scope) => await linkFor(scope, windowId))).toBe(link)

  const context = await chromium.newContext({ locale: 'vi-VN', viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  await page.goto(`${place.url}${link.split('#')[0]}`)
  expect(await text(page)).toContain('đường dẫn mà Mặt trận gửi riêng')
  await page.goto(`${place.url}${link}`)
  await page.reload()
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 360, height: 900 })
  await keepPicture(page, 'sealed-author')
  expect(await text(page)).toContain('không vận động cho ai')
  await page.fill('textarea', secret)
  await page.click('[data-seal] button')
  await page.waitForSelector('[data-done]:not([hidden])')
  const code = (await text(page, '[data-code]')).replaceAll(' ', '')
  expect(code).toMatch(/^\d{12}$/)
  expect(await faultsOf(page)).toEqual([])

  await page.goto(`${place.url}/`)
  await page.goto(`${place.url}${link}`)
  await page.fill('textarea', 'Thư thứ hai của cùng một người')
  await page.click('[data-seal] button')
  await page.waitForSelector('[data-told]:not([hidden])')
  expect(await text(page, '[data-told]')).toContain('đã được dùng')
  expect(await page.inputValue('textarea')).toContain('Thư thứ hai')
  await context.close()

  const dump = await dumpDatabase(house.database)
  expect(foundIn(dump, secret)).toEqual([])
  expect(foundIn(dump, Buffer.from(secret).toString('base64').slice(0, 24))).toEqual([])
  const envelopes = dump.filter((one) => one.table === 'sealed_envelopes')
  expect(envelopes).toHaveLength(1)
  expect(envelopes[0]?.text).not.toContain(row?.resident_id)
  expect((await person.say(`TRACUU ${code}`)).join('\n')).toContain('Chưa ai mở được thư')
}, 60_000)

test('before the end nobody opens; after it one reader is refused and two of three read', async () => {
  const early = await desk('Hoa')
  const refused = await early.request.get(`${place.url}${windowPath}/envelopes`)
  expect([refused.status(), (await refused.json()).detail]).toEqual([
    409,
    'Đợt góp ý chưa đóng. Chưa ai mở được thư trước khi hết hạn.',
  ])
  ahead += 7 * day
  await signInAgain()
  await place.app.jobs.runNow('close-sealed')
  await early.goto(`${place.url}${windowPath}`)
  expect(await faultsOf(early)).toEqual([])
  await early.setViewportSize({ width: 1280, height: 900 })
  expect(await text(early)).toContain('Đợt góp ý nhận 1 thư')
  await early.setInputFiles('[data-key-file]', keyFiles['Lan'] ?? '')
  await early.click('[data-open]')
  await expect.poll(async () => await text(early, '[data-told]')).toContain('không phải khóa của ông/bà')
  await early.setInputFiles('[data-key-file]', keyFiles['Hoa'] ?? '')
  await early.click('[data-open]')
  await expect.poll(async () => await text(early, '[data-told]')).toContain('Một mình ông/bà không mở được')
  const [download] = await Promise.all([early.waitForEvent('download'), early.click('[data-export]')])
  const exported = join(folder, 'thu.json')
  await download.saveAs(exported)
  await early.setInputFiles('[data-key-file]', keyFiles['Hoa'] ?? '')
  await early.click('[data-hand]:has-text("Lê Thị Lan")')
  await early.waitForLoadState('load')

  const second = await desk('Lan')
  await expect
    .poll(async () => {
      await second.goto(`${place.url}${windowPath}`)
      return await text(second)
    })
    .toContain('Đã nhận phần của: Nguyễn Thị Hoa')
  await second.setInputFiles('[data-key-file]', keyFiles['Lan'] ?? '')
  await second.click('[data-open]')
  await second.waitForSelector('[data-opened-box]:not([hidden])')
  expect(await second.locator('[data-opened] li').allTextContents()).toEqual([secret])
  expect(await text(second, '[data-opened-count]')).toBe('Đọc được 1 trên 1 thư; 0 thư không mở được.')
  expect(await faultsOf(second)).toEqual([])
  await keepPicture(second, 'sealed-opened')
  await second.close()
  await early.close()

  // The same away from any server, with the files alone.
  const identity = async (name: string): Promise<string> =>
    /AGE-SECRET-KEY-1\w+/.exec(await readFile(keyFiles[name] ?? '', 'utf8'))?.[0] ?? ''
  const file = await readFile(exported, 'utf8')
  expect(await openExport(file, [await identity('Bình')])).toBeNull()
  expect(await openExport(file, [await identity('Bình'), await identity('Lan')])).toEqual({
    opinions: [secret],
    unreadable: 0,
  })
}, 90_000)

test('only a synthesis leaves, by a second person; the log keeps its head', async () => {
  const reader = await desk('Lan')
  await reader.goto(`${place.url}${windowPath}`)
  await reader.fill('[name=text]', 'Nhân dân mong việc tiếp công dân được giữ đúng lịch đã báo.')
  await reader.fill('[name=read]', '2')
  await reader.fill('[name=unreadable]', '0')
  await reader.click('button:has-text("Lưu bản tổng hợp")')
  expect(await text(reader)).toContain('cộng lại phải bằng 1')
  expect(await reader.inputValue('[name=text]')).toContain('giữ đúng lịch')
  await reader.fill('[name=read]', '1')
  await reader.click('button:has-text("Lưu bản tổng hợp")')
  await reader.waitForURL(/done=saved/)
  await reader.close()
  const approver = await desk('Bình')
  await approver.goto(`${place.url}${windowPath}`)
  await approver.click('button:has-text("Duyệt và gửi bản tổng hợp")')
  await approver.waitForURL(/done=saved/)
  expect(await text(approver)).toContain('giữ đúng lịch đã báo')
  expect(await text(approver)).toContain('Đã đọc 1 thư, 0 thư không mở được')
  expect(await text(approver)).toMatch(/Dấu cuối sổ: [0-9a-f]{64}/)
  await approver.close()
}, 60_000)
