import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import {
  addOfficer,
  choosePassword,
  createIdentityProvider,
  makePasswordLink,
  openSession,
  setPasswordByLink,
} from '../../src/officers/index.ts'
import { startOidcEmulator, type OidcEmulator, type OidcFault } from '../emulators/oidc/start-oidc-emulator.ts'
import { startTestApp, type TestApp } from '../support/app.ts'

let provider: OidcEmulator
let place: TestApp
beforeAll(async () => {
  provider = await startOidcEmulator()
  const env = {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_LABEL: 'tài khoản thành phố',
    PUBLIC_URL: 'http://nhipcau.test',
  }
  place = await startTestApp({ env })
}, 120_000)
beforeEach(() => {
  provider.fault = undefined
  provider.algorithm = 'RS256'
})
afterAll(async () => {
  await place.close()
  await provider.close()
})

const system = systemActor('test')
const enter = async (login: string) => {
  const { house } = place.installation
  const passwordHash = await choosePassword('cầu Long Biên mùa thu', [])
  return await act(house, system, async (scope) => {
    const grants = [{ role: 'leader', unitId: '00082' }] as const
    const { officerId } = await addOfficer(scope, { name: 'Nguyễn Thị Hoa', login, grants })
    const { token } = await makePasswordLink(scope, { officerId })
    await setPasswordByLink(scope, { token, passwordHash })
    const session = await openSession(scope, { officerId, device: 'test' })
    return { officerId, cookie: `nhip-cau=${session.token}` }
  })
}

const get = async (path: string, cookie = ''): Promise<Response> =>
  await fetch(new URL(path.replace('http://nhipcau.test', ''), place.url), { redirect: 'manual', headers: { cookie } })
const cookieOf = (answer: Response, name: string): string | undefined =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .find((cookie) => cookie.startsWith(`${name}=`) && cookie !== `${name}=`)

/** From our page to the provider and back, with the cookie of the round and whatever the browser has besides. */
const goRound = async (begin: string, cookie = ''): Promise<Response> => {
  const begun = await get(begin, cookie)
  expect([begin, begun.status]).toEqual([begin, 303])
  const back = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' })
  const round = cookieOf(begun, 'nhip-cau-identity') ?? ''
  return await get(back.headers.get('location') ?? '', [round, cookie].filter(Boolean).join('; '))
}
const signIn = async (): Promise<Response> => await goRound('/console/sign-in/oidc')
const linkPathOf = async (cookie: string): Promise<string> =>
  /\/console\/account\/identity\?proof=[^"]+/.exec(await (await get('/console/account', cookie)).text())?.[0] ?? ''

describe('an officer with an account at the identity provider', () => {
  it.each(['RS256', 'ES256'] as const)(
    'links it while signed in, and then signs in with it (%s)',
    async (algorithm) => {
      provider.algorithm = algorithm
      provider.subject = `hoa-${algorithm}`
      const officer = await enter(`hoa.${algorithm.toLowerCase()}`)
      // Before that nobody is let in, whatever the provider says of them.
      const unknown = await signIn()
      expect(unknown.status).toBe(422)
      expect(await unknown.text()).toContain('chưa được liên kết với cán bộ nào')
      const linked = await goRound(await linkPathOf(officer.cookie), officer.cookie)
      expect([linked.status, linked.headers.get('location')]).toEqual([303, '/console/account?done=saved#identity'])
      const inside = await signIn()
      expect(inside.status).toBe(303)
      const session = cookieOf(inside, 'nhip-cau')
      expect(await (await get('/console/account', session)).text()).toContain('Đã liên kết')
    },
  )

  it('is linked to one officer alone, by a link of their own session alone', async () => {
    provider.subject = 'chung'
    const [one, other] = [await enter('mot.nguoi'), await enter('nguoi.khac')]
    const mine = await linkPathOf(one.cookie)
    expect((await get(mine, other.cookie)).status).toBe(404)
    await goRound(mine, one.cookie)
    const taken = await goRound(await linkPathOf(other.cookie), other.cookie)
    expect(taken.status).toBe(409)
    expect(await taken.text()).toContain('liên kết với một cán bộ khác')
    expect((await get('/console/account/identity', other.cookie)).status).toBe(404)
  })
})

describe('an answer of the provider', () => {
  it.each<[OidcFault, string]>([
    ['nonce', 'another nonce'],
    ['signature', 'a signature by another key'],
    ['expired', 'an expired token'],
    ['audience', 'a token for another client'],
    ['issuer', 'a token of another issuer'],
    ['unsigned', 'a token without a signature'],
  ])('with a wrong %s lets nobody in (%s)', async (fault) => {
    provider.subject = 'hoa-RS256'
    provider.fault = fault
    const answer = await signIn()
    expect(answer.status).toBe(422)
    expect(cookieOf(answer, 'nhip-cau')).toBeUndefined()
    expect(await answer.text()).toContain('Không đăng nhập được bằng tài khoản thành phố')
  })

  it('of another browser, of another round or twice lets nobody in', async () => {
    provider.subject = 'hoa-RS256'
    const begun = await get('/console/sign-in/oidc')
    const back =
      (await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' })).headers.get('location') ?? ''
    expect((await get(back)).status).toBe(422)
    const other = cookieOf(await get('/console/sign-in/oidc'), 'nhip-cau-identity')
    expect((await get(back, other)).status).toBe(422)
    const round = cookieOf(begun, 'nhip-cau-identity')
    expect((await get(back, round)).status).toBe(303)
    expect((await get(back, round)).status).toBe(422)
  })

  it('that never comes: the page says so and offers the password', async () => {
    provider.subject = 'hoa-RS256'
    provider.fault = 'down'
    const begun = await get('/console/sign-in/oidc')
    // Known since earlier: the browser is sent there; what comes back cannot be checked.
    expect(begun.status).toBe(303)
    const returned = new URL(begun.headers.get('location') ?? '')
    const path = `/console/sign-in/oidc/return?code=x&state=${returned.searchParams.get('state') ?? ''}`
    const answer = await get(path, cookieOf(begun, 'nhip-cau-identity'))
    expect(answer.status).toBe(503)
    const body = await answer.text()
    expect(body).toContain('đang không trả lời')
    expect(body).toContain('name="password"')
  })

  it('that was never heard of is down too, and is asked again the next time', async () => {
    const { issuer, clientId, clientSecret } = provider
    const asked = createIdentityProvider({ issuer, clientId, clientSecret, label: 'x' })
    provider.fault = 'down'
    expect(await asked.begin('http://nhipcau.test/return')).toEqual({ kind: 'down' })
    provider.fault = undefined
    expect(await asked.begin('http://nhipcau.test/return')).toMatchObject({ kind: 'begun' })
  })

  it('whoever refuses at the provider is back at the sign-in page', async () => {
    provider.subject = undefined
    expect((await signIn()).status).toBe(422)
  })
})

it('the sign-in page offers the provider by its name', async () => {
  expect(await (await get('/console/sign-in')).text()).toContain('Đăng nhập bằng tài khoản thành phố')
})
