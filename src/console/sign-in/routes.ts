import type { FastifyInstance, FastifyReply } from 'fastify'
import { act } from '../../database/index.ts'
import { confirmSignIn, endSession, hasOfficers, signIn, type SignInOutcome } from '../../officers/index.ts'
import { queryOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, goTo, sendPage, textOf } from '../forms.ts'
import { safeReturn } from '../guard.ts'
import { clearSessionCookie, deviceOf, setSessionCookie } from '../session-cookie.ts'
import { waitFor } from '../wording.ts'
import { identityRoutes } from './identity-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { codePage, signInPage } from './pages.ts'

export const signInRoutes = (app: FastifyInstance, door: Door): void => {
  const { house, cookies } = door
  const config = { access: 'public' } as const
  const identity = door.identity?.label

  const welcome = async (reply: FastifyReply, outcome: SignInOutcome, back: string) => {
    if (outcome.kind !== 'signed-in') throw new Error('not signed in')
    setSessionCookie(reply, cookies, outcome.session)
    return await goTo(reply, safeReturn(back))
  }

  app.get('/sign-in', { config }, async (request, reply) => {
    if (request.signedIn) return await goTo(reply, safeReturn(queryOf(request, 'return')))
    const isEmpty = !(await hasOfficers(house.database))
    const page = signInPage(door.view(request), { login: '', back: queryOf(request, 'return'), isEmpty, identity })
    return await sendPage(reply, page)
  })

  app.post('/sign-in', { config }, async (request, reply) => {
    const view = door.view(request)
    const form = asForm(request.body)
    const login = textOf(form, 'login').slice(0, 200)
    const back = textOf(form, 'return')
    const again = async (sentence: string, status: number) =>
      await sendPage(reply, signInPage(view, { login, back, fault: sentence, identity }), status)
    const password = textOf(form, 'password')
    if (login.trim() === '' || password === '') return await again(view.t('console:signIn.empty'), 422)
    const outcome = await signIn(house, { login, password, address: request.ip, device: deviceOf(request) })
    if (outcome.kind === 'refused') return await again(view.t('console:signIn.refused'), 422)
    if (outcome.kind === 'locked') {
      const wait = waitFor(view, outcome.until)
      return await again(view.t('console:signIn.locked', { wait }), 429)
    }
    if (outcome.kind === 'code-needed') return await sendPage(reply, codePage(view, { pending: outcome.pending, back }))
    return await welcome(reply, outcome, back)
  })

  app.post('/sign-in/code', { config }, async (request, reply) => {
    const view = door.view(request)
    const form = asForm(request.body)
    const pending = textOf(form, 'pending').slice(0, 500)
    const back = textOf(form, 'return')
    const again = async (sentence: string, status: number) =>
      await sendPage(reply, codePage(view, { pending, back, fault: sentence }), status)
    const outcome = await confirmSignIn(house, {
      pending,
      code: textOf(form, 'code').slice(0, 40),
      device: deviceOf(request),
    })
    if (outcome.kind === 'expired') {
      const fault = view.t('console:signIn.expired')
      return await sendPage(reply, signInPage(view, { login: '', back, fault, identity }), 422)
    }
    if (outcome.kind === 'refused') return await again(view.t('officers:codeWrong'), 422)
    if (outcome.kind === 'locked') {
      return await again(view.t('console:signIn.locked', { wait: waitFor(view, outcome.until) }), 429)
    }
    return await welcome(reply, outcome, back)
  })

  linkRoutes(app, door, welcome)
  identityRoutes(app, door, welcome)

  app.post('/sign-out', { config: { access: 'officer' } }, async (request, reply) => {
    const { signedIn } = request
    if (signedIn) await act(house, signedIn.actor, async (scope) => await endSession(scope, signedIn))
    clearSessionCookie(reply, cookies)
    return await goTo(reply, '/console/sign-in', 'signedOut')
  })
}
