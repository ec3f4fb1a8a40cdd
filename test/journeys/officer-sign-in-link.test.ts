import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import {
  addOfficer,
  choosePassword,
  makePasswordLink,
  openSession,
  setPasswordByLink,
} from '../../src/officers/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'

let place: TestApp
const system = systemActor('test')
beforeAll(async () => {
  place = await startTestApp()
}, 120_000)
afterAll(async () => await place.close())

const enter = async (login: string) => {
  const { house } = place.installation
  const passwordHash = await choosePassword('cầu Long Biên mùa thu', [])
  return await act(house, system, async (scope) => {
    const grants = [{ role: 'leader', unitId: '00082' }] as const
    const { officerId } = await addOfficer(scope, { name: 'Nguyễn Thị Hoa', login, grants })
    const { token } = await makePasswordLink(scope, { officerId })
    await setPasswordByLink(scope, { token, passwordHash })
    const session = await openSession(scope, { officerId, device: 'test' })
    const form = house.keyring.sign('session', `form|${session.sessionId}`)
    return { officerId, cookie: `nhip-cau=${session.token}`, form }
  })
}
type Officer = Awaited<ReturnType<typeof enter>>

const send = async (path: string, form: Record<string, string>, cookie = ''): Promise<Response> =>
  await fetch(`${place.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: place.url, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
const own = async (officer: Officer, path: string): Promise<Response> =>
  await send(`/console/account/chat/${path}`, { _token: officer.form }, officer.cookie)
const account = async (officer: Officer): Promise<string> =>
  await (await fetch(`${place.url}/console/account`, { headers: { cookie: officer.cookie } })).text()

const codeFor = async (officer: Officer): Promise<string> =>
  /CB \d{4} \d{4}/.exec(await (await own(officer, 'code')).text())?.[0] ?? ''

/** Linked with both yeses; somebody who never agreed to anything as a resident. */
const link = async (officer: Officer, person: Person): Promise<void> => {
  await person.begin()
  const asked = await person.say((await codeFor(officer)).toLowerCase())
  expect(asked.join('\n')).toContain('Nguyễn Thị Hoa')
  expect((await person.choose('Đúng, tôi vừa lấy mã')).join('\n')).toContain('Tài khoản của tôi')
  expect(await account(officer)).toContain('vừa nhận mã')
  expect((await own(officer, 'confirm')).status).toBe(303)
}

const askedCookie = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
const linkIn = (texts: readonly string[]): string =>
  /\/console\/sign-in\/link\/[\w-]{43}/.exec(texts.join('\n'))?.[0] ?? ''
const isIn = (answer: Response): boolean =>
  answer.headers.getSetCookie().some((cookie) => cookie.startsWith('nhip-cau=')) && answer.status === 303

describe('an officer who linked a chat', () => {
  it('gets a link there that works once, in the browser that asked alone', async () => {
    const officer = await enter('hoa.zalo')
    const person = zaloPerson(place, 'Hoa')
    await link(officer, person)
    const answer = await send('/console/sign-in/link', { login: 'Hoa.Zalo' })
    const cookie = askedCookie(answer)
    await expect.poll(async () => linkIn(await shown(person))).not.toBe('')
    const path = linkIn(await shown(person))
    // A messenger that looks ahead, and another browser, use nothing up.
    expect((await fetch(`${place.url}${path}`)).status).toBe(200)
    expect((await send(path, {}, 'nhip-cau-asked=another')).status).toBe(422)
    expect(isIn(await send(path, {}, cookie))).toBe(true)
    expect((await send(path, {}, cookie)).status).toBe(422)
  })

  it('on Telegram too; without the link nothing goes there any more', async () => {
    const officer = await enter('hoa.telegram')
    const person = telegramPerson(place, 'Hoa')
    await link(officer, person)
    await send('/console/sign-in/link', { login: 'hoa.telegram' })
    await expect.poll(async () => linkIn(await shown(person))).not.toBe('')
    expect((await own(officer, 'unlink')).status).toBe(303)
    const before = (await person.read()).length
    await send('/console/sign-in/link', { login: 'hoa.telegram' })
    const [waiting] = await place.installation.house.database.$client`
      select count(*)::int as open from officer_sign_in_links where officer_id = ${officer.officerId} and used_at is null`
    expect(waiting?.['open']).toBe(0)
    expect((await person.read()).length).toBe(before)
  })

  it('nobody learns whether there is such an officer, and asking again and again has to wait', async () => {
    const known = await (await send('/console/sign-in/link', { login: 'hoa.zalo' })).text()
    const unknown = await (await send('/console/sign-in/link', { login: 'khong.co' })).text()
    expect(unknown).toBe(known)
    const statuses: number[] = []
    for (let n = 0; n < 5; n += 1) statuses.push((await send('/console/sign-in/link', { login: 'khong.co' })).status)
    expect(statuses).toContain(429)
  })
})

describe('a chat', () => {
  it('that says no, guesses, or lies on the web is linked to nobody', async () => {
    const officer = await enter('hoa.no')
    const person = zaloPerson(place, 'Kẻ lạ')
    await person.begin()
    const code = await codeFor(officer)
    await person.say(code)
    expect((await person.choose('Không phải tôi')).join('\n')).toContain('không liên kết gì')
    expect(await account(officer)).not.toContain('vừa nhận mã')
    expect((await own(officer, 'confirm')).status).toBe(409)
    const wrong = `CB ${/\d{4} \d{4}/.exec(await codeFor(officer))?.[0] === '0000 0000' ? '1234 5674' : '0000 0000'}`
    const said: string[] = []
    for (let n = 0; n < 7; n += 1) said.push(...(await person.say(wrong)))
    expect(said.join('\n')).toMatch(/không đúng hoặc đã hết hạn[\s\S]*quá nhiều mã/)
    const web = webPerson(place)
    await web.begin()
    expect((await web.say(await codeFor(officer))).join('\n')).toContain('Chỉ liên kết được')
  })
})

/** Zalo and Telegram show a link as a button or as text; either counts. */
const shown = async (person: Person): Promise<string[]> => {
  const { driver } = person as Person & { driver: { messages(): readonly unknown[] } }
  return [JSON.stringify(driver.messages())]
}
