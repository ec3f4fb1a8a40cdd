import { createHash } from 'node:crypto'
import { escapeHtml, htmlAnswer, jsonAnswer } from './answer.ts'
import type { EmulatorAnswer, EmulatorRequest } from './answer.ts'
import { durations } from './emulator-clock.ts'
import type { Account, World } from './world.ts'

export type TokenPair = { accessToken: string; refreshToken: string }

const accessLifetime = 25 * durations.hour
const refreshLifetime = 90 * durations.day
const codeLifetime = 10 * durations.minute

const problems: Record<number, { name: string; reason: string }> = {
  [-118]: { name: 'Invalid grant', reason: 'The grant is invalid' },
  [-14002]: { name: 'Invalid application', reason: 'Invalid app id, or the app is not active' },
  [-14003]: { name: 'Invalid redirect uri', reason: 'The redirect uri differs from the one of the app' },
  [-14005]: {
    name: 'Invalid authorization code',
    reason: 'The code is unknown, used already, or its verifier is wrong',
  },
  [-14014]: { name: 'Invalid refresh token', reason: 'The refresh token is unknown or was used already' },
  [-14019]: { name: 'Authorization code expired', reason: 'The code is older than 10 minutes' },
  [-14020]: { name: 'Refresh token expired', reason: 'The refresh token is older than 3 months' },
}

const oauthError = (world: World, code: number): EmulatorAnswer => {
  const { name, reason } = problems[code] ?? { name: 'Error', reason: 'Unknown' }
  const { oauthErrorNumber, oauthErrorStatus } = world.switches
  return jsonAnswer(
    {
      ...(oauthErrorNumber ? { error: code } : {}),
      error_name: name,
      error_reason: reason,
      ref_doc: 'https://developers.zalo.me/docs/api/official-account-api/phu-luc/ma-loi',
      error_description: reason,
    },
    oauthErrorStatus,
  )
}

export const issuePair = (world: World, oaId: string): TokenPair => {
  const now = world.now()
  const accessToken = world.ids.token(96)
  const refreshToken = world.ids.token(80)
  world.accessTokens.set(accessToken, { token: accessToken, oaId, expiresAt: now + accessLifetime, dead: false })
  world.refreshTokens.set(refreshToken, {
    token: refreshToken,
    oaId,
    expiresAt: now + refreshLifetime,
    spent: false,
    accessToken,
  })
  return { accessToken, refreshToken }
}

/** Both tokens of an account are dead, as when somebody else has spent the refresh token. */
export const killPairs = (world: World, oaId: string): void => {
  for (const one of world.accessTokens.values()) if (one.oaId === oaId) one.dead = true
  for (const one of world.refreshTokens.values()) if (one.oaId === oaId) one.spent = true
}

const pairAnswer = ({ accessToken, refreshToken }: TokenPair): EmulatorAnswer =>
  jsonAnswer({ access_token: accessToken, refresh_token: refreshToken, expires_in: '90000' })

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier, 'ascii').digest('base64url')

/** What a grant says about PKCE: right, wrong, or not asked. */
const verifierFits = ({ switches, app }: World, challenge: string | undefined, verifier: string | null): boolean => {
  if (switches.pkce === 'off') return true
  if (switches.pkce === 'optional' && challenge === undefined) return true
  const wanted = switches.pkce === 'fixed' ? app.fixedCodeChallenge : challenge
  return wanted !== undefined && verifier?.length === 43 && challengeOf(verifier) === wanted
}

const exchangeCode = (world: World, form: URLSearchParams): EmulatorAnswer => {
  const code = world.codes.get(form.get('code') ?? '')
  if (code === undefined || code.spent) return oauthError(world, -14005)
  if (code.expiresAt <= world.now()) return oauthError(world, -14019)
  code.spent = true
  if (!verifierFits(world, code.challenge, form.get('code_verifier'))) return oauthError(world, -14005)
  return pairAnswer(issuePair(world, code.oaId))
}

const refresh = (world: World, form: URLSearchParams): EmulatorAnswer => {
  const token = world.refreshTokens.get(form.get('refresh_token') ?? '')
  if (token === undefined) return oauthError(world, -14014)
  if (token.spent) {
    world.refreshReuses += 1
    if (world.switches.reuseKillsPair) killPairs(world, token.oaId)
    return oauthError(world, world.switches.reusedRefreshCode)
  }
  if (token.expiresAt <= world.now()) return oauthError(world, -14020)
  token.spent = true
  if (world.switches.oldAccessTokenDies) {
    const old = world.accessTokens.get(token.accessToken)
    if (old !== undefined) old.dead = true
  }
  return pairAnswer(issuePair(world, token.oaId))
}

const tokenEndpoint = (world: World, request: EmulatorRequest): EmulatorAnswer => {
  if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    return oauthError(world, -118)
  }
  const form = new URLSearchParams(request.body.toString('utf8'))
  const { appId, appSecret, active } = world.app
  if (!active || form.get('app_id') !== appId || request.headers['secret_key'] !== appSecret) {
    return oauthError(world, -14002)
  }
  const grant = form.get('grant_type')
  if (grant === 'authorization_code') return exchangeCode(world, form)
  return grant === 'refresh_token' ? refresh(world, form) : oauthError(world, -118)
}

export type ConsentInput = { redirectUri: string; codeChallenge?: string; state?: string }

/** Where the browser goes after the person decided; `oaId` undefined means a refusal. */
export const callbackUrl = (world: World, input: ConsentInput, oaId: string | undefined): string => {
  const target = new URL(input.redirectUri)
  if (oaId === undefined) {
    if (world.switches.refusal === 'error-field') target.searchParams.set('error', '-14001')
  } else {
    const code = world.ids.token(48)
    world.codes.set(code, {
      code,
      oaId,
      expiresAt: world.now() + codeLifetime,
      challenge: input.codeChallenge,
      spent: false,
    })
    target.searchParams.set('code', code)
    target.searchParams.set('oa_id', oaId)
  }
  if (input.state !== undefined && world.switches.echoState) target.searchParams.set('state', input.state)
  return target.href
}

const redirect = (location: string): EmulatorAnswer => ({ status: 302, headers: { location }, body: '' })

const hidden = (name: string, value: string | null): string =>
  value === null ? '' : `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`

const consentPage = (accounts: Account[], query: URLSearchParams): string => {
  const kept = ['app_id', 'redirect_uri', 'code_challenge', 'state']
    .map((name) => hidden(name, query.get(name)))
    .join('')
  const rows = accounts
    .map(
      ({ oaId, name }) =>
        `<p><button name="oa_id" value="${escapeHtml(oaId)}">Cho phép với tài khoản ${escapeHtml(name)}</button></p>`,
    )
    .join('')
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Cấp quyền cho ứng dụng</title><style>body{font:16px sans-serif;max-width:28rem;margin:2rem auto;padding:0 1rem}button{font:inherit;padding:.7rem 1rem;width:100%}</style>
<h1>Cấp quyền cho ứng dụng ${escapeHtml(query.get('app_id') ?? '')}</h1>
<p>Ứng dụng xin gửi và nhận tin nhắn thay tài khoản Zalo chính thức. (Trang giả lập, không phải của Zalo.)</p>
<form method="get" action="/v4/oa/permission">${kept}${rows}<p><button name="refuse" value="1">Từ chối</button></p></form></html>`
}

const permissionPage = (world: World, { query }: EmulatorRequest): EmulatorAnswer => {
  const { app, switches } = world
  if (!app.active || query.get('app_id') !== app.appId) return oauthError(world, -14002)
  const redirectUri = query.get('redirect_uri') ?? ''
  const unfit = app.callbackUrl === undefined ? redirectUri.includes('?') : redirectUri !== app.callbackUrl
  if (unfit || !URL.canParse(redirectUri)) return oauthError(world, -14003)
  const challenge = query.get('code_challenge')
  if (switches.pkce === 'per-request' && challenge === null) return oauthError(world, -118)
  if (switches.pkce === 'fixed' && challenge !== null && challenge !== app.fixedCodeChallenge)
    return oauthError(world, -118)
  const state = query.get('state')
  const input: ConsentInput = {
    redirectUri,
    ...(challenge === null ? {} : { codeChallenge: challenge }),
    ...(state === null ? {} : { state }),
  }
  const chosen = switches.consent === 'auto' ? [...world.accounts.keys()][0] : query.get('oa_id')
  if (query.has('refuse') || switches.consent === 'auto-refuse') return redirect(callbackUrl(world, input, undefined))
  if (typeof chosen === 'string' && world.accounts.has(chosen)) return redirect(callbackUrl(world, input, chosen))
  return htmlAnswer(consentPage([...world.accounts.values()], query))
}

/** The OAuth root: the consent page and the token endpoint. */
export const answerOauth = (world: World, request: EmulatorRequest): EmulatorAnswer | undefined => {
  if (request.path === '/v4/oa/permission' && request.method === 'GET') return permissionPage(world, request)
  if (request.path === '/v4/oa/access_token' && request.method === 'POST') return tokenEndpoint(world, request)
  return undefined
}
