import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exchangeCode, permissionUrl, readPermissionCallback, refreshToken } from 'zalo-oa-sdk'
import { json, startZaloStub } from './zalo-stub.ts'
import type { Reply, ZaloStub } from './zalo-stub.ts'

const app = { appId: '4000000000000000417', appSecret: 'app-secret' }
const pair = json({ access_token: 'access-2', refresh_token: 'refresh-2', expires_in: '90000' })

describe('permissionUrl', () => {
  const request = { appId: '417', redirectUri: 'https://a.example/zalo/callback', state: 's1' }

  it('carries app, redirect address and state, and nothing else without PKCE', () => {
    const { url, codeVerifier } = permissionUrl({ ...request, pkce: { mode: 'off' } })
    expect(url).toBe(
      'https://oauth.zaloapp.com/v4/oa/permission?app_id=417&redirect_uri=https%3A%2F%2Fa.example%2Fzalo%2Fcallback&state=s1',
    )
    expect(codeVerifier).toBeNull()
  })

  it('makes a fresh verifier of 43 characters a request and sends its challenge', () => {
    const first = permissionUrl({ ...request, pkce: { mode: 'per-request' } })
    const second = permissionUrl({ ...request, pkce: { mode: 'per-request' } })
    expect(first.codeVerifier).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(first.codeVerifier).not.toBe(second.codeVerifier)
    const challenge = createHash('sha256')
      .update(first.codeVerifier ?? '')
      .digest('base64url')
    expect(new URL(first.url).searchParams.get('code_challenge')).toBe(challenge)
  })

  it('sends no challenge in fixed mode, for the console holds it, but keeps the verifier', () => {
    const { url, codeVerifier } = permissionUrl({ ...request, pkce: { mode: 'fixed', codeVerifier: 'v'.repeat(43) } })
    expect(new URL(url).searchParams.has('code_challenge')).toBe(false)
    expect(codeVerifier).toBe('v'.repeat(43))
  })
})

describe('readPermissionCallback', () => {
  const read = (query: string) => readPermissionCallback(new URLSearchParams(query), 's1')

  it('reads code and account, with or without the state', () => {
    expect(read('code=c&oa_id=329&state=s1')).toEqual({ ok: true, code: 'c', oaId: '329', stateReturned: true })
    expect(read('code=c')).toEqual({ ok: true, code: 'c', oaId: null, stateReturned: false })
  })

  it('refuses the state of another flow and a callback without a code', () => {
    expect(read('code=c&state=s2')).toEqual({ ok: false, why: 'wrong-state' })
    expect(read('state=s1')).toEqual({ ok: false, why: 'refused' })
    expect(read('code=&state=s1')).toEqual({ ok: false, why: 'refused' })
  })
})

describe('tokens', () => {
  let stub: ZaloStub
  beforeEach(async () => {
    stub = await startZaloStub()
  })
  afterEach(() => stub.close())

  const refresh = () => refreshToken(stub.client, { ...app, refreshToken: 'refresh-1' })

  it('exchanges a code with the secret in the header and the verifier in the form', async () => {
    stub.answer(pair)
    const outcome = await exchangeCode(stub.client, { ...app, code: 'c1', codeVerifier: 'v1' })
    expect(outcome).toEqual({ ok: true, accessToken: 'access-2', refreshToken: 'refresh-2', expiresInSeconds: 90_000 })
    const [asked] = stub.received
    expect(asked).toMatchObject({ method: 'POST', path: '/v4/oa/access_token' })
    expect(asked?.headers).toMatchObject({
      secret_key: app.appSecret,
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      app_id: app.appId,
      grant_type: 'authorization_code',
      code: 'c1',
      code_verifier: 'v1',
    })
  })

  it('leaves the verifier out when PKCE is off', async () => {
    stub.answer(pair)
    await exchangeCode(stub.client, { ...app, code: 'c1', codeVerifier: null })
    expect(stub.received[0]?.body).not.toContain('code_verifier')
  })

  it('refreshes by the refresh token alone and takes a missing lifetime as 25 hours', async () => {
    stub.answer(json({ access_token: 'a', refresh_token: 'r' }))
    expect(await refresh()).toMatchObject({ ok: true, expiresInSeconds: 90_000 })
    expect(Object.fromEntries(new URLSearchParams(stub.received[0]?.body))).toEqual({
      app_id: app.appId,
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
    })
  })

  const refusal = (error: number): Reply => json({ error, error_name: 'n', error_description: 'd' })
  it.each<[string, Reply, string, number | null]>([
    ['a refresh token that was used before', refusal(-14014), 'needs-consent', -14014],
    ['an expired refresh token', refusal(-14020), 'needs-consent', -14020],
    ['an invalid grant', refusal(-118), 'needs-consent', -118],
    ['an expired code', refusal(-14019), 'restart-flow', -14019],
    ['an invalid code', refusal(-14005), 'restart-flow', -14005],
    ['a wrong redirect address', refusal(-14003), 'config', -14003],
    ['a package that is too low', refusal(-224), 'config', -224],
    ['a number nobody has seen', refusal(-99999), 'temporary', -99999],
    ['a refusal without a number', json({ error_name: 'Too busy' }), 'temporary', null],
    ['too many requests', json('slow down', 429), 'temporary', null],
    ['an access token without a refresh token', json({ access_token: 'a', expires_in: '90000' }), 'ambiguous', null],
    ['a refresh token without an access token', json({ refresh_token: 'r', error_name: 'x' }), 'ambiguous', null],
    ['empty tokens', json({ access_token: '', refresh_token: '' }), 'ambiguous', null],
    ['an empty answer', json(''), 'ambiguous', null],
    ['HTML of a gateway', json('<html>bad gateway</html>', 502), 'ambiguous', null],
    ['a connection cut after the request', (response) => response.destroy(), 'ambiguous', null],
  ])('gives no tokens for %s', async (_, reply, kind, code) => {
    stub.answer(reply)
    expect(await refresh()).toMatchObject({ ok: false, kind, code })
  })

  it('calls silence ambiguous, because the token may be spent', async () => {
    stub.answer(() => {})
    const outcome = await refreshToken(stub.clientWith({ timeoutMs: 60 }), { ...app, refreshToken: 'refresh-1' })
    expect(outcome).toMatchObject({ ok: false, kind: 'ambiguous', failure: { origin: 'timeout' } })
    expect(JSON.stringify(outcome)).not.toContain('refresh-1')
  })

  it('calls a refused connection temporary, because nothing was written', async () => {
    const client = stub.clientWith({ oauthRoot: 'http://127.0.0.1:1' })
    const outcome = await refreshToken(client, { ...app, refreshToken: 'refresh-1' })
    expect(outcome).toMatchObject({ ok: false, kind: 'temporary', failure: { origin: 'connection' } })
  })
})
