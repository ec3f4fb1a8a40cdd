import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { endAllSessions } from '../../../src/officers/index.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let hoa: Browser
beforeAll(async () => {
  here = await openConsole()
  hoa = await here.browser('hoa', [
    { role: 'front_officer', unitId: '00082' },
    { role: 'admin', unitId: 'vn' },
  ])
})
afterAll(async () => await here.close())

const refusals = async (): Promise<string[]> => {
  const rows = await here.house.database.execute<{ why: string }>(
    "select details ->> 'why' as why from audit_entries where action = 'console.refused' order by id",
  )
  return rows.map((row) => row.why)
}

const session = {
  title: 'Đối thoại với Nhân dân',
  type: 'dialogue',
  rhythm: 'periodic',
  mode: 'in_person',
  legalBasis: 'communal_dialogue',
  purpose: 'consult',
  hosts: 'Ủy ban nhân dân phường Cửa Nam; Chủ tịch phường',
  startsAt_date: '05/12/2026',
  startsAt_time: '19h30',
  place: 'Hội trường phường',
  hotline: '024 3825 1234',
  audience: 'whole',
} as const

test('a form from another site is refused and audited, whatever it carries', async () => {
  const form = { _token: hoa.formToken, name: 'X', title: '', language: 'vi' }
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ]) {
    const response = await hoa.forge('/console/account/profile', { cookie: hoa.cookie, ...headers }, form)
    expect(response.statusCode).toBe(403)
  }
  expect((await refusals()).filter((why) => why === 'foreign form')).toHaveLength(4)
})

test('a form without the proof of this sign-in is not done, audited, and can be sent again with all that was typed', async () => {
  const typed = 'Nguyễn "Hoa" <b>'
  const response = await hoa.forge(
    '/console/account/profile',
    { cookie: hoa.cookie, origin: 'http://console.test' },
    { _token: 'x'.repeat(43), name: typed, title: '', language: 'vi' },
  )
  expect(response.statusCode).toBe(403)
  expect(response.body).toContain('Nguyễn &quot;Hoa&quot; &lt;b&gt;')
  expect(response.body).toContain(hoa.formToken)
  expect(await refusals()).toContain('stale form')
})

test('a session that ended loses no typed text, and a typed password is not written into the page', async () => {
  const guest = await here.browser('guest', [{ role: 'front_officer', unitId: '00082' }])
  const signedIn = { kind: 'officer', officerId: guest.officerId, grants: [] } as const
  await here.as(signedIn, async (scope) => await endAllSessions(scope, {}))
  const response = await guest.post('/console/questions/new', { text: 'Đèn đường hỏng', password: 'bí mật lắm' })
  expect(response.statusCode).toBe(401)
  expect(response.body).toContain('Đèn đường hỏng')
  expect(response.body).not.toContain('bí mật lắm')
})

test('a session that has run out is refused, loses no typed text, and is audited once', async () => {
  const late = await here.browser('late', [{ role: 'front_officer', unitId: '00082' }])
  const { $client: sql } = here.house.database
  await sql`update officer_sessions set last_seen_at = last_seen_at - interval '13 hours' where officer_id = ${late.officerId}`
  for (let times = 0; times < 2; times += 1) {
    const response = await late.post('/console/questions/new', { text: 'Cống tắc ở ngõ 9' })
    expect(response.statusCode).toBe(401)
    expect(response.body).toContain('Cống tắc ở ngõ 9')
  }
  const noted = await sql`
    select subject_id, details from audit_entries where action = 'console.refused' and details->>'why' = 'expired session'`
  expect(noted.map((row) => [row['subject_id'], row['details']])).toEqual([
    ['POST /console/questions/new', { why: 'expired session', officerId: late.officerId }],
  ])
  expect(await refusals()).toContain('expired session')
})

test('what is wrong stands beside its field, what was typed is kept to the letter, and nothing is done', async () => {
  const agenda = '15; Báo cáo <kết quả>; Chủ tịch\n  20; Hỏi & đáp'
  const response = await hoa.post('/console/dialogues/new', { ...session, hotline: '12', agenda })
  expect(response.statusCode).toBe(422)
  expect(response.body).toMatch(/id="f-hotline-fault"/)
  expect(response.body).toMatch(/<a href="#f-hotline">/)
  const kept = /<textarea[^>]+name="agenda"[^>]*>\n?([^<]*)<\/textarea/.exec(response.body)?.[1]
  expect(kept).toBe('15; Báo cáo &lt;kết quả&gt;; Chủ tịch\n  20; Hỏi &amp; đáp')
  expect(response.body).toContain('value="05/12/2026"')
  const [row] = await here.house.database.execute<{ n: number }>('select count(*)::int as n from dialogues')
  expect(row?.n).toBe(0)
})

test('a session is called, its notice drafted; the author cannot approve it, a second person can', async () => {
  const made = await hoa.post('/console/dialogues/new', session)
  expect(made.statusCode).toBe(303)
  const path = String(made.headers.location).split('?')[0] ?? ''
  const drafted = await hoa.post(`${path}/draft`, { kind: 'announcement' })
  const notice = String(drafted.headers.location).split('?')[0] ?? ''
  const page = await hoa.get(notice)
  expect(page.body).toContain('19 giờ 30, thứ Bảy, ngày 05/12/2026')
  expect(page.body).not.toContain(`${notice}/approve`)
  expect((await hoa.post(`${notice}/approve`, { version: '1' })).statusCode).toBe(403)
  const binh = await here.browser('binh', [{ role: 'approver', unitId: '00082' }])
  expect((await hoa.get('/console')).body).not.toContain(notice)
  expect((await binh.get('/console')).body).toContain(notice)
  const approved = await binh.post(`${notice}/approve`, { version: '1' })
  expect([approved.statusCode, approved.headers.location]).toEqual([303, `${notice}?done=approved`])
  expect((await binh.post(`${notice}/approve`, { version: '1' })).statusCode).toBe(409)
})

test('two officers who change the same session: the second sees that it went on and keeps what they typed', async () => {
  const made = await hoa.post('/console/dialogues/new', { ...session, title: 'Buổi thứ hai' })
  const path = String(made.headers.location).split('?')[0] ?? ''
  expect((await hoa.post(`${path}/change`, { ...session, title: 'Bản của người một', version: '1' })).statusCode).toBe(
    303,
  )
  const late = await hoa.post(`${path}/change`, { ...session, title: 'Bản của người hai', version: '1' })
  expect(late.statusCode).toBe(409)
  expect(late.body).toContain('Bản của người hai')
  expect((await hoa.get(path)).body).toContain('Bản của người một')
})

test('saving a session’s form unchanged changes nothing, so that nobody is told of a change', async () => {
  here.house.clock.advance(12_345)
  const made = await hoa.post('/console/dialogues/new', { ...session, title: 'Buổi không đổi' })
  const path = String(made.headers.location).split('?')[0] ?? ''
  const page = (await hoa.get(`${path}/change`)).body
  const value = (name: string): string => new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(page)?.[1] ?? ''
  const moments = ['startsAt', 'collectionOpensAt', 'collectionClosesAt'].flatMap((name) => [
    `${name}_date`,
    `${name}_time`,
  ])
  const form = {
    ...session,
    title: 'Buổi không đổi',
    ...Object.fromEntries(moments.map((name) => [name, value(name)])),
  }
  expect(value('collectionOpensAt_date')).toMatch(/^\d{2}\/\d{2}\/\d{4}$/)
  expect((await hoa.post(`${path}/change`, { ...form, version: '1' })).statusCode).toBe(303)
  const [row] = await here.house.database.execute<{ version: number }>(
    `select version from dialogues where id = '${path.split('/').at(-1)}'`,
  )
  expect(row?.version).toBe(1)
})

test('an officer of another ward neither reads nor writes here, by pages or by forged ids; it is audited', async () => {
  const made = await hoa.post('/console/dialogues/new', { ...session, title: 'Chuyện riêng của phường' })
  const path = String(made.headers.location).split('?')[0] ?? ''
  const stranger = await here.browser('stranger', [{ role: 'front_officer', unitId: '00004' }])
  const before = (await refusals()).length
  expect((await stranger.get(path)).statusCode).toBe(403)
  expect((await stranger.post(`${path}/cancel`, { reason: 'x', version: '1' })).statusCode).toBe(403)
  expect((await stranger.get(`/console/questions?dialogue=${path.split('/').at(-1)}`)).statusCode).toBe(403)
  expect((await stranger.get('/console/questions?dialogue=unit:00082')).statusCode).toBe(403)
  expect((await stranger.get(`/console/officers/${hoa.officerId}`)).statusCode).toBe(403)
  expect(
    (await stranger.post('/console/questions/new', { unitId: '00082', text: 'x', opinionClass: 'idea' })).statusCode,
  ).toBe(403)
  expect((await stranger.get('/console/dialogues')).body).not.toContain('Chuyện riêng của phường')
  expect((await refusals()).length - before).toBe(6)
})

test('an opinion that is entered comes back as a slip with its code; reloading it enters nothing again', async () => {
  const form = {
    text: 'Đèn đường hỏng <b>',
    opinionClass: 'livelihood',
    naming: 'sealed',
    channel: 'phone',
    dialogueId: 'none',
  }
  const entered = await hoa.post('/console/questions/new', form)
  expect(entered.statusCode).toBe(303)
  const slip = String(entered.headers.location)
  const page = await hoa.get(slip)
  expect(page.body).toMatch(/\d{4} \d{4} \d{4}/)
  expect(page.body).toContain('Đèn đường hỏng &lt;b&gt;')
  await hoa.get(slip)
  const [row] = await here.house.database.execute<{ n: number }>('select count(*)::int as n from opinions')
  expect(row?.n).toBe(1)
  const other = await here.browser('curious', [{ role: 'front_officer', unitId: '00082' }])
  expect((await other.get(slip)).statusCode).toBe(404)
  expect((await hoa.get('/console/questions?dialogue=unit:00082')).body).toContain('Đèn đường hỏng &lt;b&gt;')
})

test.each([
  '/console/dialogues/not-an-id',
  "/console/dialogues/' or 1=1 --",
  '/console/announcements/0198c0de-0000-7000-8000-00000000ffff',
  '/console/units/%00',
  '/console/questions/receipt?slip=AAAA',
  '/console/desk/../../etc/passwd',
  '/console/nowhere',
])('%s is answered with a page that says it is not there', async (path) => {
  const response = await hoa.get(path)
  expect(response.statusCode).toBe(404)
})

test.each([
  '/console/questions?after=%00%ff',
  '/console/dialogues?after=zzzz',
  '/console/units?q=%00%F0%9F%98%80',
  '/console?done=<script>',
])('nonsense in the address (%s) is no fault of ours', async (path) =>
  expect((await hoa.get(path)).statusCode).toBeLessThan(500),
)

test('the CSV of ward groups is taken whole or not at all, every fault with its line', async () => {
  const path = '/console/units/00082'
  const wrong = await hoa.post(`${path}/import`, { csv: 'Tên,Số cử tri\nTổ dân phố số 7,412\nSố 8,5\nTổ 9,nhiều' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body.match(/Dòng \d/g)).toEqual(['Dòng 3', 'Dòng 4'])
  expect((await hoa.get(path)).body).not.toContain('Tổ dân phố số 7')
  const right = await hoa.post(`${path}/import`, { csv: 'Tên,Số cử tri\nTổ dân phố số 7,412\nTổ 9,1.250' })
  expect(right.statusCode).toBe(303)
  expect((await hoa.get(path)).body).toContain('Tổ dân phố số 7')
})

test('the page of notices asks the database a handful of times, however many sessions there are', async () => {
  const countStatements = async (): Promise<{ statements: number; notices: number }> => {
    const asked = vi.spyOn(here.house.database.$client, 'unsafe')
    const { body } = await hoa.get('/console/announcements')
    const statements = asked.mock.calls.length
    asked.mockRestore()
    return { statements, notices: body.match(/<li class="row">/g)?.length ?? 0 }
  }
  const before = await countStatements()
  for (const title of ['Buổi một', 'Buổi hai', 'Buổi ba']) {
    const made = await hoa.post('/console/dialogues/new', { ...session, title })
    await hoa.post(`${String(made.headers.location).split('?')[0]}/draft`, { kind: 'announcement' })
  }
  const after = await countStatements()
  expect(after.notices).toBe(before.notices + 3)
  expect([before.statements, after.statements]).toEqual([before.statements, before.statements])
  expect(before.statements).toBeGreaterThan(0)
  expect(after.statements).toBeLessThanOrEqual(8)
})

test('duty hours are typed as the times of a session are, and what cannot be read is said beside the field', async () => {
  const form = { unitId: '00082', days: ['1', '5'], phone: '024 3825 1234' }
  const hours = { morning_from: '7h30', morning_until: '11 giờ 30', afternoon_from: '13:30', afternoon_until: '17' }
  const page = (await hoa.get('/console/desk/hours')).body
  expect(page).not.toContain('type="time"')
  expect(page.match(/placeholder="giờ:phút"/g)).toHaveLength(4)
  expect((await hoa.post('/console/desk/hours', { ...form, ...hours })).statusCode).toBe(303)
  const kept = (await hoa.get('/console/desk/hours')).body
  for (const time of ['07:30', '11:30', '13:30', '17:00']) expect(kept).toContain(`value="${time}"`)

  const refused = async (changes: object) => await hoa.post('/console/desk/hours', { ...form, ...hours, ...changes })
  const unread = await refused({ afternoon_until: '5 pm' })
  expect(unread.statusCode).toBe(422)
  expect(unread.body).toMatch(/id="f-hours">\s*Xin điền giờ, ví dụ 13:30\./)
  expect(unread.body).toContain('value="5 pm"')
  expect((await refused({ afternoon_until: '' })).body).toContain('Xin điền giờ, ví dụ 13:30.')
  expect((await refused({ morning_until: '7:30' })).body).toContain('giờ bắt đầu phải trước giờ kết thúc')
  expect((await refused({ days: [] })).body).toContain('Xin chọn ít nhất một ngày trực.')
  const noMoment = await hoa.post('/console/dialogues/new', { ...session, startsAt_time: '5 pm' })
  expect(noMoment.body).toContain('Xin điền ngày và giờ, ví dụ 05/12/2026 và 13:30.')
})

test('the figures beside the list of questions are renewed with it', async () => {
  const entry = { text: 'Nên trồng cây xanh ở phố', naming: 'sealed', channel: 'phone', dialogueId: 'none' }
  await hoa.post('/console/questions/new', { ...entry, opinionClass: 'idea' })
  const page = (await hoa.get('/console/questions?dialogue=unit:00082')).body
  const live = (/hx-get="([^"]+)"/.exec(page)?.[1] ?? '').replaceAll('&amp;', '&')
  expect((await hoa.get(live)).statusCode).toBe(204)
  const [opinion] = await here.house.database.execute<{ id: string }>(
    "select id from opinions where opinion_class = 'idea'",
  )
  await here.house.database.execute(`update opinions set opinion_class = 'question' where id = '${opinion?.id}'`)
  const renewed = await hoa.get(live)
  expect(renewed.statusCode).toBe(200)
  expect(renewed.body).toContain('id="shares"')
  expect(renewed.body).toContain('class="class-bars')
})
