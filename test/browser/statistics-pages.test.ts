import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnTitles, figureColumns } from '../../src/statistics/index.ts'
import { figuresOfDecision2200 } from '../integration/statistics/seed-figures.ts'
import { addHeld, addVoices } from '../integration/statistics/voices.ts'
import { workbook } from '../integration/statistics/workbook.ts'
import { look } from './support/console-pages.ts'
import { openConsoleInBrowser, type ConsoleInBrowser } from './support/open-console.ts'

type Visitor = { readonly page: Page; readonly complaints: string[] }

let here: ConsoleInBrowser
let front: Visitor
let second: Visitor
const rows = figuresOfDecision2200.map((cells) => figureColumns.map((column) => cells[column] ?? ''))
const head = figureColumns.map((column) => columnTitles[column])

/** An officer of the city, signed in. */
const signedIn = async (login: string, name: string, role: 'front_officer' | 'approver'): Promise<Visitor> => {
  const visitor = await here.visitor()
  const officerId = await here.enter(login, [{ role, unitId: '01' }])
  await here.house.database.$client`update officers set name = ${name} where id = ${officerId}`
  const outcome = await here.signIn(login)
  if (outcome.kind !== 'signed-in') throw new Error(outcome.kind)
  await visitor.context.addCookies([{ name: 'nhip-cau', value: outcome.session.token, url: `${here.url}/console` }])
  return visitor
}

beforeAll(async () => {
  here = await openConsoleInBrowser()
  front = await signedIn('hoa', 'Nguyễn Thị Hoa', 'front_officer')
  second = await signedIn('binh', 'Trần Văn Bình', 'approver')
  const stage = { sql: here.house.database.$client }
  await stage.sql`insert into unit_names (unit_id, kind, type, full_name, folded, district, district_folded, province, province_folded, share, since, source)
    values ('00082', 'old', 'ward', 'Phường Cửa Nam', 'cua nam', 'Quận Hoàn Kiếm', 'hoan kiem', 'Thành phố Hà Nội', 'ha noi', 'part', '2025-07-01', 'Nghị quyết 1656'),
      ('00004', 'old', 'ward', 'Phường Cửa Nam', 'cua nam', 'Quận Hoàn Kiếm', 'hoan kiem', 'Thành phố Hà Nội', 'ha noi', 'rest', '2025-07-01', 'Nghị quyết 1656')`
  for (const [unitId, startsAt, more] of [
    ['00082', '2026-03-10T02:00:00Z', {}],
    ['00082', '2026-04-10T02:00:00Z', { isThematic: true, title: 'Đối thoại về vỉa hè phố Huế' }],
    [
      '00082',
      '2026-05-10T02:00:00Z',
      { type: 'voter_contact', rhythm: 'regular', title: 'Tiếp xúc cử tri trước kỳ họp' },
    ],
    ['01', '2026-06-10T02:00:00Z', { rhythm: 'ad_hoc', title: 'Đối thoại về giải phóng mặt bằng' }],
    ['00082', '2025-10-10T02:00:00Z', {}],
  ] as const) {
    await addHeld(stage, { unitId, startsAt, ...more })
  }
  await addVoices(stage, { unitId: '00082', n: 31, answeredBy: 'Ủy ban nhân dân phường Cửa Nam', households: 46 })
  await addVoices(stage, { unitId: '00082', n: 3, opinionClass: 'idea', isUnknown: true })
  await addVoices(stage, { unitId: '00082', n: 12, receivedAt: '2025-11-04T02:00:00Z' })
}, 60_000)
afterAll(async () => await here.close())

const at = async ({ page }: Visitor, path: string): Promise<string> => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${here.url}${path}`)
  return await wordsOf(page)
}
/** As it is seen: cells apart, nothing of what is folded up. */
const wordsOf = async (page: Page): Promise<string> => (await page.innerText('main')).replaceAll(/\s+/g, ' ')
const putUp = async (page: Page, table: readonly (readonly string[])[]): Promise<void> => {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.setInputFiles('[name=file]', { name: 'so-lieu.xlsx', mimeType: type, buffer: workbook(table) })
  await page.click('form[action$="/file"] button')
}
const count = async (): Promise<number> => {
  const [row] = await here.house.database.$client<{ n: number }[]>`select count(*)::int as n from past_figures`
  return row?.n ?? 0
}
let sheetPath = ''

test('an Excel with a gap is refused with its row and column and leaves nothing; a right one is kept as it stands', async () => {
  const { page } = front
  await at(front, '/console/statistics/past')
  await page.selectOption('[name=unit]', '01')
  await page.fill('[name=source]', 'Báo cáo kết quả 5 năm thực hiện Quyết định số 2200-QĐ/TU')
  await page.fill('[name=sourceOn]', '14/01/2022')
  await page.click('main form.panel .button.primary')
  await page.waitForURL('**?done=saved')
  sheetPath = new URL(page.url()).pathname
  const gaps = rows.map((row) => [...row])
  gaps[2]?.splice(figureColumns.indexOf('toYear'), 1, '')
  gaps[4]?.splice(figureColumns.indexOf('level'), 1, 'cấp vùng')
  await putUp(page, [head, ...gaps])
  const faults = await page.locator('.banner.bad li').allTextContents()
  expect(faults).toEqual([
    'Dòng 4, cột “Đến năm”: còn trống.',
    'Dòng 6, cột “Cấp”: không hiểu “cấp vùng”, xin chọn từ ở trang “Hướng dẫn” của tệp mẫu, hoặc xem hướng dẫn 25.',
  ])
  expect(await count()).toBe(0)
  await page.locator('.banner.bad').scrollIntoViewIfNeeded()
  await look(page, 'past-faults')
  await at(front, sheetPath)
  await putUp(page, [head, ...rows])
  await page.waitForURL('**?done=saved')
  expect(await count()).toBe(7)
  expect(await wordsOf(page)).toContain('với đại biểu HĐND các quận, huyện, thị xã, các cấp: hơn 5.760 cuộc')
  await page.click('form[action$="/approval-request"] button')
  await page.waitForURL('**?done=saved')
}, 60_000)

test('a second person compares and approves; the figures stand in statistics from then on, and can be withdrawn', async () => {
  expect(await at(front, '/console/statistics?unit=01&year=2021')).not.toContain('2.984')
  const { page } = second
  expect(await at(second, '/console')).toContain('1 phiếu số liệu các năm trước chờ duyệt')
  expect(await at(second, sheetPath)).toContain('Nguyễn Thị Hoa đã ghi các số liệu này')
  await look(page, 'past-approve')
  await page.click('form[action$="/approval"] button')
  await page.waitForURL('**?done=saved')
  expect(await at(front, '/console/statistics?unit=01&year=2021')).toContain('2.984 hội nghị')
  await at(second, sheetPath)
  await page.click('summary:has-text("Thu hồi phiếu này")')
  await page.click('form[action$="/withdrawal"] button')
  expect(await wordsOf(page)).toContain('Xin ghi vì sao thu hồi.')
  await page.fill('[name=why]', 'Số của cấp xã ghi nhầm sang năm khác')
  await look(page, 'past-withdraw')
  await page.click('form[action$="/withdrawal"] button')
  await page.waitForURL('**?done=saved')
  expect(await at(front, '/console/statistics?unit=01&year=2021')).not.toContain('2.984')
  expect(await at(front, sheetPath)).toContain('Trần Văn Bình đã thu hồi')
  await look(front.page, 'past-withdrawn')
  await front.page.click('form[action$="/renewal"] button')
  await front.page.waitForURL('**?done=saved')
  expect(await wordsOf(front.page)).toContain('Phiếu này nhập lại từ phiếu đã thu hồi')
  sheetPath = new URL(front.page.url()).pathname
  await front.page.click('form[action$="/approval-request"] button')
  await front.page.waitForURL('**?done=saved')
  await at(second, sheetPath)
  await page.click('form[action$="/approval"] button')
  await page.waitForURL('**?done=saved')
  const listed = await at(front, '/console/statistics/past')
  expect(listed).toContain('Đã thu hồi')
  expect(listed).toContain('Số của cấp xã ghi nhầm sang năm khác')
  await look(front.page, 'past-list')
}, 60_000)

test('statistics stand filtered, two years side by side, down to a unit, with who was not heard', async () => {
  const { page } = front
  await at(front, '/console/statistics?unit=01&year=2026')
  await page.selectOption('[name=against]', '2025')
  await page.click('main form[role=search] button')
  const both = await wordsOf(page)
  expect(both).toContain('Tổng số 4 1')
  expect(both).toMatch(/Ý kiến 34 12/)
  expect(both).toMatch(/Năm 2026 chưa nhận được ý kiến nào từ \d+\/\d+/)
  await look(page, 'statistics')
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.selectOption('[name=type]', 'voter_contact')
  await page.click('main form[role=search] button')
  expect(await wordsOf(page)).toContain('Tổng số 1 0')
  await page.click('td a:has-text("1/1")')
  await page.waitForURL('**/statistics/sessions?**')
  expect(await wordsOf(page)).toContain('Tiếp xúc cử tri trước kỳ họp')
  await look(page, 'statistics-behind')
  await at(front, '/console/statistics?unit=01&year=2026')
  await page.click('details:has-text("Xem tên") summary')
  expect(await wordsOf(page)).toContain('Phường Ba Đình')
  await page.click('th a:has-text("Phường Cửa Nam")')
  await page.waitForURL('**unit=00082**')
  expect(await wordsOf(page)).toContain('Phường Cửa Nam, Quận Hoàn Kiếm nhập một phần')
  await look(page, 'statistics-ward')
}, 60_000)

test('commendations name units and bodies by criteria, and go home as Excel', async () => {
  const { page } = front
  await at(front, '/console/statistics/commendations?unit=01&year=2026')
  await page.fill('[name=answeredShare]', '95')
  await page.click('main form[role=search] button')
  expect(await wordsOf(page)).toMatch(/Phường Cửa Nam Chưa đạt/)
  await page.fill('[name=answeredShare]', '85')
  await page.click('main form[role=search] button')
  expect(await wordsOf(page)).toMatch(/Phường Cửa Nam Đạt/)
  expect(await wordsOf(page)).toMatch(/Ủy ban nhân dân phường Cửa Nam Đạt/)
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').first().click()])
  expect(download.suggestedFilename()).toBe('de-nghi-khen.xlsx')
  await look(page, 'commendations')
}, 60_000)

test('everybody reads the public page on a phone without signing in; a small number is hidden', async () => {
  const { page, complaints } = await here.visitor()
  await page.setViewportSize({ width: 360, height: 760 })
  await page.goto(`${here.url}/thong-ke?unit=01&year=2026`)
  const words = await wordsOf(page)
  expect(words).toMatch(/Ý kiến 34/)
  // Three ideas, and what would give them away.
  expect(words).toMatch(/Phản ánh dân sinh ẩn .*Hiến kế ẩn/)
  await look(page, 'public-statistics')
  expect([...complaints, ...front.complaints, ...second.complaints]).toEqual([])
}, 60_000)
