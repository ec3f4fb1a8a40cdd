import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { wardOfficer, wardSession, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let front: WardOfficer
let approver: WardOfficer
const onZalo: Person[] = []
let onWeb: Person

beforeAll(async () => {
  place = await startTestApp()
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer', 'approver'])
  approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
}, 120_000)
afterAll(async () => await place.close())

const submit = async (officer: WardOfficer, path: string, verb: string, fields: Record<string, string>) => {
  const _token = /name="_token" value="([^"]+)"/.exec((await officer.page(path)).text)?.[1] ?? ''
  const response = await fetch(`${place.url}${path}/${verb}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: officer.cookie, origin: place.url },
    body: new URLSearchParams({ ...fields, _token }),
  })
  return { status: response.status, text: await response.text() }
}
const draft = async (): Promise<{ readonly path: string; readonly id: string; readonly vi: string }> => {
  const called = await front.ask('POST', '/api/v1/dialogues', wardSession())
  const made = await front.ask('POST', `/api/v1/dialogues/${called.body.id}/announcement`, {})
  const { vi: words } = made.body['texts'] as { vi: string }
  return { path: `/console/announcements/${made.body.id}`, id: made.body.id, vi: words }
}
const countsOf = async (id: string) => (await front.ask('GET', `/api/v1/broadcasts/${id}`)).body
/** The page as it reads, without marks and line breaks. */
const readable = (page: string): string => page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('an audience of nobody is told before and after the approval, and is no success', async () => {
  const { path, id } = await draft()
  const page = await vi.waitFor(async () => {
    const { text } = await front.page(path)
    expect(text).not.toContain('hx-trigger="every 2s"')
    return readable(text)
  })
  expect(page).toContain('Chưa có ai')
  expect((await submit(approver, path, 'approve', { version: '1' })).status).toBe(303)
  await settled(place)
  expect(await countsOf(id)).toMatchObject({ state: 'done', counts: { recipients: 0 } })
})

test('an approval by the author, a schedule in the past and words that are too long are refused in words, and change nothing', async () => {
  const { path, id, vi: words } = await draft()
  expect(readable((await front.page(path)).text)).toContain('Ông/bà đã soạn thông báo này nên cần người khác duyệt')
  expect((await submit(front, path, 'approve', { version: '1' })).status).toBe(403)
  const past = await submit(front, path, 'arrange', { beginsAt_date: '01/02/2026', beginsAt_time: '8:00' })
  expect(past.status).toBe(422)
  expect(readable(past.text)).toContain('Giờ bắt đầu gửi đã qua')
  const long = await submit(front, path, 'edit', { version: '1', vi: `${words}${' thêm'.repeat(400)}`, en: words })
  expect(long.status).toBe(422)
  expect(readable(long.text)).toMatch(/Nội dung dài \d+ ký tự, tối đa 2000 ký tự/)
  expect(long.text).toContain('thêm thêm thêm')
  expect(await countsOf(id)).toMatchObject({ state: 'draft', version: 1, beginsAt: null })
})

test('an account that Zalo suspends half-way keeps its messages; the officer reads where it stands, and others get theirs', async () => {
  for (let count = 0; count < 4; count += 1) {
    const person = zaloPerson(place, `Người ${count}`)
    onZalo.push(person)
    await moveIn(person)
  }
  onWeb = webPerson(place)
  await moveIn(onWeb)
  const before = (await onWeb.read()).length
  const account = place.zalo.account(place.oaId)
  // The first one still gets it.
  const first = place.zalo.calls.length
  const { path, id } = await draft()
  await submit(front, path, 'pace', { perMinute: '60' })
  await submit(approver, path, 'approve', { version: '1' })
  await vi.waitFor(() => expect(place.zalo.calls.length).toBeGreaterThan(first), { timeout: 10_000 })
  account.disabled = true
  const page = await vi.waitFor(
    async () => {
      const shown = readable((await front.page(path)).text)
      expect(shown).toContain('Nền tảng không nhận tin từ tài khoản «')
      return shown
    },
    { timeout: 20_000 },
  )
  expect(page).toMatch(/thử lại lúc \d{1,2} giờ/)
  await vi.waitFor(async () => expect((await onWeb.read()).length).toBe(before + 1), { timeout: 20_000 })
  const counts = async () => (await countsOf(id))['counts'] as Record<string, number>
  const stuck = await counts()
  expect(stuck).toMatchObject({ recipients: 5, refused: 0, unreachable: 0, expired: 0, uncertain: 0 })
  expect(stuck['waiting']).toBeGreaterThan(0)
  // Given free again, they go on by themselves once the pause is over; a pause of minutes is shortened for the test.
  account.disabled = false
  const sql = place.installation.house.database.$client
  await sql`update accounts set paused_until = now() where id = ${`zalo:${place.oaId}`}`
  await sql`update outbox set due_at = now() where state = 'waiting'`
  await settled(place)
  expect(await countsOf(id)).toMatchObject({ state: 'done', counts: { recipients: 5, sent: 5, waiting: 0 } })
  for (const person of onZalo) expect((await person.read()).filter((text) => text.includes('kính mời'))).toHaveLength(1)
})
