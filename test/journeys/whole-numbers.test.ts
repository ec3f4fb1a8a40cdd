import { afterAll, beforeAll, expect, test } from 'vitest'
import { arrangeDelivery } from '../../src/broadcasts/index.ts'
import { act } from '../../src/database/index.ts'
import { startSmsEmulator, type SmsEmulator } from '../emulators/sms/start-sms-emulator.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { settled } from '../support/settle.ts'
import { setUpSmsGateway } from '../support/sms-gateway.ts'
import { cuaNam, wardOfficer, wardSession, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let gateway: SmsEmulator
let front: WardOfficer
const number = '+84987123678'

beforeAll(async () => {
  place = await startTestApp()
  gateway = await startSmsEmulator({ webhookUrl: `${place.url}/webhooks/sms/default`, at: new Date() })
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
}, 120_000)
afterAll(async () => {
  await gateway.close()
  await place.close()
})

const shown = (): string[] =>
  gateway
    .phone(number)
    .messages.filter(({ from }) => from === 'gateway')
    .map(({ text }) => text)

/** Until everything that is under way has come to its end, on both sides. */
const rest = async (): Promise<void> => {
  await settled(place)
  await gateway.settle()
}

const say = async (text: string): Promise<string> => {
  await rest()
  const before = shown().length
  gateway.reply(number, text)
  await expect.poll(() => shown().length, { timeout: 20_000 }).toBeGreaterThan(before)
  await rest()
  return shown().slice(before).join('\n')
}

/** Sends the form of a page as the browser of the officer does. */
const post = async (path: string, form: Readonly<Record<string, string>>) => {
  const { text } = await front.page('/console/register')
  const token = /name="_token" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const response = await fetch(`${place.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: front.cookie,
      origin: place.url,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ ...form, _token: token }).toString(),
  })
  return { status: response.status, location: response.headers.get('location') ?? '', text: await response.text() }
}

const form = {
  unitId: cuaNam,
  list: '0987 123 678',
  language: 'vi',
  how: 'paper',
  consentedOn: 'hôm nay',
  takenBy: 'Bà Nguyễn Thị Hoa',
  confirmed: 'yes',
}

test('before a gateway is there an officer enters a number, nothing is sent, and the page says so', async () => {
  const looked = await post('/console/register', { ...form, do: 'preview' })
  expect(looked.status).toBe(200)
  expect(looked.text).toContain('… 678')
  expect(looked.text).toContain('Chưa khai báo cổng SMS')
  const done = await post('/console/register', { ...form, do: 'enter' })
  expect(done.status).toBe(303)
  expect(done.location).not.toContain('987')
  const page = await front.page(done.location)
  expect(page.text).toContain('Chưa gửi tin báo vì chưa có cổng SMS')
  expect(page.text).not.toMatch(/987 ?123 ?678/)
  await rest()
  expect(shown()).toEqual([])
})

test('once there is one, the person is told who entered the number, why, and how to stop', async () => {
  await setUpSmsGateway(place, gateway)
  const told = await post('/console/register/tell', { unitId: cuaNam })
  expect(told.location).toContain('told=1')
  await expect.poll(() => shown().length, { timeout: 20_000 }).toBe(1)
  expect(shown()[0]).toContain('Mặt trận Tổ quốc phường Cửa Nam')
  expect(shown()[0]).toContain('DUNG')
})

const announce = async (): Promise<void> => {
  const approver = await wardOfficer(place, 'Trần Văn Bình', ['approver'])
  const called = await front.ask('POST', '/api/v1/dialogues', wardSession())
  const draft = await front.ask('POST', `/api/v1/dialogues/${called.body.id}/announcement`, { kind: 'announcement' })
  const actor = {
    kind: 'officer',
    officerId: front.officerId,
    grants: [{ role: 'front_officer', unitId: cuaNam, unitPath: ['vn', '01', cuaNam] }],
  } as const
  await act(place.installation.house, actor, async (scope) => {
    await arrangeDelivery(scope, { id: draft.body.id, mayCost: true, beginsAt: null })
  })
  const approved = await approver.ask('POST', `/api/v1/broadcasts/${draft.body.id}/approval`, { version: 1 })
  expect([draft.status, approved.status]).toEqual([201, 200])
  await rest()
}

test('a notice reaches them by SMS, and what they write waits until they agree to that, by one digit', async () => {
  await announce()
  await expect.poll(() => shown().length, { timeout: 20_000 }).toBe(2)
  expect(shown()[1]).toContain('Nha van hoa so 5 pho Cua Nam')
  const asked = await say('bao giờ sửa cống ngõ 3')
  expect(asked).toContain('Ông/bà có đồng ý không?')
  const agreed = await say('1')
  expect(agreed).toContain('Nơi ở: Phường Cửa Nam')
  expect(await say('XEM')).toContain('do cán bộ phường Cửa Nam ghi')
})

test('STOP ends it: the register shows it, no further notice goes, and the old consent does not count again', async () => {
  expect(await say('STOP')).toContain('Đã ngừng')
  const before = shown().length
  await announce()
  expect(shown()).toHaveLength(before)
  expect((await front.page('/console/register')).text).toContain('ngừng ngày')
  const again = await post('/console/register', { ...form, do: 'enter' })
  expect(again.status).toBe(422)
  expect(again.text).toContain('cần sự đồng ý mới')
  expect(JSON.stringify(place.logged)).not.toContain('987123678')
})
