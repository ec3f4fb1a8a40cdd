import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../../src/kernel/actor.ts'
import { handInOpinion, type HandIn } from '../../../src/questions/index.ts'
import { meetResident } from '../../../src/residents/index.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let place: OpenConsole
let ward: Browser
let leader: Browser
let city: Browser
let stranger: Browser
const codes: string[] = []

const handIn = async (text: string, given: Partial<HandIn> = {}): Promise<void> => {
  const chatId = codes.length + 1
  const residentId = await place.as(
    systemActor('test'),
    async (scope) =>
      await meetResident(scope, {
        chatId,
        accountId: 'web:chat',
        language: 'vi',
        consents: [{ purpose: 'relay', version: 'test', act: 'chosen' }],
      }),
  )
  place.house.clock.advance(1_000)
  const { code } = await place.as(
    { kind: 'resident', residentId, chatId: String(chatId) },
    async (scope) =>
      await handInOpinion(scope, {
        unitId: '00082',
        opinionClass: 'livelihood',
        naming: 'sealed',
        text,
        attachmentIds: [],
        channel: 'web',
        language: 'vi',
        ...given,
      }),
  )
  codes.push(code)
}

beforeAll(async () => {
  place = await openConsole()
  ward = await place.browser('lan.ward', [{ role: 'front_officer', unitId: '00082' }])
  leader = await place.browser('minh.lead', [{ role: 'leader', unitId: '00082' }])
  city = await place.browser('hoa.city', [{ role: 'supervisor', unitId: '01' }])
  stranger = await place.browser('xa.front', [{ role: 'front_officer', unitId: '00004' }])
  await handIn('Rác ở ngõ 12 ba ngày không ai thu, xin gọi ông Trần Văn Hùng 0912 345 678')
  await handIn('=SUM(A1;"cống tắc") ở ngõ 5', { opinionClass: 'question' })
  await handIn('Hiến kế: làm vườn rau cộng đồng', { opinionClass: 'idea' })
})
afterAll(async () => await place.close())

const linkFrom = (body: string, path: string): string => {
  const found = [...body.matchAll(/href="([^"]+)"/g)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&'))
  return found.find((one) => one.startsWith(path)) ?? ''
}

test('from a figure of the overview to the list behind it to the message itself', async () => {
  const page = await ward.get('/console/overview')
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('3 ý kiến chờ phân loại')
  const list = await ward.get(linkFrom(page.body, '/console/questions?dialogue=unit:00082&class=idea'))
  expect(list.body).toContain('vườn rau cộng đồng')
  expect(list.body).not.toContain('Rác ở ngõ 12')
  const message = await ward.get(linkFrom(list.body, '/console/opinions/'))
  expect(message.statusCode).toBe(200)
  expect(message.body).toContain('vườn rau cộng đồng')
})

test('a city sees its wards with their figures, and goes down to one; another ward stays shut', async () => {
  const page = await city.get('/console/overview')
  const below = linkFrom(page.body, '/console/overview?unit=00082')
  expect((await city.get(below)).statusCode).toBe(200)
  expect((await stranger.get(below)).statusCode).toBe(403)
  expect((await stranger.get('/console/overview/silent?unit=01')).statusCode).toBe(403)
  expect((await city.get('/console/overview?unit=khong-co')).statusCode).toBe(404)
})

test('units in which nothing happened for a year are listed, with the list as a file', async () => {
  const page = await city.get('/console/overview/silent?unit=01')
  expect(page.body).toContain('chưa tổ chức buổi nào')
  const file = await city.get('/console/lists/silent.csv?unit=01')
  expect(file.headers['content-disposition']).toBe('attachment; filename="chua-hoat-dong.csv"')
  expect(file.body.split('\r\n').length).toBeGreaterThan(2)
})

test('above a thousand hits the search says so and shows the newest', async () => {
  const { $client: sql } = place.house.database
  const [entry] = await sql`select id from search_entries where kind = 'opinion' order by at limit 1`
  const made = await sql`
    insert into search_entries (id, kind, at, words)
    select gen_random_uuid(), kind, at - make_interval(secs => n), words
    from search_entries, generate_series(1, 1100) as n where id = ${String(entry?.['id'])} returning id`
  expect((await ward.get('/console/search?q=rac')).body).toContain('hơn 1.000 kết quả')
  await sql`delete from search_entries where id = any(${made.map((row) => String(row['id']))}::uuid[])`
})

test('search finds words without diacritics, a code, and nothing of another ward; a leader reads them masked', async () => {
  expect((await ward.get('/console/search?q=rac%20ngo%2012')).body).toContain('1 kết quả')
  expect((await ward.get('/console/search?q=t%C3%A0u')).body).toContain('Không tìm thấy')
  expect((await stranger.get('/console/search?q=rac')).body).toContain('Không tìm thấy')
  const code = codes[2] ?? ''
  expect((await ward.get(`/console/search?q=${code}`)).body).toContain('Đúng mã này')
  expect((await stranger.get(`/console/search?q=${code}`)).body).not.toContain('Đúng mã này')
  const masked = (await leader.get('/console/search?q=rac')).body
  expect(masked).not.toMatch(/0912|Trần Văn Hùng/)
})

test('a list leaves as CSV that a spreadsheet reads and does not run, masked as on the page, and is audited', async () => {
  const file = await leader.get('/console/lists/questions.csv?dialogue=unit:00082')
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(file.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(file.body).toContain(`"'=SUM(A1;""cống tắc"") ở ngõ 5"`)
  expect(file.body).not.toMatch(/0912|Trần Văn Hùng/)
  const [row] = await place.house.database.$client`
    select details->>'format' as format from audit_entries where action = 'list.exported' and actor_id = ${leader.officerId}`
  expect(row?.['format']).toBe('csv')
  const excel = await ward.get('/console/lists/questions.xlsx?dialogue=unit:00082')
  expect(excel.rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect((await stranger.get('/console/lists/questions.csv?dialogue=unit:00082')).statusCode).toBe(403)
})

test('a filter is kept by name for its owner alone; a bad name comes back with what was typed', async () => {
  const bad = await ward.post('/console/filters', { page: 'questions', query: 'class=idea', name: ' ' })
  expect(bad.statusCode).toBe(422)
  expect(bad.body).toContain('value="class=idea"')
  const kept = await ward.post('/console/filters', { page: 'questions', query: 'class=idea', name: 'Hiến kế' })
  expect(kept.headers.location).toBe('/console/questions?class=idea&done=saved')
  expect((await ward.get('/console/questions')).body).toContain('/console/questions?class=idea')
  expect((await leader.get('/console/questions')).body).not.toContain('Hiến kế</a>')
  const id = /\/console\/filters\/([^/]+)\/remove/.exec((await ward.get('/console/questions')).body)?.[1] ?? ''
  expect((await leader.post(`/console/filters/${id}/remove`, { page: 'questions' })).statusCode).toBe(404)
  await ward.post(`/console/filters/${id}/remove`, { page: 'questions' })
  expect((await ward.get('/console/questions')).body).not.toContain(id)
})
