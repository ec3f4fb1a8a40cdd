import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { linkIdentity, signInByIdentity, unlinkIdentity, type SignInOutcome } from '../../officers/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { attempt, goTo, sendPage } from '../forms.ts'
import { safeReturn } from '../guard.ts'
import { html } from '../html.ts'
import { doorPage } from '../layout.ts'
import { deviceOf } from '../session-cookie.ts'
import type { View } from '../view.ts'
import { keepRound, takeRound, type Round } from './identity-cookie.ts'
import { codePage, signInPage } from './pages.ts'

const config = { access: 'public' } as const
const returnPath = '/console/sign-in/oidc/return'
const account = '/console/account#identity'

type Welcome = (reply: FastifyReply, outcome: SignInOutcome, back: string) => Promise<FastifyReply>
type Trouble = 'down' | 'failed' | 'unknown' | 'again'

const statusOf: Readonly<Record<Trouble, number>> = { down: 503, failed: 422, unknown: 422, again: 422 }

/** Proves that a link on the account page was made for this very session. */
export const linkProof = (door: Door, sessionId: string): string =>
  door.house.keyring.sign('session', `link-identity|${sessionId}`)

/** Signing in with an identity provider (OpenID Connect), and linking its account to an officer who is signed in. */
export const identityRoutes = (app: FastifyInstance, door: Door, welcome: Welcome): void => {
  const { house, identity } = door
  const label = identity?.label ?? ''

  const provider = () => {
    if (identity) return identity
    throw new AppError('NOT_FOUND', 'no identity provider is set')
  }

  const tell = async (
    request: FastifyRequest,
    reply: FastifyReply,
    trouble: Trouble,
    round?: Pick<Round, 'linkFor'>,
  ) => {
    const view = door.view(request)
    const fault = view.t(`access:identity.${trouble}`, { label })
    if (round?.linkFor !== undefined) return await sendPage(reply, linkFailedPage(view, fault), statusOf[trouble])
    return await sendPage(reply, signInPage(view, { login: '', back: '', fault, identity: label }), statusOf[trouble])
  }

  const begin = async (request: FastifyRequest, reply: FastifyReply, round: Pick<Round, 'back' | 'linkFor'>) => {
    const begun = await provider().begin(door.address(returnPath))
    if (begun.kind === 'down') return await tell(request, reply, 'down', round)
    keepRound(reply, door, { ...begun.check, ...round })
    return await reply.redirect(begun.url, 303)
  }

  app.get(
    '/sign-in/oidc',
    { config },
    async (request, reply) => await begin(request, reply, { back: safeReturn(queryOf(request, 'return')) }),
  )

  app.get('/account/identity', { config: { access: 'officer' } }, async (request, reply) => {
    const { sessionId } = signedInOf(request)
    if (!house.keyring.verify('session', `link-identity|${sessionId}`, queryOf(request, 'proof'))) {
      throw new AppError('NOT_FOUND', 'not a link of this session')
    }
    return await begin(request, reply, { back: account, linkFor: sessionId })
  })

  app.post('/account/identity/unlink', { config: { access: 'officer' } }, async (request, reply) => {
    await act(house, actorOf(request), unlinkIdentity)
    return await goTo(reply, account, 'saved')
  })

  const link = async (request: FastifyRequest, reply: FastifyReply, round: Round, subject: string) => {
    const { signedIn } = request
    if (signedIn?.sessionId !== round.linkFor || !signedIn) return await tell(request, reply, 'again', round)
    const view = door.view(request)
    const done = await attempt(
      view,
      async () =>
        await act(
          house,
          signedIn.actor,
          async (scope) => await linkIdentity(scope, { issuer: provider().issuer, subject }),
        ),
    )
    if (done.ok) return await goTo(reply, account, 'saved')
    return await sendPage(reply, linkFailedPage(view, view.t('access:identity.taken', { label })), done.status)
  }

  app.get('/sign-in/oidc/return', { config }, async (request, reply) => {
    const round = takeRound(request, reply, door)
    if (!round) return await tell(request, reply, 'again')
    const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : ''
    const answer = await provider().finish(new URL(`${door.address(returnPath)}${search}`), round)
    if (answer.kind === 'down') return await tell(request, reply, 'down', round)
    if (answer.kind === 'refused') {
      house.log.warn({ why: answer.why }, 'an identity provider’s answer was not accepted')
      return await tell(request, reply, 'failed', round)
    }
    if (round.linkFor !== undefined) return await link(request, reply, round, answer.subject)
    const input = { issuer: provider().issuer, subject: answer.subject, device: deviceOf(request) }
    const outcome = await signInByIdentity(house, input)
    if (outcome.kind === 'unknown') return await tell(request, reply, 'unknown')
    if (outcome.kind === 'code-needed') {
      return await sendPage(reply, codePage(door.view(request), { pending: outcome.pending, back: round.back }))
    }
    return await welcome(reply, outcome, round.back)
  })
}

const linkFailedPage = (view: View, fault: string) =>
  doorPage(view, {
    title: view.t('console:account.title'),
    body: html`<div class="banner bad" role="alert"><p>${fault}</p></div>
      <p><a href="${account}">${view.t('console:account.title')}</a></p>`,
  })
