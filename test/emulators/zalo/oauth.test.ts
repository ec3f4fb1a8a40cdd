import { createHash, randomBytes } from 'node:crypto'
import { request } from 'undici'
import { describe, expect, it } from 'vitest'
import { callApi, readAnswer } from './call-api.ts'
import { durations } from './emulator-clock.ts'
import { setUp } from './set-up.ts'
import type { SetUp } from './set-up.ts'
import type { ZaloEmulator } from './start-zalo-emulator.ts'

const redirectUri = 'https://ward.example/console/zalo/callback'

const grant = async ({ url, app }: ZaloEmulator, fields: Record<string, string>, secret = app.appSecret) => {
  const response = await request(`${url}/v4/oa/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: secret },
    body: new URLSearchParams({ app_id: app.appId, ...fields }).toString(),
  })
  const { status, text } = await readAnswer(response)
  return {
    status,
    ...(JSON.parse(text) as { error?: number; access_token?: string; refresh_token?: string; expires_in?: string }),
  }
}
const refresh = (emulator: ZaloEmulator, token = '') =>
  grant(emulator, { grant_type: 'refresh_token', refresh_token: token })
const exchange = (emulator: ZaloEmulator, code: string, verifier?: string) =>
  grant(emulator, {
    grant_type: 'authorization_code',
    code,
    ...(verifier === undefined ? {} : { code_verifier: verifier }),
  })
const codeOf = (url: string): string => new URL(url).searchParams.get('code') ?? ''
const newCode = ({ emulator, account }: SetUp, codeChallenge?: string): string =>
  codeOf(emulator.consent(account.oaId, { redirectUri, ...(codeChallenge === undefined ? {} : { codeChallenge }) }))

const permission = async (emulator: ZaloEmulator, query: Record<string, string>) => {
  const parameters = new URLSearchParams({ app_id: emulator.app.appId, redirect_uri: redirectUri, ...query })
  const response = await request(`${emulator.url}/v4/oa/permission?${parameters.toString()}`)
  return { location: response.headers['location'] as string | undefined, ...(await readAnswer(response)) }
}

describe('permission page', () => {
  it('shows the accounts and redirects with code, oa_id and state after the click', async () => {
    const { emulator, account } = await setUp({ account: { name: 'Mặt trận <phường>' } })
    const page = await permission(emulator, { state: 's1' })
    expect(page.text).toContain('Mặt trận &#60;phường&#62;')
    const { location } = await permission(emulator, { state: 's1', oa_id: account.oaId })
    const query = new URL(location ?? '').searchParams
    expect(Object.fromEntries(query)).toEqual({ code: codeOf(location ?? ''), oa_id: account.oaId, state: 's1' })
    expect(await exchange(emulator, codeOf(location ?? ''))).toMatchObject({ expires_in: '90000' })
  })

  it('can keep the state back, and come back without a code after a refusal', async () => {
    const { emulator, account } = await setUp({ switches: { echoState: false } })
    const agreed = await permission(emulator, { state: 's1', oa_id: account.oaId })
    expect(new URL(agreed.location ?? '').searchParams.has('state')).toBe(false)
    expect((await permission(emulator, { refuse: '1' })).location).toBe(redirectUri)
  })

  it.each([
    ['another path', 'https://ward.example/other'],
    ['a query', `${redirectUri}?x=1`],
  ])('refuses a redirect address with %s: -14003', async (_, address) => {
    const { emulator } = await setUp()
    emulator.app.callbackUrl = redirectUri
    expect(await permission(emulator, { redirect_uri: address })).toMatchObject({ status: 200, error: -14003 })
  })

  it('refuses another app: -14002', async () => {
    const { emulator } = await setUp()
    expect(await permission(emulator, { app_id: '1' })).toMatchObject({ error: -14002 })
  })
})

describe('codes', () => {
  it('work once: -14005', async () => {
    const world = await setUp()
    const code = newCode(world)
    expect(await exchange(world.emulator, code)).toMatchObject({ expires_in: '90000' })
    expect(await exchange(world.emulator, code)).toMatchObject({ status: 200, error: -14005 })
  })

  it('die after 10 minutes: -14019', async () => {
    const world = await setUp()
    const code = newCode(world)
    world.clock.advance(10 * durations.minute)
    expect(await exchange(world.emulator, code)).toMatchObject({ error: -14019 })
  })

  it('sent with a challenge need the right verifier', async () => {
    const world = await setUp()
    const verifier = randomBytes(32).toString('base64url')
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    expect(await exchange(world.emulator, newCode(world, challenge))).toMatchObject({ error: -14005 })
    expect(await exchange(world.emulator, newCode(world, challenge), 'x'.repeat(43))).toMatchObject({ error: -14005 })
    expect(await exchange(world.emulator, newCode(world, challenge), verifier)).toHaveProperty('access_token')
  })

  it('obey the PKCE mode: demanded, fixed in the console, or ignored', async () => {
    const world = await setUp({ switches: { pkce: 'per-request' } })
    const verifier = randomBytes(32).toString('base64url')
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    expect(await permission(world.emulator, {})).toMatchObject({ error: -118 })
    expect(await exchange(world.emulator, newCode(world))).toMatchObject({ error: -14005 })
    world.emulator.switches.pkce = 'fixed'
    world.emulator.app.fixedCodeChallenge = challenge
    expect(await permission(world.emulator, { code_challenge: 'other' })).toMatchObject({ error: -118 })
    expect(await exchange(world.emulator, newCode(world), verifier)).toHaveProperty('access_token')
    world.emulator.switches.pkce = 'off'
    expect(await exchange(world.emulator, newCode(world, challenge))).toHaveProperty('access_token')
  })
})

describe('refresh tokens', () => {
  it('rotate; the old one is spent and its return is counted', async () => {
    const { emulator, refreshToken } = await setUp()
    const next = await refresh(emulator, refreshToken)
    expect(next.refresh_token).not.toBe(refreshToken)
    expect(emulator.refreshReuses).toBe(0)
    expect(await refresh(emulator, refreshToken)).toMatchObject({ status: 200, error: -14014 })
    expect(emulator.refreshReuses).toBe(1)
    expect(await refresh(emulator, next.refresh_token)).toHaveProperty('refresh_token')
  })

  it('two refreshes at once: exactly one wins', async () => {
    const { emulator, refreshToken } = await setUp()
    const both = await Promise.all([refresh(emulator, refreshToken), refresh(emulator, refreshToken)])
    expect(both.filter(({ access_token: token }) => token !== undefined)).toHaveLength(1)
    expect(emulator.refreshReuses).toBe(1)
  })

  it('re-use can kill the newest pair and answer with another code', async () => {
    const { emulator, refreshToken } = await setUp({ switches: { reuseKillsPair: true, reusedRefreshCode: -118 } })
    const next = await refresh(emulator, refreshToken)
    expect(await refresh(emulator, refreshToken)).toMatchObject({ error: -118 })
    expect(await refresh(emulator, next.refresh_token)).toMatchObject({ error: -118 })
  })

  it('die after 90 days: -14020; unknown ones: -14014', async () => {
    const { emulator, clock, refreshToken } = await setUp()
    expect(await refresh(emulator, 'unknown')).toMatchObject({ error: -14014 })
    clock.advance(90 * durations.day)
    expect(await refresh(emulator, refreshToken)).toMatchObject({ error: -14020 })
    expect(emulator.refreshReuses).toBe(0)
  })

  it('kill the access token before them, unless switched', async () => {
    const { emulator, api, account, refreshToken } = await setUp()
    const next = await refresh(emulator, refreshToken)
    expect((await api.get('/v2.0/oa/getoa')).error).toBe(-220)
    emulator.switches.oldAccessTokenDies = false
    await refresh(emulator, next.refresh_token)
    const answer = await callApi(emulator, next.access_token ?? '').get('/v2.0/oa/getoa')
    expect(answer.data['oa_id']).toBe(account.oaId)
  })

  it('a wrong secret or app: -14002, and the token is not spent', async () => {
    const { emulator, refreshToken } = await setUp()
    const fields = { grant_type: 'refresh_token', refresh_token: refreshToken }
    expect(await grant(emulator, fields, 'wrong')).toMatchObject({ error: -14002 })
    expect(await grant(emulator, { ...fields, app_id: '1' })).toMatchObject({ error: -14002 })
    expect(await refresh(emulator, refreshToken)).toHaveProperty('access_token')
  })

  it('errors can miss the number and carry another status', async () => {
    const { emulator } = await setUp({ switches: { oauthErrorNumber: false, oauthErrorStatus: 400 } })
    const answer = await refresh(emulator, 'unknown')
    expect(answer).toMatchObject({ status: 400, error_name: 'Invalid refresh token' })
    expect(answer).not.toHaveProperty('error')
  })
})

describe('access tokens', () => {
  it('live 25 hours: then -220', async () => {
    const { clock, api } = await setUp()
    clock.advance(25 * durations.hour - 1)
    expect((await api.get('/v2.0/oa/getoa')).error).toBe(0)
    clock.advance(1)
    expect((await api.get('/v2.0/oa/getoa')).error).toBe(-220)
  })

  it('unknown ones: -216, or -124 on the template API; in the query they do not count', async () => {
    const { emulator, token } = await setUp()
    const stranger = callApi(emulator, 'unknown')
    expect((await stranger.get('/v2.0/oa/getoa')).error).toBe(-216)
    expect((await stranger.get('/message/quota')).error).toBe(-124)
    const inQuery = await readAnswer(await request(`${emulator.url}/v2.0/oa/getoa?access_token=${token}`))
    expect(inQuery).toMatchObject({ status: 200, error: -216 })
  })
})
