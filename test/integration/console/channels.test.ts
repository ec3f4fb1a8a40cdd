import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAccount, saveAccount } from '../../../src/channels/index.ts'
import { chooseUnit, meetResident } from '../../../src/residents/index.ts'
import { system } from '../officers/officers-house.ts'
import { openConsole, type Browser, type OpenConsole } from './open-console.ts'

const zalo = 'zalo:579745863508352884'
let here: OpenConsole
let admin: Browser
let hoa: Browser
let other: Browser
beforeAll(async () => {
  here = await openConsole()
  admin = await here.browser('quan-tri', [{ role: 'admin', unitId: 'vn' }])
  hoa = await here.browser('hoa', [{ role: 'front_officer', unitId: '00082' }])
  other = await here.browser('binh', [{ role: 'front_officer', unitId: '00004' }])
  const { database, clock } = here.house
  const account = { id: zalo, platform: 'zalo', externalId: '579745863508352884', name: 'Mặt trận phường' } as const
  await saveAccount(database, { ...account, lane: 'zalo:1', credentials: null, capabilities: {} }, clock.now())
  const [chat] = await database.execute<{ id: string }>(sql`
    insert into chats (lookup, account_id, address, created_at)
    values (gen_random_uuid(), ${zalo}, '\\x00', ${clock.now().toISOString()}::timestamptz) returning id`)
  const chatId = Number(chat?.id)
  const consents = [{ purpose: 'relay', version: 'test', act: 'chosen' }] as const
  const residentId = await here.as(
    system,
    async (scope) => await meetResident(scope, { chatId, accountId: zalo, language: 'vi', consents }),
  )
  await here.as({ kind: 'resident', residentId, chatId: String(chatId) }, async (scope) => {
    await chooseUnit(scope, { unitId: '00082' })
  })
})
afterAll(async () => await here.close())

const setState = async (state: string) =>
  await here.house.database.execute(
    sql`update accounts set state = ${state}, trouble = 'oauth -14014' where id = ${zalo}`,
  )

test('while it works an account says nothing of whom it alone reaches', async () => {
  expect((await admin.get('/console/channels')).body).not.toContain('chỉ liên lạc được qua tài khoản này')
})

test('when its permission ended, the page names how many are lost with it, and the officers of their unit see it at home', async () => {
  await setState('needs_consent')
  const page = (await hoa.get('/console/channels')).body
  expect(page).toContain('1 người chỉ liên lạc được qua tài khoản này')
  expect(page).toContain('Cần nối lại')
  expect((await hoa.get('/console')).body).toContain('Cần quản trị viên nối lại tài khoản Mặt trận phường')
  expect((await other.get('/console')).body).not.toContain('Cần quản trị viên nối lại')
  expect((await admin.get('/console')).body).toContain('Kênh Mặt trận phường cần xử lý')
})

test('gone for good is asked once more with the people in view, done by an administrator, and written down', async () => {
  await setState('needs_consent')
  const path = `/console/channels/${encodeURIComponent(zalo)}`
  expect((await hoa.get(`${path}/retire`)).statusCode).toBe(403)
  const ask = (await admin.get(`${path}/retire`)).body
  expect(ask).toContain('1 người chỉ liên lạc được qua tài khoản này')
  expect(ask).toContain('mã biên nhận')
  expect((await admin.post(`${path}/retire`)).headers.location).toBe('/console/channels?done=saved')
  expect(await findAccount(here.house.database, zalo)).toMatchObject({ state: 'disabled' })
  expect((await admin.get('/console/channels')).body).toContain('Đã mất hẳn. Lịch sử giữ nguyên')
  expect((await hoa.get('/console')).body).not.toContain('Cần quản trị viên nối lại')
  await admin.post(`${path}/restore`)
  expect(await findAccount(here.house.database, zalo)).toMatchObject({ state: 'active', trouble: null })
  const acts = await here.house.database.execute<{ action: string }>(
    sql`select action from audit_entries where subject_kind = 'account' order by at, id`,
  )
  expect(acts.map(({ action }) => action)).toEqual(['account.retired', 'account.restored'])
})

test('the SMS gateway is set up by a form that keeps its secrets to itself', async () => {
  const form = {
    url: 'https://sms.example.vn/send',
    method: 'POST',
    headers: '{"X-Api-Key":"khoa-bi-mat"}',
    body: '{"to":"{phone}","text":"{text}","id":"{id}"}',
    success: 'code=100',
    messageId: 'id',
    webhookSecret: 'ky-bi-mat',
    perSecond: '5',
    plain: 'yes',
  }
  const refused = await admin.post('/console/channels/sms', { ...form, url: 'sms' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('Địa chỉ phải bắt đầu bằng https://')
  expect(refused.body).not.toMatch(/khoa-bi-mat|ky-bi-mat/)
  expect((await admin.post('/console/channels/sms', form)).headers.location).toBe('/console/channels?done=saved')
  const page = (await admin.get('/console/channels/sms')).body
  expect(page).toContain('https://sms.example.vn/send')
  expect(page).toContain('/webhooks/sms/default')
  expect(page).not.toMatch(/khoa-bi-mat|ky-bi-mat/)
  expect((await hoa.get('/console/channels/sms')).statusCode).toBe(403)
})

test('a platform that takes less than was set is shown with what it says', async () => {
  const say = async (perMinute: number) =>
    await here.house.database.execute(
      sql`update accounts set capabilities = capabilities || jsonb_build_object('toldPerMinute', ${perMinute}::int) where id = ${zalo}`,
    )
  const line = 'Nền tảng đang báo chỉ nhận 60 lượt gửi mỗi phút'
  expect((await hoa.get('/console/channels')).body).not.toContain(line)
  await say(60)
  expect((await hoa.get('/console/channels')).body).toContain(line)
  await say(0)
  expect((await hoa.get('/console/channels')).body).not.toContain('Nền tảng đang báo')
})
