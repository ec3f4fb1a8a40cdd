import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startOidcEmulator, type OidcEmulator } from './start-oidc-emulator.ts'

let provider: OidcEmulator
beforeEach(async () => {
  provider = await startOidcEmulator()
})
afterEach(async () => await provider.close())

// SHA-256 of "verifier", RFC 7636.
const challenge = 'iMnq5o6zALKXGivsnlom_0F5_WYda32GHkxlV7mq7hQ'
const redirect = 'http://127.0.0.1:1/return'

const authorize = async (changes: Record<string, string> = {}): Promise<Response> => {
  const query = new URLSearchParams({
    client_id: provider.clientId,
    response_type: 'code',
    redirect_uri: redirect,
    state: 's',
    nonce: 'n',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  })
  return await fetch(`${provider.issuer}/authorize?${query.toString()}`, { redirect: 'manual' })
}
const codeOf = (answer: Response): string =>
  new URL(answer.headers.get('location') ?? 'http://none').searchParams.get('code') ?? ''
const exchange = async (code: string, changes: Record<string, string> = {}): Promise<Response> =>
  await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: provider.clientId,
      client_secret: provider.clientSecret,
      code,
      redirect_uri: redirect,
      code_verifier: 'verifier',
      ...changes,
    }),
  })

test.each(['RS256', 'ES256'] as const)('gives an ID token that its published %s key signed', async (algorithm) => {
  provider.algorithm = algorithm
  const { id_token: token } = (await (await exchange(codeOf(await authorize()))).json()) as { id_token: string }
  const keys = createLocalJWKSet((await (await fetch(`${provider.issuer}/jwks`)).json()) as never)
  const { payload } = await jwtVerify(token, keys, { issuer: provider.issuer, audience: provider.clientId })
  expect(payload).toMatchObject({ sub: 'officer-0001', nonce: 'n' })
})

test('a code works once, for who asked, with its verifier', async () => {
  const code = codeOf(await authorize())
  expect((await exchange(code, { client_secret: 'wrong' })).status).toBe(401)
  expect((await exchange(codeOf(await authorize()), { code_verifier: 'another' })).status).toBe(400)
  expect((await exchange(code)).status).toBe(200)
  expect((await exchange(code)).status).toBe(400)
})

test('without PKCE, of an unknown client, or when the person refuses, there is no code', async () => {
  expect((await authorize({ code_challenge_method: 'plain' })).status).toBe(400)
  expect((await authorize({ client_id: 'another' })).status).toBe(400)
  provider.subject = undefined
  const refused = await authorize()
  expect(refused.headers.get('location')).toContain('error=access_denied')
})
