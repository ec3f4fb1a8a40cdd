import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOfficer, grantsOf, handOver, previewHandOver, type HeldWork } from '../../../src/officers/index.ts'
import { system } from '../officers/officers-house.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let admin: Browser
beforeAll(async () => {
  here = await openConsole()
  admin = await here.browser('quan.tri', [{ role: 'admin', unitId: 'vn' }])
})
afterAll(async () => await here.close())

const rolesOf = async (id: string) =>
  ((await grantsOf(here.house.database, [id])).get(id) ?? []).map(({ role, unitId }) => `${role}:${unitId}`).toSorted()
const seenIn = (body: string): string => /name="seen" value="([^"]+)"/.exec(body)?.[1] ?? ''

test('roles go to the colleague, access of the one who leaves ends, and it is one entry of the log', async () => {
  const leaver = await here.browser('nghi.viec', [
    { role: 'front_officer', unitId: '00082' },
    { role: 'leader', unitId: '00082' },
  ])
  const taker = await here.browser('nhan.viec', [{ role: 'leader', unitId: '00082' }])
  await leaver.post('/console/account/tokens', { label: 'kho dữ liệu' })
  const path = `/console/officers/${leaver.officerId}/hand-over`
  expect((await admin.get(path)).body).not.toContain('name="seen"')
  const preview = await admin.get(`${path}?to=${taker.officerId}`)
  expect(preview.body).toContain('Cán bộ Mặt trận')
  expect(preview.body).toContain('người nhận đã có')
  expect(preview.body).toContain('1 thiết bị đang đăng nhập')
  expect(preview.body).toContain('1 mã của chương trình')
  const done = await admin.post(path, { to: taker.officerId, seen: seenIn(preview.body) })
  expect(done.statusCode).toBe(303)
  expect(await rolesOf(taker.officerId)).toEqual(['front_officer:00082', 'leader:00082'])
  expect(await rolesOf(leaver.officerId)).toEqual([])
  expect((await findOfficer(here.house.database, leaver.officerId))?.disabledAt).not.toBeNull()
  expect((await leaver.get('/console')).statusCode).toBe(303)
  const rows = await here.house.database.$client`
    select details from audit_entries where action = 'officer.handed_over' and subject_id = ${leaver.officerId}`
  expect(rows.map((row) => row['details'])).toMatchObject([{ to: taker.officerId, moved: 0 }])
})

test('what waits for one officer alone goes along, and nothing moves when one part fails', async () => {
  const leaver = await here.enter('co.viec', [{ role: 'responder', unitId: '00082' }])
  const taker = await here.enter('them.viec', [{ role: 'leader', unitId: '00082' }])
  const moved: string[] = []
  const work = (fails: boolean): HeldWork => ({
    kind: 'requests',
    count: async () => await Promise.resolve(3),
    async move(_scope, from, to) {
      if (fails) throw new Error('away')
      moved.push(from, to)
      return await Promise.resolve(3)
    },
  })
  const { seen } = await previewHandOver(
    here.house.database,
    { officerId: leaver, toId: taker },
    here.house.clock.now(),
    [work(false)],
  )
  const input = { officerId: leaver, toId: taker, seen }
  await expect(here.as(system, async (scope) => await handOver(scope, input, [work(true)]))).rejects.toThrow('away')
  expect([await rolesOf(leaver), await rolesOf(taker)]).toEqual([['responder:00082'], ['leader:00082']])
  await here.as(system, async (scope) => await handOver(scope, input, [work(false)]))
  expect(moved).toEqual([leaver, taker])
})

test('the last administrator may hand over to somebody, and is one no more', async () => {
  const other = await here.enter('quan.tri.moi', [{ role: 'leader', unitId: '00082' }])
  const pair = { officerId: admin.officerId, toId: other }
  const { seen } = await previewHandOver(here.house.database, pair, here.house.clock.now(), [])
  await here.as(system, async (scope) => await handOver(scope, { ...pair, seen }, []))
  expect(await rolesOf(other)).toContain('admin:vn')
  expect(await rolesOf(admin.officerId)).toEqual([])
  // Back again for the tests that follow.
  admin = await here.browser('quan.tri.hai', [{ role: 'admin', unitId: 'vn' }])
})

test('what changed since the preview, nobody, oneself or a disabled colleague is refused with what was chosen kept', async () => {
  const leaver = await here.enter('doi.vai', [{ role: 'leader', unitId: '00082' }])
  const taker = await here.enter('doi.vai.nhan', [{ role: 'approver', unitId: '00082' }])
  const path = `/console/officers/${leaver}/hand-over`
  const seen = seenIn((await admin.get(`${path}?to=${taker}`)).body)
  await admin.post(`/console/officers/${leaver}/roles`, { role: 'supervisor', unit: 'Hà Nội', unit_id: '01' })
  const stale = await admin.post(path, { to: taker, seen })
  expect(stale.statusCode).toBe(409)
  expect(stale.body).toContain('Vai trò hoặc việc vừa thay đổi')
  expect(stale.body).toContain(`value="${taker}" selected`)
  expect((await admin.post(path, { to: '' })).statusCode).toBe(422)
  expect((await admin.post(path, { to: leaver, seen })).statusCode).toBe(422)
  await admin.post(`/console/officers/${taker}/disable`)
  expect((await admin.post(path, { to: taker, seen })).statusCode).toBe(409)
  expect(await rolesOf(leaver)).toContain('leader:00082')
})

test('a Front officer hands over those whom they administer, and no other', async () => {
  const front = await here.browser('can.bo', [{ role: 'front_officer', unitId: '00082' }])
  const head = await here.enter('to.truong', [{ role: 'group_head', unitId: 'g1' }])
  const next = await here.enter('to.truong.moi', [{ role: 'group_head', unitId: '00082' }])
  const leader = await here.enter('lanh.dao', [{ role: 'leader', unitId: '00082' }])
  expect((await front.get(`/console/officers/${leader}/hand-over`)).statusCode).toBe(403)
  expect((await front.post(`/console/officers/${leader}/hand-over`, { to: next, seen: 'x' })).statusCode).toBe(403)
  const seen = seenIn((await front.get(`/console/officers/${head}/hand-over?to=${next}`)).body)
  expect((await front.post(`/console/officers/${head}/hand-over`, { to: next, seen })).statusCode).toBe(303)
  expect(await rolesOf(next)).toEqual(['group_head:00082', 'group_head:g1'])
})
