import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseTemplates } from '../../src/channels/index.ts'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { startSmsEmulator, type SmsEmulator } from '../emulators/sms/start-sms-emulator.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person, type ZaloPerson } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { setUpSmsGateway } from '../support/sms-gateway.ts'
import { sendNotice, wardOfficer, wardSession, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let gateway: SmsEmulator
let front: WardOfficer
let approver: WardOfficer
const phone = '+84912345678'
const people: Record<string, Person> = {}
const sql = () => place.installation.house.database.$client

/** Somebody who wrote last so many days ago, as the house and their platform remember it. */
const silentFor = async (person: ZaloPerson, days: number): Promise<void> => {
  const at = Date.now() - days * 86_400_000
  person.driver.person.lastInteraction = at
  await sql()`update chats set window_opened_at = ${new Date(at).toISOString()}, last_inbound_at = ${new Date(at).toISOString()}
    where id = (select max(id) from chats)`
}

const setUpPhones = async (): Promise<void> => {
  gateway = await startSmsEmulator({ webhookUrl: `${place.url}/webhooks/sms/default`, at: new Date() })
  await setUpSmsGateway(place, gateway)
}

const texts = (): string[] =>
  gateway
    .phone(phone)
    .messages.filter(({ from }) => from === 'gateway')
    .map(({ text }) => text)

beforeAll(async () => {
  place = await startTestApp()
  await setUpPhones()
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  for (const [name, days] of [
    ['recent', 0],
    ['lastWeek', 4],
    ['longAgo', 40],
  ] as const) {
    const person = zaloPerson(place, name)
    people[name] = person
    await moveIn(person)
    if (days > 0) await silentFor(person, days)
  }
  people['telegram'] = telegramPerson(place, 'Nam')
  people['web'] = webPerson(place)
  await moveIn(personOf('telegram'))
  await moveIn(personOf('web'))
  for (const words of ['xin chào', '1', 'phường Cửa Nam', '1']) {
    await settled(place)
    gateway.reply(phone, words)
    await gateway.settle()
    await settled(place)
  }
}, 180_000)
afterAll(async () => {
  await gateway.close()
  await place.close()
})

const personOf = (name: string): Person => {
  const person = people[name]
  if (!person) throw new Error(`nobody is called ${name}`)
  return person
}

/** What each of them hears while something is done; the one with the plain phone is `phone`. */
const heardBy = async (doing: () => Promise<unknown>): Promise<Record<string, string[]>> => {
  await settled(place)
  const before: Record<string, number> = { phone: texts().length }
  for (const [name, person] of Object.entries(people)) before[name] = (await person.read()).length
  await doing()
  await settled(place)
  await gateway.settle()
  const heard: Record<string, string[]> = { phone: texts().slice(before['phone']) }
  for (const [name, person] of Object.entries(people)) heard[name] = (await person.read()).slice(before[name])
  return heard
}

/** Fills in a form of the console as a browser does. */
const submit = async (officer: WardOfficer, page: string, action: string, fields: Record<string, string>) => {
  const shown = await officer.page(page)
  const _token = /name="_token" value="([^"]+)"/.exec(shown.text)?.[1] ?? ''
  return await fetch(`${place.url}${action}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: officer.cookie, origin: place.url },
    body: new URLSearchParams({ ...fields, _token }),
  })
}

const call = async (changes: Record<string, unknown> = {}) =>
  (await front.ask('POST', '/api/v1/dialogues', { ...wardSession(), ...changes })).body
const draftOf = async (dialogueId: string, kind = 'announcement') =>
  (await front.ask('POST', `/api/v1/dialogues/${dialogueId}/announcement`, { kind })).body
/** The draft with its plan, which a worker makes within moments. */
const planned = async (id: string) => {
  for (;;) {
    const { body } = await front.ask('GET', `/api/v1/broadcasts/${id}`)
    if (body['plan'] !== null) return body
    await settled(place)
  }
}

let dialogueId: string
let announcementId: string

test('before anybody approves, the officer sees how many by which way, what it costs, and who gets it only when they write', async () => {
  dialogueId = (await call()).id
  announcementId = (await draftOf(dialogueId)).id
  const ways = {
    'zalo-free': { persons: 1, cost: 0 },
    'zalo-paid': { persons: 1, cost: 55 },
    telegram: { persons: 1, cost: 0 },
    web: { persons: 1, cost: 0 },
    held: { persons: 1, cost: 0 },
  }
  expect((await planned(announcementId))['plan']).toMatchObject({ persons: 6, unreachable: 0, byWay: ways })
  const page = await front.page(`/console/announcements/${announcementId}`)
  for (const words of ['tới 5/6 người', 'Zalo, có phí', 'Tin nhắn SMS', 'Chờ đến khi họ nhắn lại']) {
    expect(page.text.includes(words), words).toBe(true)
  }
})

test('an approved template reaches also who wrote long ago; without money they are held again', async () => {
  const text = 'Kính mời dự <tieu_de> lúc <thoi_gian> tại <dia_diem>. Hỏi <duong_day_nong>. Mã <ma_thong_bao>.'
  place.zalo.addTemplate(place.oaId, { text, id: '700001' })
  await act(place.installation.house, systemActor('test'), async (scope) => {
    await chooseTemplates(scope, { accountId: `zalo:${place.oaId}`, chosen: { 'template:announcement': '700001' } })
  })
  const path = `/console/announcements/${announcementId}`
  expect((await submit(front, path, `${path}/arrange`, { free: '1' })).status).toBe(303)
  expect((await planned(announcementId))['plan']).toMatchObject({
    cost: 0,
    // An SMS always costs, so nothing reaches the plain phone.
    unreachable: 1,
    byWay: { held: { persons: 2 } },
  })
  expect((await submit(front, path, `${path}/arrange`, {})).status).toBe(303)
  expect((await planned(announcementId))['plan']).toMatchObject({
    byWay: { 'zalo-template': { persons: 1 }, held: { persons: 0 } },
  })
})

test('it comes to each of them once, by the way that was foreseen', async () => {
  const heard = await heardBy(async () => {
    const path = `/console/announcements/${announcementId}`
    expect((await submit(approver, path, `${path}/approve`, { version: '1' })).status).toBe(303)
    await settled(place)
  })
  expect(Object.fromEntries(Object.entries(heard).map(([name, all]) => [name, all.length]))).toEqual({
    recent: 1,
    lastWeek: 1,
    longAgo: 1,
    telegram: 1,
    web: 1,
    phone: 1,
  })
  expect(heard['longAgo']?.[0]).toMatch(/^Kính mời dự Đối thoại về thu gom rác/)
  expect(heard['recent']?.[0]).toContain('nhắn KIEMTRA')
  // A phone of any kind: no diacritics, no link.
  expect(heard['phone']?.[0]).toMatch(/^[\x20-\x7e]+$/)
  expect(heard['phone']?.[0]).not.toMatch(/https?:/)
  const { body } = await front.ask('GET', `/api/v1/broadcasts/${announcementId}`)
  expect(body).toMatchObject({ state: 'done', counts: { recipients: 6, sent: 6 } })
})

test('a word to those who asked something is written in the console, let out by a second person, and comes to them alone', async () => {
  const asking = personOf('telegram')
  await asking.say('HOI Bao giờ đặt thêm thùng rác ở ngõ 5?')
  await asking.choose('Gửi')
  const path = `/console/dialogues/${dialogueId}/letters/message`
  const empty = await submit(front, path, path, { vi: '  ', circle: 'asked' })
  expect(empty.status).toBe(422)
  expect((await empty.text()).includes('Xin viết nội dung muốn gửi')).toBe(true)
  const nobody = await submit(front, path, path, { vi: 'Xin mời vào cổng số 2.' })
  expect(nobody.status).toBe(422)
  const page = await nobody.text()
  expect(page.includes('Xin chọn ít nhất một nhóm người nhận')).toBe(true)
  // What was typed is kept.
  expect(page.includes('Xin mời vào cổng số 2.')).toBe(true)
  const drafted = await submit(front, path, path, { vi: 'Xin mời vào cổng số 2.', circle: 'asked' })
  const letter = /\/console\/announcements\/[0-9a-f-]+/.exec(drafted.headers.get('location') ?? '')?.[0] ?? ''
  const heard = await heardBy(async () => {
    expect((await submit(front, letter, `${letter}/approve`, { version: '1' })).status).toBe(403)
    expect((await submit(approver, letter, `${letter}/approve`, { version: '1' })).status).toBe(303)
  })
  expect(Object.values(heard).flat()).toHaveLength(1)
  expect(heard['telegram']?.[0]).toContain('Xin mời vào cổng số 2.')
})

test('a cancellation goes to exactly those who got it, and to nobody who came later', async () => {
  people['newcomer'] = zaloPerson(place, 'Chị Bảy')
  await moveIn(personOf('newcomer'))
  const path = `/console/dialogues/${dialogueId}`
  const cancelled = await submit(front, path, `${path}/cancel`, { reason: 'Mưa bão, đường ngập', version: '1' })
  expect(cancelled.status).toBe(303)
  const heard = await heardBy(async () => {
    const { counts } = (await sendNotice(front, approver, dialogueId, 'cancellation')) as unknown as {
      counts: { recipients: number }
    }
    expect(counts.recipients).toBeGreaterThanOrEqual(0)
  })
  // No template was chosen for cancellations, so who wrote long ago gets it when they write.
  expect(Object.fromEntries(Object.entries(heard).map(([name, all]) => [name, all.length]))).toEqual({
    recent: 1,
    lastWeek: 1,
    longAgo: 0,
    telegram: 1,
    web: 1,
    phone: 1,
    newcomer: 0,
  })
  for (const [name, all] of Object.entries(heard)) {
    for (const text of all) expect(text, name).toMatch(/ĐÃ HỦY|DA HUY/)
  }
})

test('a notice that would come later than the law allows is refused in words; a session at short notice needs a reason', async () => {
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  const times = {
    startsAt: `${soon}T08:30:00+07:00`,
    endsAt: `${soon}T11:30:00+07:00`,
    collectionClosesAt: `${soon}T07:00:00+07:00`,
  }
  const late = await draftOf((await call(times)).id)
  const path = `/console/announcements/${late.id}`
  const refused = await submit(approver, path, `${path}/approve`, { version: '1' })
  expect(refused.status).toBe(409)
  expect(await refused.text()).toMatch(/Không duyệt được: thông báo phải gửi trước ít nhất 7 ngày/)
  expect((await front.ask('GET', `/api/v1/broadcasts/${late.id}`)).body).toMatchObject({
    state: 'draft',
    approvedAt: null,
  })

  const urgent = await draftOf((await call({ ...times, rhythm: 'ad_hoc' })).id)
  const its = `/console/announcements/${urgent.id}`
  const without = await submit(approver, its, `${its}/approve`, { version: '1' })
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Xin ghi rõ lý do phải thông báo gấp')
  const withReason = { version: '1', lateBecause: 'Sạt lở bờ sông, phải bàn ngay việc di dời' }
  expect((await submit(approver, its, `${its}/approve`, withReason)).status).toBe(303)
  await settled(place)
  expect((await front.ask('GET', `/api/v1/broadcasts/${urgent.id}`)).body).toMatchObject({
    lateNote: 'Sạt lở bờ sông, phải bàn ngay việc di dời',
  })
})
