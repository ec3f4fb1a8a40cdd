import { createHash, timingSafeEqual } from 'node:crypto'
import { codeChallengeOf, newCodeVerifier } from './pkce.ts'
import type { Pkce } from './pkce.ts'

export type PermissionRequest = {
  readonly appId: string
  /** Must equal the callback address in the console to the letter, without a query; otherwise -14003. */
  readonly redirectUri: string
  /** Unguessable; keep it with the browser's session. Zalo is not certain to return it. */
  readonly state: string
  readonly pkce: Pkce
  /** Default `https://oauth.zaloapp.com`. */
  readonly oauthRoot?: string
}

/**
 * The address at which an admin grants the app access to an Official Account, and the verifier to keep until
 * `exchangeCode` (null with `pkce.mode: 'off'`). Source: docs.zaloplatforms.com,
 * OA/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new.
 */
export const permissionUrl = (
  request: PermissionRequest,
): { readonly url: string; readonly codeVerifier: string | null } => {
  const root = (request.oauthRoot ?? 'https://oauth.zaloapp.com').replace(/\/+$/, '')
  const url = new URL(`${root}/v4/oa/permission`)
  url.searchParams.set('app_id', request.appId)
  url.searchParams.set('redirect_uri', request.redirectUri)
  url.searchParams.set('state', request.state)
  if (request.pkce.mode === 'off') return { url: url.href, codeVerifier: null }
  if (request.pkce.mode === 'fixed') return { url: url.href, codeVerifier: request.pkce.codeVerifier }
  const codeVerifier = newCodeVerifier()
  url.searchParams.set('code_challenge', codeChallengeOf(codeVerifier))
  return { url: url.href, codeVerifier }
}

export type PermissionCallback =
  | { readonly ok: true; readonly code: string; readonly oaId: string | null; readonly stateReturned: boolean }
  /** `refused`: no code came, as when the admin says no (not documented). `wrong-state`: not the flow that was begun. */
  | { readonly ok: false; readonly why: 'refused' | 'wrong-state' }

const same = (left: string, right: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

/**
 * Reads the query with which Zalo sends the admin back: `code` (10 minutes, single use), `oa_id`, and `state`, which
 * sources disagree about. An absent state is let through, with `stateReturned: false`: the caller must bind the pending
 * request to the browser by a cookie as well.
 */
export const readPermissionCallback = (query: URLSearchParams, expectedState: string): PermissionCallback => {
  const state = query.get('state')
  if (state !== null && !same(state, expectedState)) return { ok: false, why: 'wrong-state' }
  const code = query.get('code')
  if (code === null || code === '') return { ok: false, why: 'refused' }
  return { ok: true, code, oaId: query.get('oa_id') || null, stateReturned: state !== null }
}
