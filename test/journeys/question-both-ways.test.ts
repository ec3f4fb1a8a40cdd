import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'

let place: TestApp

beforeAll(async () => {
  place = await startTestApp()
}, 120_000)
afterAll(async () => await place.close())

const receipt = /\b\d{4} \d{4} \d{4}\b/
const waitMs = 15_000

test('a resident of 67 on Zalo, typing without diacritics, gets from first contact to a receipt', async () => {
  const ba = place.zalo.addUser(place.oaId, { name: 'Bà Tư' })
  await ba.follow()
  expect((await ba.next(waitMs)).text).toContain('Ông/bà có đồng ý không?')
  await ba.sendText('1')
  expect((await ba.next(waitMs)).text).toContain('phường, xã nào')
  await ba.sendText('cua nam')
  expect((await ba.next(waitMs)).text).toContain('1. Phường Cửa Nam')
  await ba.sendText('1')
  await ba.next(waitMs)
  await ba.sendText('duong truoc cong truong mua la ngap, bao gio sua cong?')
  const understood = await place.zalo.waitFor(ba, /1\. Gửi/, waitMs)
  expect(understood.text).toContain('2. Sửa')
  expect(understood.text).toContain('3. Hủy')
  await ba.sendText('1')
  expect((await place.zalo.waitFor(ba, receipt, { timeoutMs: waitMs, after: understood })).text).toMatch(receipt)
  expect(place.logged.join('')).not.toContain('ngap')
})

test('a younger resident on Telegram comes by a deep link, taps buttons and follows the receipt', async () => {
  const [ward] = await place.installation.house.database.$client`
    select id from units where full_name = 'Phường Cửa Nam' and level = 'commune' and valid_until is null`
  const nam = place.telegram.addUser(place.bot, { firstName: 'Nam', languageCode: 'vi' })
  const next = async (pattern: RegExp): Promise<string> =>
    (await nam.waitFor((message) => pattern.test(message.text ?? ''), waitMs)).text ?? ''
  nam.start(`u_${String(ward?.['id'])}`)
  await next(/có đồng ý/)
  nam.press('1. Đồng ý cả hai điều')
  await next(/Cửa Nam/)
  nam.send('Bao giờ phường lắp thêm đèn đường ở ngõ 12?')
  await next(/1\. Gửi/)
  nam.press('1. Gửi')
  expect(await next(receipt)).toMatch(receipt)
})
