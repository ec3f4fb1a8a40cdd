import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  mayAskSignInLink,
  newBrowserMark,
  sendSignInLink,
  signInByLink,
  signInLinkMinutes,
  type SignInOutcome,
} from '../../officers/index.ts'
import type { Door } from '../door.ts'
import { asForm, sendPage, textOf } from '../forms.ts'
import { deviceOf } from '../session-cookie.ts'
import { waitFor } from '../wording.ts'
import { askLinkPage, linkGonePage, linkSentPage, useLinkPage } from './link-pages.ts'
import { codePage } from './pages.ts'

const config = { access: 'public' } as const
const cookieName = 'nhip-cau-asked'

type Welcome = (reply: FastifyReply, outcome: SignInOutcome, back: string) => Promise<FastifyReply>

/** Signing in by a link that the bot sends: asked for, opened and used in one and the same browser. */
export const linkRoutes = (app: FastifyInstance, door: Door, welcome: Welcome): void => {
  const { house, cookies } = door

  app.get(
    '/sign-in/link',
    { config },
    async (request, reply) => await sendPage(reply, askLinkPage(door.view(request), { login: '' })),
  )

  app.post('/sign-in/link', { config }, async (request, reply) => {
    const view = door.view(request)
    const login = textOf(asForm(request.body), 'login').trim().slice(0, 200)
    if (login === '') {
      return await sendPage(reply, askLinkPage(view, { login, fault: view.t('access:link.empty') }), 422)
    }
    const until = await mayAskSignInLink(house, { login, address: request.ip })
    if (until) {
      const fault = view.t('console:signIn.locked', { wait: waitFor(view, until) })
      return await sendPage(reply, askLinkPage(view, { login, fault }), 429)
    }
    const mark = newBrowserMark()
    reply.setCookie(cookieName, mark, {
      path: '/console/sign-in',
      httpOnly: true,
      sameSite: 'lax',
      secure: cookies.isSecure,
      maxAge: signInLinkMinutes * 60,
    })
    await sendPage(reply, linkSentPage(view))
    // The answer has left: how long this takes tells nobody whether there is such an officer.
    await sendSignInLink(house, { login, mark, address: door.address }).catch((error: unknown) => {
      house.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a sign-in link was not sent')
    })
    return reply
  })

  // Messengers look at links ahead of people: looking uses nothing up.
  app.get<{ Params: { token: string } }>(
    '/sign-in/link/:token',
    { config },
    async (request, reply) => await sendPage(reply, useLinkPage(door.view(request), request.params.token)),
  )

  app.post<{ Params: { token: string } }>('/sign-in/link/:token', { config }, async (request, reply) => {
    const view = door.view(request)
    const mark = request.cookies[cookieName] ?? ''
    const input = { token: request.params.token, mark, device: deviceOf(request) }
    const outcome = await signInByLink(house, input)
    if (outcome.kind === 'gone') return await sendPage(reply, linkGonePage(view), 422)
    reply.clearCookie(cookieName, { path: '/console/sign-in' })
    if (outcome.kind === 'code-needed') {
      return await sendPage(reply, codePage(view, { pending: outcome.pending, back: '/console' }))
    }
    return await welcome(reply, outcome, '/console')
  })
}
