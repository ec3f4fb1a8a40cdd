import type { FastifyReply, FastifyRequest } from 'fastify'
import type { NewSession } from '../officers/index.ts'

export type CookiePolicy = {
  /** Whether people come over https; then the cookie is bound to this host and to https. */
  readonly isSecure: boolean
}

const nameOf = ({ isSecure }: CookiePolicy): string => (isSecure ? '__Host-nhip-cau' : 'nhip-cau')

export const readSessionCookie = (request: FastifyRequest, policy: CookiePolicy): string | undefined =>
  request.cookies[nameOf(policy)]

export const setSessionCookie = (reply: FastifyReply, policy: CookiePolicy, session: NewSession): void => {
  reply.setCookie(nameOf(policy), session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: policy.isSecure,
    expires: session.expiresAt,
  })
}

export const clearSessionCookie = (reply: FastifyReply, policy: CookiePolicy): void => {
  reply.clearCookie(nameOf(policy), { path: '/', httpOnly: true, sameSite: 'lax', secure: policy.isSecure })
}

/** "Chrome, Windows": what an officer recognises a device by. No version, no address. */
export const deviceOf = (request: FastifyRequest): string => {
  const agent = request.headers['user-agent'] ?? ''
  const browser =
    [
      ['Zalo', /Zalo/i],
      ['Cốc Cốc', /coc_coc/i],
      ['Edge', /Edg/],
      ['Opera', /OPR\//],
      ['Firefox', /Firefox|FxiOS/],
      ['Chrome', /Chrome|CriOS/],
      ['Safari', /Safari/],
    ].find(([, pattern]) => (pattern as RegExp).test(agent))?.[0] ?? ''
  const system =
    [
      ['Android', /Android/],
      ['iPhone', /iPhone/],
      ['iPad', /iPad/],
      ['Windows', /Windows/],
      ['macOS', /Mac OS/],
      ['Linux', /Linux/],
    ].find(([, pattern]) => (pattern as RegExp).test(agent))?.[0] ?? ''
  return [browser, system].filter((part) => part !== '').join(', ')
}
