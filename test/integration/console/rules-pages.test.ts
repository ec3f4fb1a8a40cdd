import { afterAll, beforeAll, expect, test } from 'vitest'
import { act } from '../../../src/database/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { phrase, type PhraseKey } from '../../../src/phrases/index.ts'
import { channelRules } from '../../../src/rules/index.ts'
import { addUnit } from '../../../src/units/index.ts'
import { aPdf } from '../broadcasts/ward.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let admin: Browser
let officer: Browser
let group: string
beforeAll(async () => {
  here = await openConsole()
  admin = await here.browser('chinh', [{ role: 'admin', unitId: 'vn' }])
  officer = await here.browser('hoa', [{ role: 'front_officer', unitId: '00082' }])
  group = await act(here.house, systemActor('test'), async (scope) =>
    addUnit(scope, { communeId: '00082', fullName: 'Tổ dân phố số 55' }),
  )
})
afterAll(async () => await here.close())

test('an administrator sees every figure, changes one, and the page shows what it was', async () => {
  expect((await admin.get('/console/rules/channels')).body).toContain('sms.price-per-part')
  const form = { value: '1.234,5', source: 'Hợp đồng số 12', sourceDate: '01/11/2026', verified: 'yes' }
  const saved = await admin.post('/console/rules/channels/sms.price-per-part', form)
  expect(saved.statusCode).toBe(303)
  expect((await channelRules(here.house.database)).valueOf('sms.price-per-part')).toBe(1234.5)
  const page = await admin.get('/console/rules/channels/sms.price-per-part')
  expect(page.body).toContain('350 đồng')
})

test('every figure says in words what it decides, in both languages', async () => {
  const { all } = await channelRules(here.house.database)
  const page = (await admin.get('/console/rules/channels')).body
  expect(all.length).toBeGreaterThan(40)
  for (const { key } of all) {
    const words = (['vi', 'en'] as const).map((locale) => phrase(locale, `rules:means.${key}` as PhraseKey))
    for (const text of words) expect(text).toMatch(/^\p{Lu}.{15,}/u)
    expect(words[0]).not.toBe(words[1])
    expect(page).toContain(words[0])
    expect(page).toContain(`<code class="hint">${key}</code>`)
  }
  const one = (await admin.get('/console/rules/channels/zalo.cs.free-hours')).body
  expect(one).toContain('còn được trả lời miễn phí trong bao lâu')
})

test('a figure that makes no sense comes back with a sentence and what was typed', async () => {
  const form = { value: 'hai trăm', source: 'Bảng giá mới', sourceDate: '' }
  const back = await admin.post('/console/rules/channels/zns.price', form)
  expect(back.statusCode).toBe(422)
  expect(back.body).toContain('Ô này cần một số từ 0 đến')
  expect(back.body).toContain('hai trăm')
  const undated = await admin.post('/console/rules/channels/zns.price', { ...form, value: '200', sourceDate: 'mùng 5' })
  expect(undated.body).toContain('Xin ghi ngày như')
})

test('figures and holidays are for administrators', async () => {
  for (const path of ['/console/rules/channels', '/console/rules/holidays', '/console/rules/holidays/2027']) {
    expect((await officer.get(path)).statusCode).toBe(403)
  }
})

test('the coming year is asked for on the first page until its days are pasted', async () => {
  expect((await admin.get('/console')).body).toContain('Nhập ngày nghỉ năm 2027')
  const wrong = await admin.post('/console/rules/holidays/2027', {
    csv: '05/02/2027;vui;Tết',
    source: 'Thông báo nghỉ Tết',
    sourceDate: '20/11/2026',
  })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('Dòng 1')
  const form = { csv: '05/02/2027;nghỉ;Tết Nguyên đán', source: 'Thông báo nghỉ Tết', sourceDate: '20/11/2026' }
  expect((await admin.post('/console/rules/holidays/2027', form)).statusCode).toBe(303)
  expect((await admin.get('/console')).body).not.toContain('Nhập ngày nghỉ năm 2027')
  expect((await admin.get('/console/rules/holidays/2027')).body).toContain('05/02/2027;nghỉ;Tết Nguyên đán')
})

test('an officer records a network of a ward group and ends it', async () => {
  const path = `/console/units/${group}`
  const back = await officer.post(`${path}/networks`, {
    kind: 'loudspeaker',
    name: '',
    minutesNumber: '',
    minutesDate: '08/11/2026',
  })
  expect([back.statusCode, back.body.includes('Xin ghi số biên bản')]).toEqual([422, true])
  const form = { kind: 'loudspeaker', name: '', minutesNumber: '03/BB', minutesDate: '08/11/2026', since: '' }
  expect((await officer.post(`${path}/networks`, form)).statusCode).toBe(303)
  const page = await officer.get(path)
  expect(page.body).toContain('từ 08/11/2026, theo biên bản số 03/BB ngày 08/11/2026')
  const end = /action="([^"]+\/end)"/.exec(page.body)?.[1] ?? ''
  expect((await officer.post(end)).statusCode).toBe(303)
  expect((await officer.get(path)).body).toContain('thôi dùng từ')
})

test('the minutes are attached as a file, replaced, and opened by officers of the unit only', async () => {
  const path = `/console/units/${group}`
  const form = { kind: 'notice_board', name: 'Đầu ngõ', minutesNumber: '05/BB', minutesDate: '09/11/2026', since: '' }
  expect((await officer.post(`${path}/networks`, form)).statusCode).toBe(303)
  const address = /action="([^"]+\/minutes)"/.exec((await officer.get(path)).body)?.[1] ?? ''
  expect((await officer.get(address)).statusCode).toBe(404)
  const none = await officer.upload(address, {})
  expect([none.statusCode, none.body.includes('Xin chọn tệp biên bản')]).toEqual([422, true])
  const wrong = await officer.upload(address, {}, Buffer.from('MZ, no paper'))
  expect(wrong.statusCode).toBe(422)
  expect((await officer.get(path)).body).not.toContain('Mở biên bản')
  expect((await officer.upload(address, {}, aPdf)).statusCode).toBe(303)
  expect((await officer.get(path)).body).toContain('Mở biên bản')
  const second = Buffer.concat([aPdf, Buffer.from('% 2\n')])
  expect((await officer.upload(address, {}, second)).statusCode).toBe(303)
  const leader = await here.browser('minh', [{ role: 'leader', unitId: '00082' }])
  const opened = await leader.get(address)
  expect([opened.statusCode, opened.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(opened.rawPayload.equals(second)).toBe(true)
  expect((await leader.upload(address, {}, aPdf)).statusCode).toBe(403)
  const stranger = await here.browser('son', [{ role: 'front_officer', unitId: '00004' }])
  expect((await stranger.get(address)).statusCode).toBe(403)
  expect((await stranger.upload(address, {}, aPdf)).statusCode).toBe(403)
  expect((await stranger.get(path)).body).not.toContain('Mở biên bản')
  const kept = await here.house.database.execute(
    "select state from attachments where holder like 'network-minutes:%' or state = 'erased' order by state",
  )
  expect(kept.map(({ state }) => state)).toEqual(['erased', 'stored'])
  const audited = await here.house.database.execute(
    "select details -> 'replaced' as replaced from audit_entries where action = 'network.minutes_attached' order by number",
  )
  expect(audited.map(({ replaced }) => replaced)).toEqual([false, true])
})

test('whoever has no role there sees the networks and cannot record one', async () => {
  const other = await here.browser('lan', [{ role: 'front_officer', unitId: '00004' }])
  const page = await other.get(`/console/units/${group}`)
  expect(page.body).toContain('Loa truyền thanh')
  expect(page.body).not.toContain(`/console/units/${group}/networks"`)
  const form = { kind: 'sms', name: '', minutesNumber: '1', minutesDate: '08/11/2026' }
  expect((await other.post(`/console/units/${group}/networks`, form)).statusCode).toBe(403)
})

test('a session that was held says by when its result has to be out, on its page and on the first one', async () => {
  const called = await officer.post('/console/dialogues/new', {
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
  })
  const id = /dialogues\/([0-9a-f-]{36})/.exec(String(called.headers.location))?.[1] ?? ''
  expect((await officer.get('/console')).body).toContain('Thông báo phiên họp: còn 7 ngày, chậm nhất ngày 28/11/2026')
  await here.house.database.execute(
    `update dialogues set state = 'held', starts_at = '2026-11-18T12:30:00Z', collection_opens_at = '2026-11-01T00:00:00Z', collection_closes_at = '2026-11-17T00:00:00Z', ends_at = null where id = '${id}'`,
  )
  expect((await officer.get(`/console/dialogues/${id}`)).body).toContain('chậm nhất ngày 28/11/2026')
  expect((await officer.get('/console')).body).toContain('Công bố kết quả phiên họp: còn')
})
