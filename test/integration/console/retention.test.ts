import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

let here: OpenConsole
let admin: Browser
beforeAll(async () => {
  here = await openConsole()
  admin = await here.browser('quan.tri', [{ role: 'admin', unitId: 'vn' }])
})
afterAll(async () => await here.close())

const path = '/console/rules/retention/opinion-authors'
const source = 'Quyết định 12/QĐ-MTTQ ngày 01/11/2026'

test('the page tells each period, its source and what left last; a form that is wrong keeps what was typed', async () => {
  const page = await admin.get('/console/rules/retention')
  expect(page.body).toContain('Người gửi ý kiến')
  expect(page.body).toContain('1.095 ngày')
  expect(page.body).toContain('Chưa dọn lần nào')
  const wrong = await admin.post(path, { version: '1', days: '7', source, verified: 'yes', on: 'yes' })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toMatch(/id="f-days-fault"[^>]*>Từ 180 đến 3650 ngày/)
  expect(wrong.body).toContain('value="7"')
  expect(wrong.body).toContain(source)
})

test('of two administrators on one period the second is told, and loses nothing', async () => {
  const form = { version: '1', days: '1.000', source, verified: 'yes', on: 'yes' }
  expect((await admin.post(path, form)).statusCode).toBe(303)
  expect((await admin.get('/console/rules/retention')).body).toContain('1.000 ngày')
  const second = await admin.post(path, { ...form, days: '365' })
  expect(second.statusCode).toBe(409)
  expect(second.body).toContain('Có người vừa sửa')
  expect(second.body).toContain('value="365"')
})
