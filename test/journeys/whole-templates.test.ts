import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAccount } from '../../src/channels/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let admin: WardOfficer
let path: string
beforeAll(async () => {
  place = await startTestApp()
  admin = await wardOfficer(place, 'Lê Quản Trị', ['admin'], 'vn')
  path = `/console/channels/${encodeURIComponent(`zalo:${place.oaId}`)}/templates`
}, 120_000)
afterAll(async () => await place.close())

const post = async (form: Record<string, string>) => {
  const page = await admin.page(path)
  const _token = /name="_token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  return await fetch(`${place.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: admin.cookie, origin: place.url },
    body: new URLSearchParams({ ...form, _token }),
  })
}
const chosen = async () => (await findAccount(place.installation.house.database, `zalo:${place.oaId}`))?.capabilities

test('an administrator chooses approved templates for notices; what would fail at Zalo is refused with its reason', async () => {
  const text = 'Kính mời dự <tieu_de> lúc <thoi_gian> tại <dia_diem>. Hỏi <duong_day_nong>. Mã <ma_thong_bao>.'
  place.zalo.addTemplate(place.oaId, { text, id: '700001', name: 'Thư mời họp' })
  place.zalo.addTemplate(place.oaId, { text: 'Chào <ten>', id: '700002', name: 'Lời chào' })
  place.zalo.addTemplate(place.oaId, { text, id: '700003', name: 'Chưa duyệt', status: 'PENDING_REVIEW' })
  const page = await admin.page(path)
  expect(page.text).toContain('Thư mời họp (700001)')
  expect(page.text).not.toContain('700003')
  expect(page.text).toMatch(/còn 500 trong 500/)

  const wrong = await post({ 'template:announcement': '700002', 'zns:announcement': '700003' })
  expect(wrong.status).toBe(422)
  const told = await wrong.text()
  expect(told).toContain('Các trường của mẫu này không khớp')
  expect(told).toContain('Mẫu này chưa được duyệt hoặc không còn')
  expect(await chosen()).not.toHaveProperty('template:announcement')

  const right = await post({ 'template:announcement': '700001', 'zns:announcement': '700001' })
  expect(right.headers.get('location')).toBe('/console/channels?done=saved')
  expect(await chosen()).toMatchObject({ 'template:announcement': '700001', 'zns:announcement': '700001' })
  await post({ 'template:announcement': '700001' })
  expect(await chosen()).toMatchObject({ 'template:announcement': '700001', 'zns:announcement': '' })
})

test('while Zalo does not tell its templates the page says so, and nothing is lost', async () => {
  place.zalo.fault({ match: '/template/all', kind: 'html-502', times: 2 })
  const page = await admin.page(path)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Zalo chưa cho biết danh sách mẫu')
  place.zalo.clearFaults()
  expect(await chosen()).toMatchObject({ 'template:announcement': '700001' })
})
