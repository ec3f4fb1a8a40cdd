import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let officer: Browser
let stranger: Browser
const day = 86_400_000

const lists = [
  'questions',
  'items',
  'dialogues',
  'overview',
  'silent',
  'answers',
  'announcements',
  'forms',
  'conclusions',
  'clocks',
  'handovers',
  'dialogue-requests',
  'plans',
  'syntheses',
  'audit',
  'officers',
] as const

beforeAll(async () => {
  here = await openConsole()
  officer = await here.browser('hoa', [{ role: 'front_officer', unitId: '00082' }])
  stranger = await here.browser('lan', [{ role: 'front_officer', unitId: '00004' }])
  const made = await officer.post('/console/dialogues/new', {
    unitId: '00082',
    title: '=Đối thoại về vỉa hè, "phố Huế"',
    type: 'dialogue',
    rhythm: 'periodic',
    mode: 'in_person',
    legalBasis: 'communal_dialogue',
    purpose: 'consult',
    hosts: 'Ủy ban nhân dân phường Cửa Nam',
    startsAt_date: '05/12/2026',
    startsAt_time: '19h30',
    place: 'Hội trường phường',
    hotline: '024 3825 1234',
    audience: 'whole',
  })
  expect(made.statusCode).toBe(303)
  // The last day for its notice has passed.
  await here.house.database.$client`
    update dialogues set starts_at = ${new Date(here.house.clock.now().getTime() + 3 * day).toISOString()}, ends_at = null`
})
afterAll(async () => await here.close())

const file = async (who: Browser, name: string, format: string) =>
  await who.get(`/console/lists/${name}.${format}?of=open`)

test.each(lists)('%s goes home as CSV that Excel reads, and as Excel, with the same rows', async (name) => {
  const csv = await file(officer, name, 'csv')
  expect([csv.statusCode, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8'])
  expect(csv.body.startsWith('\uFEFF')).toBe(true)
  expect(csv.body.split('\r\n').length).toBeGreaterThanOrEqual(2)
  const excel = await file(officer, name, 'xlsx')
  expect(excel.statusCode).toBe(200)
  const parts = unzipSync(new Uint8Array(excel.rawPayload))
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  // The book of acts grows with each list that is taken home.
  const grown = name === 'audit' ? 1 : 0
  expect(sheet.match(/<row\b/gu)?.length).toBe(csv.body.replaceAll(/"[^"]*"/gu, '').split('\r\n').length - 1 + grown)
})

test('a list holds what its page shows, nothing of another unit, and what looks like a formula is text', async () => {
  const clocks = (await file(officer, 'clocks', 'csv')).body
  expect(clocks).toContain('Thông báo về buổi')
  expect((await file(officer, 'dialogues', 'csv')).body).toContain(`"'=Đối thoại về vỉa hè, ""phố Huế"""`)
  expect((await file(stranger, 'clocks', 'csv')).body).not.toContain('vỉa hè')
  expect((await file(stranger, 'dialogues', 'csv')).body).not.toContain('vỉa hè')
  const noted = await here.house.database.$client`select 1 from audit_entries where action = 'list.exported'`
  expect(noted.length).toBeGreaterThan(0)
})

test('every page of a list leads to its files', async () => {
  const pages = ['clocks', 'dialogues?show=all', 'audit', 'officers']
  for (const page of pages) {
    const name = page.split('?')[0] ?? ''
    expect([page, (await officer.get(`/console/${page}`)).body.includes(`/console/lists/${name}.csv`)]).toEqual([
      page,
      true,
    ])
  }
})
