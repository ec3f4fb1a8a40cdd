import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findAccount } from '../../src/channels/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, webPerson, zaloPerson, type ZaloPerson } from '../support/people.ts'
import { wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

let place: TestApp
let admin: WardOfficer
let front: WardOfficer
let alone: ZaloPerson
const receipt = /(?<!\d)\d{4} \d{4} \d{4}(?!\d)/

beforeAll(async () => {
  place = await startTestApp()
  admin = await wardOfficer(place, 'Lê Quản Trị', ['admin'], 'vn')
  front = await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer'])
  alone = zaloPerson(place, 'Bà Tư')
  await moveIn(alone)
}, 120_000)
afterAll(async () => await place.close())

const account = async () => await findAccount(place.installation.house.database, `zalo:${place.oaId}`)
const heard = async (doing: () => Promise<unknown>): Promise<string> => {
  const before = (await alone.read()).length
  await doing()
  return await vi.waitFor(
    async () => {
      const news = (await alone.read()).slice(before)
      expect(news).not.toEqual([])
      return news.join('\n')
    },
    { timeout: 20_000 },
  )
}

const send = async (path: string, cookies: string, form?: Record<string, string>) =>
  await fetch(`${place.url}${path}`, {
    redirect: 'manual',
    headers: { cookie: cookies, origin: place.url },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  })

test('an account whose token dies is shown with whom it alone reaches, and two clicks bring it back', async () => {
  const said = await heard(async () => await alone.driver.sendText('đèn hỏng ngõ 3'))
  const code = receipt.exec(said + (await heard(async () => await alone.driver.sendText('1'))))?.[0]
  expect(code).toBeDefined()
  // Whichever pair it is: every hour the service renews its own, at this very moment perhaps.
  place.zalo.killTokens(place.oaId)
  await alone.driver.sendText('TRACUU')
  await vi.waitFor(async () => expect(await account()).toMatchObject({ state: 'needs_consent' }), { timeout: 20_000 })
  const page = await admin.page('/console/channels')
  expect(page.text).toContain('1 người chỉ liên lạc được qua tài khoản này')
  expect((await front.page('/console')).text).toContain('Cần quản trị viên nối lại tài khoản')

  place.zalo.switches.consent = 'auto'
  const formToken = /name="_token" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  const first = await send('/console/channels/zalo/connect', admin.cookie, { _token: formToken })
  const [, permission = ''] = /^0; url=(.+)$/.exec(first.headers.get('refresh') ?? '') ?? []
  const consent = first.headers.get('set-cookie')?.split(';')[0] ?? ''
  const second = await fetch(permission, { redirect: 'manual' })
  const back = new URL(second.headers.get('location') ?? '')
  const done = await send(`${back.pathname}${back.search}`, `${admin.cookie}; ${consent}`)
  expect(done.headers.get('location')).toBe('/console/channels?done=connected')
  expect(await account()).toMatchObject({ state: 'active', trouble: null })
  expect(await heard(async () => await alone.driver.sendText(code ?? ''))).toContain('đèn hỏng ngõ 3')
})

test('once it is gone for good its people find their opinions on another channel by the receipt', async () => {
  const said = await heard(async () => await alone.driver.sendText('nắp cống vỡ'))
  const code = receipt.exec(said + (await heard(async () => await alone.driver.sendText('1'))))?.[0] ?? ''
  const path = `/console/channels/${encodeURIComponent(`zalo:${place.oaId}`)}/retire`
  const ask = await admin.page(path)
  const formToken = /name="_token" value="([^"]+)"/.exec(ask.text)?.[1] ?? ''
  expect((await send(path, admin.cookie, { _token: formToken })).status).toBe(303)
  await place.installation.house.database.$client`delete from outbox`
  const web = webPerson(place)
  await moveIn(web)
  expect((await web.say(code)).join('\n')).toContain('Tài khoản đã gửi ý kiến này nay không còn')
  expect((await web.say('1')).join('\n')).toContain('nắp cống vỡ')
}, 60_000)
