import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { chooseTemplates } from '../../src/channels/index.ts'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson, zaloPerson, type Person, type ZaloPerson } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { wardOfficer, wardSession, type WardOfficer } from '../support/ward-officers.ts'

/** The time of this journey: it goes on by itself, and leaps where it is told to. */
let ahead = 0
const clock = { now: () => new Date(performance.timeOrigin + performance.now() + ahead) }
const hour = 3_600_000
const day = 24 * hour

let place: TestApp
let front: WardOfficer
let approver: WardOfficer
const sql = () => place.installation.house.database.$client
const onZalo: ZaloPerson[] = []
let onTelegram: Person

beforeAll(async () => {
  place = await startTestApp({ clock })
  await signIn()
  for (let count = 0; count < 5; count += 1) {
    const person = zaloPerson(place, `Người ${count}`)
    onZalo.push(person)
    await moveIn(person)
  }
  onTelegram = telegramPerson(place, 'Nam')
  await moveIn(onTelegram)
}, 180_000)
afterAll(async () => await place.close())

/** Nobody stays signed in for days. */
const signIn = async (): Promise<void> => {
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
}
/** All on Zalo wrote last so many days ago, as the house and the platform remember it. */
const silentFor = async (days: number): Promise<void> => {
  const at = clock.now().getTime() - days * day
  for (const { driver } of onZalo) driver.person.lastInteraction = at
  await sql()`update chats set window_opened_at = ${new Date(at).toISOString()}, last_inbound_at = ${new Date(at).toISOString()}
    where account_id = ${`zalo:${place.oaId}`}`
}
const submit = async (officer: WardOfficer, path: string, verb: string, fields: Record<string, string>) => {
  const _token = /name="_token" value="([^"]+)"/.exec((await officer.page(path)).text)?.[1] ?? ''
  return await fetch(`${place.url}${path}/${verb}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: officer.cookie, origin: place.url },
    body: new URLSearchParams({ ...fields, _token }),
  })
}
/** A notice of a session of its own, let out; `heard` counts how often each person on Zalo has got it since. */
const announce = async (perMinute?: string) => {
  await settled(place)
  const before = await Promise.all(onZalo.map(async (person) => (await person.read()).length))
  const called = await front.ask('POST', '/api/v1/dialogues', wardSession())
  const { id, texts } = (await front.ask('POST', `/api/v1/dialogues/${called.body.id}/announcement`, {})).body
  // What is held of earlier notices may come meanwhile: each is known by its code.
  const code = /KIEMTRA (\d{3} \d{3})/.exec((texts as { vi: string }).vi)?.[1] ?? 'no code'
  const digits = code.replace(' ', '')
  const path = `/console/announcements/${id}`
  if (perMinute !== undefined) await submit(front, path, 'pace', { perMinute })
  expect((await submit(approver, path, 'approve', { version: '1' })).status).toBe(303)
  const heard = async (): Promise<number[]> =>
    await Promise.all(
      onZalo.map(async (person, index) => {
        const said = (await person.read()).slice(before[index])
        return said.filter((words) => words.includes(code) || words.includes(digits)).length
      }),
    )
  return { id, path, heard }
}
const broadcastOf = async (id: string) => (await front.ask('GET', `/api/v1/broadcasts/${id}`)).body
const readable = async (path: string): Promise<string> =>
  (await front.page(path)).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const total = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0)

/** Six in the morning and a little, on the next day in Vietnam, by day for whoever is asleep now. */
const untilNextMorning = async (): Promise<void> => {
  const now = clock.now().getTime()
  ahead += day - ((now + 7 * hour) % day) + 7 * hour
  await signIn()
}

test('a paid quota that ends half-way holds the rest until they write or the quota is renewed; nobody is counted or told twice', async () => {
  await silentFor(4)
  const account = place.zalo.account(place.oaId)
  account.paidMessages = 2
  const { id, path, heard } = await announce()
  await settled(place)
  expect(await broadcastOf(id)).toMatchObject({
    state: 'done',
    // The two whom the quota paid for, and the one on Telegram.
    counts: { recipients: 6, sent: 3, held: 3, unreachable: 0, refused: 0, waiting: 0 },
  })
  const page = await readable(path)
  expect(page).toContain('đã hết hạn mức tin có phí')
  expect(page).toContain('3 người được giữ lại: tin đi ngay khi họ nhắn tới')
  expect(page).toMatch(/tự thử lại lúc 6 giờ/)
  expect(total(await heard())).toBe(2)

  const waits = (await heard()).indexOf(0)
  await onZalo[waits]?.say('xin chào')
  await settled(place)
  expect((await heard())[waits]).toBe(1)
  expect(await broadcastOf(id)).toMatchObject({ counts: { recipients: 6, sent: 4, held: 2, unreachable: 0 } })

  account.paidMessages = 100
  await untilNextMorning()
  await vi.waitFor(async () => expect(await heard()).toEqual([1, 1, 1, 1, 1]), { timeout: 20_000 })
  await settled(place)
  expect(await broadcastOf(id)).toMatchObject({ state: 'done', counts: { recipients: 6, sent: 6, held: 0 } })
  expect(await readable(path)).not.toContain('đã hết hạn mức')
})

test('while the quota is spent the planner does not count on it; the next morning it does again', async () => {
  await silentFor(4)
  const account = place.zalo.account(place.oaId)
  account.paidMessages = 0
  await announce()
  await settled(place)
  const called = await front.ask('POST', '/api/v1/dialogues', wardSession())
  const { id } = (await front.ask('POST', `/api/v1/dialogues/${called.body.id}/announcement`, {})).body
  const planned = async () =>
    await vi.waitFor(async () => {
      const { plan } = await broadcastOf(id)
      expect(plan).not.toBeNull()
      return plan
    })
  expect(await planned()).toMatchObject({ byWay: { held: { persons: 5 }, 'zalo-paid': { persons: 0 } } })
  await untilNextMorning()
  account.paidMessages = 100
  await settled(place)
  await submit(front, `/console/announcements/${id}`, 'arrange', {})
  expect(await planned()).toMatchObject({ byWay: { held: { persons: 0 }, 'zalo-paid': { persons: 5 } } })
})

const text = 'Kính mời dự <tieu_de> lúc <thoi_gian> tại <dia_diem>. Hỏi <duong_day_nong>. Mã <ma_thong_bao>.'
const chosen = async (templateId: string): Promise<void> => {
  await act(place.installation.house, systemActor('test'), async (scope) => {
    await chooseTemplates(scope, { accountId: `zalo:${place.oaId}`, chosen: { 'template:announcement': templateId } })
  })
}

test('a template that Zalo takes back half-way is told in words; the rest is held, and goes with the next template', async () => {
  await silentFor(40)
  place.zalo.addTemplate(place.oaId, { text, id: '700001' })
  await chosen('700001')
  const { id, path, heard } = await announce('60')
  await vi.waitFor(async () => expect(total(await heard())).toBeGreaterThan(0), { timeout: 10_000 })
  await place.zalo.changeTemplateStatus({ templateId: '700001', status: 'REJECT', reason: 'Sai mẫu' })
  await settled(place)
  const got = total(await heard())
  const { counts } = (await broadcastOf(id)) as unknown as { counts: Record<string, number> }
  expect(counts).toMatchObject({ recipients: 6, sent: got + 1, held: 5 - got, refused: 0, unreachable: 0 })
  expect(got).toBeLessThan(5)
  expect(await readable(path)).toContain('Zalo không nhận mẫu tin 700001 nữa')

  place.zalo.addTemplate(place.oaId, { text, id: '700002' })
  await chosen('700002')
  await untilNextMorning()
  await vi.waitFor(async () => expect(await heard()).toEqual([1, 1, 1, 1, 1]), { timeout: 20_000 })
})

test('a template that is refused without a word before is found out by its state, and no person is blamed for it', async () => {
  await silentFor(40)
  const template = place.zalo.addTemplate(place.oaId, { text, id: '700003' })
  await chosen('700003')
  template.status = 'DISABLE'
  const { id, path, heard } = await announce()
  await settled(place)
  expect(await heard()).toEqual([0, 0, 0, 0, 0])
  expect(await broadcastOf(id)).toMatchObject({
    state: 'done',
    counts: { recipients: 6, sent: 1, held: 5, refused: 0, unreachable: 0 },
  })
  expect(await readable(path)).toContain('Zalo không nhận mẫu tin 700003 nữa')
  const [row] = await sql()`select count(*) as count from chats where reachability <> 'reachable'`
  expect(Number(row?.['count'])).toBe(0)
})

test.each([
  ['forward by three days', 3 * day],
  ['back by an hour', -hour],
])(
  'a clock that jumps %s while a broadcast runs loses nobody and tells nobody twice',
  async (_how, jump) => {
    await silentFor(0)
    const { id, heard } = await announce('120')
    await vi.waitFor(async () => expect(total(await heard())).toBeGreaterThan(0), { timeout: 10_000 })
    expect(total(await heard())).toBeLessThan(5)
    ahead += jump
    await signIn()
    await silentFor(0)
    await vi.waitFor(async () => expect(total(await heard())).toBe(5), { timeout: 60_000 })
    await settled(place)
    expect(await heard()).toEqual([1, 1, 1, 1, 1])
    expect(await broadcastOf(id)).toMatchObject({ state: 'done', counts: { recipients: 6, sent: 6, waiting: 0 } })
  },
  90_000,
)
