import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { recordAudit } from '../audit/index.ts'
import { act, type House } from '../database/index.ts'
import type { Role } from '../kernel/actor.ts'
import { actorOfSession, noteLapsedSession } from '../officers/index.ts'
import { asForm, sendPage, textOf } from './forms.ts'
import { holdsAny } from './navigation.ts'
import { forbiddenPage, resendPage } from './refusal-pages.ts'
import { readSessionCookie, type CookiePolicy } from './session-cookie.ts'
import { viewOf } from './view.ts'

export type GuardOptions = {
  readonly house: House
  readonly cookies: CookiePolicy
  /** Where people reach the console; undefined: whatever host they asked for. */
  readonly publicUrl: string | undefined
}

const changes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** A browser always tells where a form comes from; what comes from elsewhere is forged. */
const comesFromHere = (request: FastifyRequest, publicUrl: string | undefined): boolean => {
  const { origin, host } = request.headers
  // Behind a referrer policy browsers hide the origin ("null"), but still say which site a form comes from.
  if (origin === undefined || origin === 'null') return request.headers['sec-fetch-site'] === 'same-origin'
  const url = URL.parse(origin)
  if (!url) return false
  return url.host === host || (publicUrl !== undefined && url.origin === URL.parse(publicUrl)?.origin)
}

const isRoleList = (access: unknown): access is readonly Role[] => Array.isArray(access)

const fits = (given: string, expected: string): boolean => {
  const one = Buffer.from(given)
  const other = Buffer.from(expected)
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Writes down that somebody who is signed in was refused. Visitors are not: they could fill the book. For a session that has run out see `noteLapsedSession`. */
export const auditRefusal = async (house: House, request: FastifyRequest, why: string): Promise<void> => {
  const { signedIn } = request
  if (!signedIn) return
  await act(house, signedIn.actor, async (scope) => {
    await recordAudit(scope, {
      action: 'console.refused',
      subject: { kind: 'route', id: `${request.method} ${request.routeOptions.url ?? ''}` },
      details: { why },
    })
  })
}

/** Only a path of the console itself: an address from outside must not lead elsewhere. */
export const safeReturn = (path: string): string =>
  /^\/console(?:[/?][\w\-./~%?&=:+]*)?$/.test(path) && !path.startsWith('/console/sign-') ? path : '/console'

/** Refuses forms that are not ours and asks visitors to sign in. Every route says who may call it. */
export const mountGuard = (app: FastifyInstance, options: GuardOptions): void => {
  const { house, cookies, publicUrl } = options
  app.decorateRequest('signedIn', undefined)
  app.decorateRequest('formToken', '')

  const refuse = async (request: FastifyRequest, reply: FastifyReply, why: string): Promise<FastifyReply> => {
    await auditRefusal(house, request, why)
    return await sendPage(reply, forbiddenPage(viewOf(request, house.clock.now())), 403)
  }

  app.addHook('onRequest', async (request) => {
    const token = readSessionCookie(request, cookies)
    if (token === undefined || request.routeOptions.url?.startsWith('/console/assets/')) return
    request.signedIn = await actorOfSession(house, token)
    if (!request.signedIn) await noteLapsedSession(house, token, `${request.method} ${request.routeOptions.url ?? ''}`)
    if (request.signedIn) request.formToken = house.keyring.sign('session', `form|${request.signedIn.sessionId}`)
  })

  app.addHook('preHandler', async (request, reply) => {
    const access = request.routeOptions.config.access
    if (changes.has(request.method) && !comesFromHere(request, publicUrl)) {
      return await refuse(request, reply, 'foreign form')
    }
    if (access === 'public' || request.is404) return
    const { signedIn } = request
    if (!signedIn) {
      if (changes.has(request.method)) {
        const page = resendPage(viewOf(request, house.clock.now()), request.url, asForm(request.body), 'signedOut')
        return await sendPage(reply, page, 401)
      }
      if (request.headers['hx-request'] === 'true') {
        return await reply.code(401).header('HX-Refresh', 'true').send('')
      }
      return await reply.redirect(`/console/sign-in?return=${encodeURIComponent(safeReturn(request.url))}`, 303)
    }
    if (isRoleList(access) && !holdsAny(signedIn, access)) return await refuse(request, reply, 'role')
    if (access !== 'officer' && !isRoleList(access)) return await refuse(request, reply, 'not a door for officers')
    if (changes.has(request.method)) {
      const form = asForm(request.body)
      const given = textOf(form, '_token')
      if (fits(given, request.formToken)) return
      // A form of an earlier sign-in of this browser: nothing typed is lost, but the person confirms it.
      await auditRefusal(house, request, 'stale form')
      const page = resendPage(viewOf(request, house.clock.now()), request.url, form, 'stale')
      return await sendPage(reply, page, 403)
    }
  })
}
