import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import {
  chatOfOfficer,
  claimedChatOf,
  changePassword,
  changeProfile,
  checkOwnPassword,
  choosePassword,
  countRecoveryCodes,
  endAllSessions,
  endSession,
  identityOf,
  issueToken,
  listTokens,
  revokeToken,
  sessionsOf,
} from '../../officers/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults } from '../forms.ts'
import { clearSessionCookie } from '../session-cookie.ts'
import { linkProof } from '../sign-in/identity-routes.ts'
import { waitFor } from '../wording.ts'
import { accountPage, type AccountState } from './pages.ts'
import { chatPart } from './chat-part.ts'
import { chatRoutes } from './chat-routes.ts'
import { identityPart } from './identity-part.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { tokenShownPage } from './token-page.ts'

const config = { access: 'officer' } as const
const home = '/console/account'

/** What officers arrange for themselves: name, language, password, second factor, devices, tokens for programs. */
export const accountRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    state: AccountState = { form: {}, faults: noFaults, part: '' },
    status = 200,
  ): Promise<FastifyReply> => {
    const { officer, sessionId } = signedInOf(request)
    const view = door.view(request)
    const claimed = await claimedChatOf(house.database, officer.id, house.clock.now())
    const isMissing = queryOf(request, 'chat') === 'asked' && !claimed
    const page = accountPage(view, {
      ...state,
      ...(isMissing ? { faults: { '': view.t('access:chat.notYet') } } : {}),
      ways: [
        chatPart(view, { linked: await chatOfOfficer(house.database, officer.id), claimed }),
        door.identity &&
          identityPart(view, {
            label: door.identity.label,
            linkedAt: (await identityOf(house.database, officer.id, door.identity.issuer))?.linkedAt,
            proof: linkProof(door, sessionId),
          }),
      ],
      sessions: await sessionsOf(house.database, officer.id, house.clock.now()),
      tokens: await listTokens(house.database, officer.id),
      recoveryCodesLeft: await countRecoveryCodes(house.database, officer.id),
    })
    return await sendPage(reply, page, status)
  }

  app.get('/account', { config }, async (request, reply) => await show(request, reply))

  app.post('/account/profile', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const { actor, officer } = signedInOf(request)
    const saved = await attempt(door.view(request), async () => {
      const language = textOf(form, 'language') === 'en' ? 'en' : 'vi'
      const input = {
        officerId: officer.id,
        name: textOf(form, 'name'),
        title: textOf(form, 'title'),
        language,
      } as const
      await act(house, actor, async (scope) => await changeProfile(scope, input))
    })
    if (saved.ok) return await goTo(reply, home, 'saved')
    return await show(request, reply, { form, faults: saved.faults, part: 'profile' }, saved.status)
  })

  app.post('/account/password', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const view = door.view(request)
    const { actor, officer, sessionId } = signedInOf(request)
    const refuse = async (faults: Faults, status: number) =>
      await show(request, reply, { form: {}, faults, part: 'password' }, status)
    const known = await checkOwnPassword(house, { login: officer.login, password: textOf(form, 'current') })
    if (known.kind === 'wrong') return await refuse({ current: view.t('console:password.wrong') }, 422)
    if (known.kind === 'locked') {
      return await refuse({ current: view.t('console:signIn.locked', { wait: waitFor(view, known.until) }) }, 429)
    }
    const changed = await attempt(view, async () => {
      const passwordHash = await choosePassword(textOf(form, 'password'), [officer.name, officer.login])
      const input = { provenHash: known.hash, passwordHash, sessionId }
      await act(house, actor, async (scope) => await changePassword(scope, input))
    })
    return changed.ok ? await goTo(reply, home, 'passwordChanged') : await refuse(changed.faults, changed.status)
  })

  app.post<{ Params: { id: string } }>('/account/sessions/:id/end', { config }, async (request, reply) => {
    const sessionId = request.params.id
    await act(house, actorOf(request), async (scope) => await endSession(scope, { sessionId }))
    return await goTo(reply, `${home}#devices`, 'signedOut')
  })

  app.post('/account/sessions/end-others', { config }, async (request, reply) => {
    const { actor, sessionId } = signedInOf(request)
    await act(house, actor, async (scope) => await endAllSessions(scope, { exceptId: sessionId }))
    return await goTo(reply, `${home}#devices`, 'signedOutOthers')
  })

  app.post('/account/sessions/end-all', { config }, async (request, reply) => {
    await act(house, actorOf(request), async (scope) => await endAllSessions(scope, {}))
    clearSessionCookie(reply, door.cookies)
    return await goTo(reply, '/console/sign-in', 'signedOut')
  })

  app.post('/account/tokens', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const { actor, officer } = signedInOf(request)
    const input = { officerId: officer.id, label: textOf(form, 'label') }
    const made = await attempt(
      door.view(request),
      async () => await act(house, actor, async (scope) => await issueToken(scope, input)),
    )
    if (made.ok) return await sendPage(reply, tokenShownPage(door.view(request), { ...input, token: made.value.token }))
    return await show(request, reply, { form, faults: made.faults, part: 'tokens' }, made.status)
  })

  app.post<{ Params: { id: string } }>('/account/tokens/:id/revoke', { config }, async (request, reply) => {
    const { actor, officer } = signedInOf(request)
    const input = { officerId: officer.id, tokenId: request.params.id }
    await act(house, actor, async (scope) => await revokeToken(scope, input))
    return await goTo(reply, `${home}#tokens`, 'tokenRevoked')
  })

  secondFactorRoutes(app, door, show)
  chatRoutes(app, door, show)
}
