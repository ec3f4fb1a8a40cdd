import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, zaloPerson, type ZaloPerson } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { wardOfficer, wardSession, type WardOfficer } from '../support/ward-officers.ts'

const publicUrl = 'https://nhipcau.example'
// Zalo takes articles by day only; the journey is the same at any hour.
const shift = (34 - new Date(Date.now() + 7 * 3_600_000).getUTCHours()) * 3_600_000
const clock = { now: () => new Date(Date.now() + shift) }

let place: TestApp
let front: WardOfficer
let approver: WardOfficer
let follower: ZaloPerson
let path: string
let noticeCode: string

beforeAll(async () => {
  place = await startTestApp({ env: { PUBLIC_URL: publicUrl }, clock })
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  follower = zaloPerson(place, 'Bà Tư')
  await moveIn(follower)
  const called = await front.ask('POST', '/api/v1/dialogues', wardSession(clock.now()))
  noticeCode = String(called.body['noticeCode'])
  const made = await front.ask('POST', `/api/v1/dialogues/${called.body.id}/announcement`, {})
  path = `/console/announcements/${made.body.id}`
}, 120_000)
afterAll(async () => await place.close())

const submit = async (officer: WardOfficer, action: string, fields: Record<string, string>) => {
  const _token = /name="_token" value="([^"]+)"/.exec((await officer.page(path)).text)?.[1] ?? ''
  const response = await fetch(`${place.url}${action}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: officer.cookie, origin: publicUrl },
    body: new URLSearchParams({ ...fields, _token }),
  })
  return { status: response.status, text: await response.text() }
}
const readable = async (officer: WardOfficer): Promise<string> =>
  (await officer.page(path)).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const ask = async () => await submit(front, `${path}/articles`, { accountId: `zalo:${place.oaId}` })
const runJob = async (): Promise<void> => {
  await place.app.jobs.runNow('send-articles')
  await settled(place)
}

test('nothing can be asked for before the notice is approved; afterwards the page says whom an article goes to', async () => {
  expect(await readable(front)).not.toContain('Bài viết trên Zalo')
  expect((await ask()).status).toBe(409)
  expect((await submit(approver, `${path}/approve`, { version: '1' })).status).toBe(303)
  await settled(place)
  const page = await readable(front)
  expect(page).toContain('Bài viết trên Zalo')
  expect(page).toContain('tất cả người quan tâm')
})

test('an article that was asked for and let out by a second person reaches the followers once, and the page says when', async () => {
  const before = follower.driver.messages().length
  expect((await ask()).status).toBe(303)
  const id = /articles\/([0-9a-f-]+)\/approve/.exec((await approver.page(path)).text)?.[1] ?? ''
  await runJob()
  expect(follower.driver.messages()).toHaveLength(before)
  expect((await submit(front, `${path}/articles/${id}/approve`, {})).status).toBe(403)
  expect((await submit(approver, `${path}/articles/${id}/approve`, {})).status).toBe(303)
  await runJob()
  await runJob()
  expect(follower.driver.messages()).toHaveLength(before + 1)
  expect(await readable(front)).toContain('đã đăng')
  const again = await ask()
  expect(again.status).toBe(409)
})

test('its cover is the picture of the session as people were told of it, and of nothing else', async () => {
  const picture = await fetch(`${place.url}/verify/${noticeCode}/card.png`)
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  expect((await fetch(`${place.url}/verify/000000/card.png`)).status).toBe(404)
})

test('what is wrong stands beside its field on the page of the notice, and a stopped notice keeps its articles in sight', async () => {
  const sql = place.installation.house.database.$client
  const nowhere = await submit(front, `${path}/articles`, { accountId: 'zalo:nobody' })
  expect(nowhere.status).toBe(422)
  expect(nowhere.text).toContain('Xin chọn một tài khoản Zalo đang hoạt động')
  expect(nowhere.text).toContain('id="article"')
  await sql`update article_broadcasts set state = 'uncertain', why = 'unanswered'`
  const id = /articles\/([0-9a-f-]+)\/unsent/.exec((await front.page(path)).text)?.[1] ?? ''
  const hasty = await submit(front, `${path}/articles/${id}/unsent`, {})
  expect(hasty.status).toBe(422)
  expect(hasty.text).toContain('Xin mở tài khoản Zalo xem trước')
  expect((await submit(front, `${path}/articles/${id}/unsent`, { hasLooked: '1' })).status).toBe(303)
  expect(await readable(front)).toContain('Có thể đề nghị lại')
  expect((await ask()).status).toBe(303)

  await sql`update broadcasts set state = 'stopped', finished_at = now()`
  const page = await readable(front)
  expect(page).toContain('Thông báo đã dừng hẳn. Không đề nghị bài viết mới được nữa.')
  expect(page).toContain('Kính mời dự: Đối thoại về thu gom rác')
  expect((await approver.page(path)).text).not.toContain(`/approve"`)
})
