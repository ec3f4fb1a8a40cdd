import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'

export type OidcFault =
  | 'nonce'
  | 'signature'
  | 'expired'
  | 'audience'
  | 'issuer'
  | 'unsigned'
  /** Every address answers 503. */
  | 'down'

export type OidcEmulator = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who is signed in at the provider; undefined: the person refuses. */
  subject: string | undefined
  algorithm: 'RS256' | 'ES256'
  /** What is wrong with the next answers. */
  fault: OidcFault | undefined
  close(): Promise<void>
}

type Grant = {
  readonly redirectUri: string
  readonly challenge: string
  readonly nonce: string | null
  readonly subject: string
}

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const read = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'))
}

/** An OpenID provider for one client: discovery, authorization code with PKCE, signed ID tokens, and faults on request. */
export const startOidcEmulator = async (): Promise<OidcEmulator> => {
  const keys = {
    RS256: await generateKeyPair('RS256', { extractable: true }),
    ES256: await generateKeyPair('ES256', { extractable: true }),
  }
  // Never published: what somebody else would sign with.
  const foreign = { RS256: await generateKeyPair('RS256'), ES256: await generateKeyPair('ES256') }
  const grants = new Map<string, Grant>()

  const idToken = async (grant: Grant): Promise<string> => {
    const { fault, algorithm } = emulator
    const at = Math.floor(Date.now() / 1000) - (fault === 'expired' ? 7_200 : 0)
    const claims = grant.nonce === null ? {} : { nonce: fault === 'nonce' ? 'another' : grant.nonce }
    const issuer = fault === 'issuer' ? 'https://elsewhere.example' : emulator.issuer
    const audience = fault === 'audience' ? 'another-client' : emulator.clientId
    const base = <Token extends SignJWT | UnsecuredJWT>(token: Token): Token => {
      token
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(grant.subject)
        .setIssuedAt(at)
        .setExpirationTime(at + 300)
      return token
    }
    if (fault === 'unsigned') return base(new UnsecuredJWT(claims)).encode()
    const key = fault === 'signature' ? foreign[algorithm].privateKey : keys[algorithm].privateKey
    return await base(new SignJWT(claims)).setProtectedHeader({ alg: algorithm, kid: algorithm }).sign(key)
  }

  const authorize = (url: URL, response: ServerResponse): void => {
    const asked = Object.fromEntries(url.searchParams)
    const { redirect_uri: redirectUri = '', state = '' } = asked
    const isWhole =
      asked['client_id'] === emulator.clientId &&
      asked['response_type'] === 'code' &&
      asked['code_challenge_method'] === 'S256' &&
      URL.canParse(redirectUri)
    if (!isWhole) return send(response, 400, { error: 'invalid_request' })
    const back = new URL(redirectUri)
    back.searchParams.set('state', state)
    if (emulator.subject === undefined) back.searchParams.set('error', 'access_denied')
    else {
      const code = randomBytes(24).toString('base64url')
      grants.set(code, {
        redirectUri,
        challenge: asked['code_challenge'] ?? '',
        nonce: asked['nonce'] ?? null,
        subject: emulator.subject,
      })
      back.searchParams.set('code', code)
    }
    response.writeHead(303, { location: back.href }).end()
  }

  const isClient = (request: IncomingMessage, form: URLSearchParams): boolean => {
    const [, basic = ''] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? []
    const given = basic === '' ? [form.get('client_id'), form.get('client_secret')] : atob(basic).split(':')
    return given[0] === emulator.clientId && given[1] === emulator.clientSecret
  }

  const token = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = await read(request)
    if (!isClient(request, form)) return send(response, 401, { error: 'invalid_client' })
    const code = form.get('code') ?? ''
    const grant = grants.get(code)
    grants.delete(code)
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!grant || grant.redirectUri !== form.get('redirect_uri') || grant.challenge !== proof) {
      return send(response, 400, { error: 'invalid_grant' })
    }
    send(response, 200, {
      access_token: randomBytes(16).toString('hex'),
      token_type: 'Bearer',
      id_token: await idToken(grant),
    })
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', emulator.issuer)
    if (emulator.fault === 'down') return send(response, 503, { error: 'temporarily_unavailable' })
    if (url.pathname === '/.well-known/openid-configuration') {
      return send(response, 200, {
        issuer: emulator.issuer,
        authorization_endpoint: `${emulator.issuer}/authorize`,
        token_endpoint: `${emulator.issuer}/token`,
        jwks_uri: `${emulator.issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'ES256'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
      })
    }
    if (url.pathname === '/jwks') {
      const published = (['RS256', 'ES256'] as const).map(async (alg) => ({
        ...(await exportJWK(keys[alg].publicKey)),
        kid: alg,
        alg,
        use: 'sig',
      }))
      return send(response, 200, { keys: await Promise.all(published) })
    }
    if (url.pathname === '/authorize') return authorize(url, response)
    if (url.pathname === '/token' && request.method === 'POST') return await token(request, response)
    send(response, 404, { error: 'not_found' })
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => send(response, 500, { error: 'server_error' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const emulator: OidcEmulator = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId: 'nhip-cau',
    clientSecret: 'a-secret-of-tests',
    subject: 'officer-0001',
    algorithm: 'RS256',
    fault: undefined,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return emulator
}
