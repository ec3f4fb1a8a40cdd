import { afterAll, beforeAll, expect, test } from 'vitest'
import { callDialogue, markTold, type Dialogue } from '../../../src/dialogues/index.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let hoa: Browser
let leader: Browser
let stranger: Browser
let session: Dialogue
beforeAll(async () => {
  here = await openConsole()
  hoa = await here.browser('hoa', [{ role: 'front_officer', unitId: '00082' }])
  leader = await here.browser('leader', [{ role: 'leader', unitId: '00082' }])
  stranger = await here.browser('stranger', [{ role: 'front_officer', unitId: '00004' }])
  const unitPath = ['vn', '01', '00082']
  const actor = (['front_officer', 'approver'] as const).map((role) => ({ role, unitId: '00082', unitPath }))
  const officer = { kind: 'officer' as const, officerId: hoa.officerId, grants: actor }
  const now = here.house.clock.now().getTime()
  session = await here.as(
    officer,
    async (scope) =>
      await callDialogue(scope, {
        unitId: '00082',
        title: 'Đối thoại với Nhân dân',
        type: 'dialogue',
        rhythm: 'periodic',
        mode: 'in_person',
        legalBasis: 'communal_dialogue',
        purpose: 'consult',
        hosts: [{ name: 'Ủy ban nhân dân phường Cửa Nam' }],
        place: 'Hội trường phường',
        startsAt: new Date(now + 14 * 86_400_000),
        collectionClosesAt: new Date(now + 12 * 86_400_000),
        hotline: '024 3825 1234',
      }),
  )
  await here.as(officer, async (scope) => await markTold(scope, { id: session.id, version: 1, kind: 'announcement' }))
})
afterAll(async () => await here.close())

const door = (): string => `/console/attendance/${session.id}`
const shownCount = (body: string): string => /class="so-many">\s*<strong>([\d.]+)</u.exec(body)?.[1] ?? ''

test('a count by hand that is sent twice counts once, and the group chosen stays chosen', async () => {
  const form = { key: newId(), group: 'g1', quick: '3' }
  for (let times = 0; times < 2; times += 1) {
    const response = await hoa.post(`${door()}/count`, form)
    expect([response.statusCode, response.headers.location]).toEqual([303, `${door()}?group=g1#hand`])
  }
  const page = await hoa.get(`${door()}?group=g1`)
  expect(shownCount(page.body)).toBe('3')
  expect(page.body).toMatch(/<option value="g1" selected/u)
  expect(page.headers['permissions-policy']).toContain('camera=(self)')
})

test('what does not fit is said beside its field, and nothing is counted', async () => {
  const bad = [
    { key: newId(), group: '', persons: 'ba', says: 'từ 1 đến' },
    { key: newId(), group: '', persons: '2', households: '3', says: 'Số hộ' },
    { key: newId(), group: '00004', quick: '1', says: 'Không tìm thấy thôn' },
  ]
  for (const { says, ...form } of bad) {
    const response = await hoa.post(`${door()}/count`, form)
    expect([says, response.statusCode]).toEqual([says, 422])
    expect(response.body).toContain(says)
    expect(shownCount(response.body)).toBe('3')
  }
})

test('who may only read of the session sees its figures, no names, and does not stand at its door', async () => {
  await hoa.post(`${door()}/invitations`, { list: 'Bà Nguyễn Thị Bí Mật; Chủ tịch' })
  expect((await hoa.get(`${door()}/invitations`)).body).toContain('Bí Mật')
  expect((await hoa.get(`${door()}/invitations/print`)).body).toContain('Bí Mật')
  for (const one of [leader, stranger]) {
    for (const path of [door(), `${door()}/invitations`, `${door()}/invitations/print`]) {
      const page = await one.get(path)
      expect([path, page.statusCode]).toEqual([path, 403])
      expect(page.body).not.toContain('Bí Mật')
    }
    const counted = await one.post(`${door()}/count`, { key: newId(), group: '', quick: '5' })
    expect(counted.statusCode).toBe(403)
  }
  const read = await leader.get(`/console/dialogues/${session.id}`)
  expect(read.statusCode).toBe(200)
  expect(read.body).toContain('Người dự')
  expect(read.body).not.toContain(`${door()}/invitations`)
  expect((await hoa.get('/console/dialogues')).headers['permissions-policy']).toContain('camera=()')
})

test('what anybody types into a list or an address comes back as text', async () => {
  const list = '<script>alert(1)</script>; "x" onload="y"'
  await hoa.post(`${door()}/invitations`, { list })
  for (const path of [
    `${door()}/invitations`,
    `${door()}/invitations/print`,
    `${door()}?ticket=<script>&group="><b>`,
  ]) {
    const page = await hoa.get(path)
    expect([path, page.statusCode]).toEqual([path, 200])
    expect(page.body).not.toContain('<script>alert')
    expect(page.body).not.toContain('"><b>')
  }
})

test('a session that does not exist is not found', async () => {
  for (const id of [newId(), 'x', '%00']) expect((await hoa.get(`/console/attendance/${id}`)).statusCode).toBe(404)
})
