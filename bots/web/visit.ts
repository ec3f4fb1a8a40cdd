import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AssetUrls } from './assets.ts'
import type { Locale, WebOptions } from './means.ts'
import { readPageToken, type PageToken } from './page-token.ts'
import { refuse, type Checked } from './refusal.ts'
import type { Streams } from './streams.ts'
import { cookieName, cookieOf, readCookie, type Identity } from './visitor-cookie.ts'

/** What the routes of the web chat share. */
export type WebRoom = { readonly options: WebOptions; readonly assets: AssetUrls; readonly streams: Streams }

const languageCookie = 'nc_chat_lang'
const halfYearSeconds = 180 * 86_400

/** The language that the person chose on the page; undefined while they have not. */
export const chosenLocale = (request: FastifyRequest): Locale | undefined => {
  const chosen = request.cookies[languageCookie]
  return chosen === 'en' || chosen === 'vi' ? chosen : undefined
}

export const rememberLocale = ({ options }: WebRoom, reply: FastifyReply, locale: Locale): void => {
  void reply.setCookie(languageCookie, locale, {
    path: '/chat',
    httpOnly: true,
    sameSite: 'lax',
    secure: options.isSecure,
    maxAge: halfYearSeconds,
  })
}

export const readIdentity = ({ options }: WebRoom, request: FastifyRequest): Identity | null =>
  readCookie(options.keyring, request.cookies[cookieName])

/** A kiosk's cookie ends with the browser; a person's own stays for half a year from their last visit. */
export const setIdentity = ({ options }: WebRoom, reply: FastifyReply, identity: Identity): void => {
  void reply.setCookie(cookieName, cookieOf(options.keyring, identity), {
    path: '/chat',
    httpOnly: true,
    sameSite: 'lax',
    secure: options.isSecure,
    ...(identity.isKiosk ? {} : { maxAge: halfYearSeconds }),
  })
}

export const clearIdentity = ({ options }: WebRoom, reply: FastifyReply): void => {
  void reply.clearCookie(cookieName, { path: '/chat', httpOnly: true, sameSite: 'lax', secure: options.isSecure })
}

/** Cookie and page token belong together, or another site made the browser post. */
export const checkPage = (
  room: WebRoom,
  request: FastifyRequest,
  token: string | undefined,
): Checked<{ readonly identity: Identity; readonly page: PageToken }> => {
  const identity = readIdentity(room, request)
  if (!identity) return refuse(401, 'web:noCookie')
  const { keyring, clock } = room.options
  const page = readPageToken(keyring, identity, token ?? '', clock.now())
  return page ? { ok: true, value: { identity, page } } : refuse(403, 'web:stalePage')
}

/** The same, of a browser that has proved itself. */
export const checkVisitor = (
  room: WebRoom,
  request: FastifyRequest,
  token: string | undefined,
): Checked<{ readonly identity: Identity; readonly chatKey: string }> => {
  const checked = checkPage(room, request, token)
  if (!checked.ok) return checked
  const { identity } = checked.value
  if (!identity.isProven) return refuse(403, 'web:stalePage')
  return { ok: true, value: { identity, chatKey: room.options.memory.chatKeyOf(identity.id) } }
}
