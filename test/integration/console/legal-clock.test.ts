import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let officer: Browser
beforeAll(async () => {
  here = await openConsole()
  officer = await here.browser('hoa', [{ role: 'front_officer', unitId: '00082' }])
})
afterAll(async () => await here.close())

const session = {
  unitId: '00082',
  title: 'Đối thoại về vỉa hè',
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
}
const unit = '/console/units/00082'
const textOf = (body: string): string => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const call = async (changes: Partial<typeof session> = {}): Promise<string> => {
  const made = await officer.post('/console/dialogues/new', { ...session, ...changes })
  expect(made.statusCode).toBe(303)
  return /dialogues\/([0-9a-f-]{36})/.exec(String(made.headers.location))?.[1] ?? ''
}
const sql = async (text: string): Promise<void> => {
  await here.house.database.execute(text)
}

test("a ward's page counts the dialogues of the year against the least that the law asks for", async () => {
  const none = textOf((await officer.get(unit)).body)
  expect(none).toContain('đã tổ chức 0 buổi đối thoại, dự kiến thêm 0; luật yêu cầu ít nhất 1')
  expect(none).toContain('còn thiếu, xin lên lịch')
  const id = await call()
  await call({ startsAt_date: '05/01/2027' })
  await call({ legalBasis: 'voter_contact_national_assembly' })
  const planned = textOf((await officer.get(unit)).body)
  expect(planned).toContain('đã tổ chức 0 buổi đối thoại, dự kiến thêm 1')
  expect(planned).toContain('đủ khi tổ chức đúng kế hoạch')
  await sql(
    `update dialogues set state = 'announced', starts_at = '2026-11-18T12:30:00Z', ends_at = null, collection_opens_at = '2026-11-01', collection_closes_at = '2026-11-17' where id = '${id}'`,
  )
  const unsettled = textOf((await officer.get(unit)).body)
  expect(unsettled).toContain('1 buổi đã qua ngày mà chưa ghi là đã tổ chức')
  expect(unsettled).toContain('còn thiếu')
  await sql(`update dialogues set state = 'held' where id = '${id}'`)
  const held = textOf((await officer.get(unit)).body)
  expect(held).toContain('đã tổ chức 1 buổi đối thoại, dự kiến thêm 0')
  expect(held).toContain('đã đủ')
})

test('how many voters may ask for a dialogue is told once their number is known, rounded up', async () => {
  await sql(`update units set voters = null where id = '00082' or parent_id = '00082'`)
  expect(textOf((await officer.get(unit)).body)).toContain('Chưa biết số cử tri')
  for (const voters of ['', 'nhiều', '0', '-5', '99.999.999']) {
    const back = await officer.post(`${unit}/voters`, { unitVoters: voters })
    expect([voters, back.statusCode]).toEqual([voters, 422])
    expect(back.body).toContain('Xin ghi số cử tri')
  }
  expect((await officer.post(`${unit}/voters`, { unitVoters: '12.481' })).statusCode).toBe(303)
  expect(textOf((await officer.get(unit)).body)).toContain('từ 1.249 cử tri đề nghị (bằng 10% của 12.481 cử tri)')
  const [entry] = await here.house.database.execute<{ details: unknown }>(
    `select details from audit_entries where action = 'unit.voters_set'`,
  )
  expect(entry?.details).toEqual({ from: null, to: 12_481 })
})

test('whoever has no role there cannot enter voters, and other levels have no such rule', async () => {
  const other = await here.browser('lan', [{ role: 'front_officer', unitId: '00004' }])
  expect((await other.post(`${unit}/voters`, { unitVoters: '5' })).statusCode).toBe(403)
  expect((await other.get(unit)).body).not.toContain(`${unit}/voters`)
  expect((await officer.get('/console/units/01')).body).not.toContain('Đối thoại theo luật')
})

test('a rule that is switched off shows nothing', async () => {
  await sql(`update rules set is_on = false where key in ('dialogue.yearly', 'dialogue.on_request')`)
  expect((await officer.get(unit)).body).not.toContain('Đối thoại theo luật')
  await sql(`update rules set is_on = true where key in ('dialogue.yearly', 'dialogue.on_request')`)
})

test("the session's form tells the days left for its basis and day, and saves nothing for that", async () => {
  const { only, count } = { only: 'clock', count: 'select count(*)::int as n from dialogues' }
  const [before] = await here.house.database.execute(count)
  expect((await officer.get('/console/dialogues/new')).body).toContain('Chọn căn cứ pháp lý và ngày bắt đầu')
  const counted = await officer.post('/console/dialogues/new', { ...session, startsAt_time: '', only })
  expect(counted.statusCode).toBe(200)
  expect(counted.body).toContain('Còn 7 ngày để thông báo đúng hạn (chậm nhất ngày 28/11/2026')
  expect(counted.body).toContain('Đối thoại về vỉa hè')
  const late = await officer.post('/console/dialogues/new', { ...session, startsAt_date: '25/11/2026', only })
  expect(late.body).toContain('Đã quá hạn thông báo')
  const free = await officer.post('/console/dialogues/new', { ...session, legalBasis: 'other', only })
  expect(free.body).toContain('không có thời hạn thông báo')
  expect(await here.house.database.execute(count)).toEqual([before])
  const live = '/console/dialogues/notice-clock?legalBasis=communal_dialogue&startsAt_time=19h30&startsAt_date='
  expect((await officer.get(`${live}28%2F11%2F2026`)).body).toContain('Hôm nay là ngày cuối')
  expect((await officer.get(`${live}hello`)).body).toContain('Chọn căn cứ')
})

test('counting the days of a session that stands already changes nothing of it', async () => {
  const id = await call({ startsAt_date: '12/12/2026' })
  const form = { ...session, startsAt_date: '20/12/2026', version: '1', only: 'clock' }
  const back = await officer.post(`/console/dialogues/${id}/change`, form)
  expect([back.statusCode, back.body.includes('chậm nhất ngày 13/12/2026')]).toEqual([200, true])
  expect((await officer.get(`/console/dialogues/${id}`)).body).toContain('12/12/2026')
})

test('why a notice went out late stands on the page of its session, with who let it', async () => {
  const id = await call({ startsAt_date: '24/12/2026' })
  const drafted = await officer.post(`/console/dialogues/${id}/draft`, { kind: 'announcement' })
  expect(drafted.statusCode).toBe(303)
  expect((await officer.get(`/console/dialogues/${id}`)).body).not.toContain('muộn hơn thời hạn luật định')
  await sql(`update broadcasts set state = 'running', late_note = 'Nước sông lên nhanh & nguy hiểm',
    approved_by = '${officer.officerId}', approved_at = '2026-11-21T02:00:00Z' where dialogue_id = '${id}'`)
  const page = textOf((await officer.get(`/console/dialogues/${id}`)).body)
  expect(page).toContain('Thông báo gửi muộn hơn thời hạn luật định. Lý do: Nước sông lên nhanh &amp; nguy hiểm (')
})
