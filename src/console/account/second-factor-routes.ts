import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { isAppError } from '../../kernel/errors.ts'
import { disableTotp, enableTotp, newTotpSecret, renewRecoveryCodes, totpAddress } from '../../officers/index.ts'
import { signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults } from '../forms.ts'
import { qrSvg } from '../qr-svg.ts'
import { waitFor } from '../wording.ts'
import type { AccountState } from './pages.ts'
import { recoveryCodesPage, secondFactorPage } from './second-factor-pages.ts'

const config = { access: 'officer' } as const

type Show = (request: FastifyRequest, reply: FastifyReply, state: AccountState, status: number) => Promise<FastifyReply>

/** Turning two-step sign-in on and off, and new recovery codes. */
export const secondFactorRoutes = (app: FastifyInstance, door: Door, show: Show): void => {
  const { house } = door
  const place = (officerId: string): string => `totp-enrolment:${officerId}`

  const showEnrolment = async (
    request: FastifyRequest,
    reply: FastifyReply,
    secret: string,
    faults: Faults,
    status = 200,
  ) => {
    const { officer } = signedInOf(request)
    // The secret waits in the form, sealed for this officer: nothing is kept until a first code proves it.
    const sealed = house.keyring.seal('officer', secret, place(officer.id)).toString('base64url')
    const qr = await qrSvg(totpAddress(secret, officer.login))
    return await sendPage(reply, secondFactorPage(door.view(request), { secret, sealed, qr, faults }), status)
  }

  app.get('/account/second-factor', { config }, async (request, reply) => {
    if (signedInOf(request).officer.hasTotp) return await goTo(reply, '/console/account#second-factor')
    return await showEnrolment(request, reply, newTotpSecret(), noFaults)
  })

  const unseal = (sealed: string, officerId: string): string => {
    try {
      return house.keyring.openText('officer', Buffer.from(sealed, 'base64url'), place(officerId))
    } catch (error) {
      // Altered or of another officer: begin with a fresh one.
      if (isAppError(error)) return newTotpSecret()
      throw error
    }
  }

  app.post('/account/second-factor', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const { actor, officer } = signedInOf(request)
    const secret = unseal(textOf(form, 'sealed'), officer.id)
    const enabled = await attempt(
      door.view(request),
      async () =>
        await act(house, actor, async (scope) => await enableTotp(scope, { secret, code: textOf(form, 'code') })),
    )
    if (!enabled.ok) return await showEnrolment(request, reply, secret, enabled.faults, enabled.status)
    return await sendPage(reply, recoveryCodesPage(door.view(request), enabled.value.recoveryCodes))
  })

  const refuse = async (request: FastifyRequest, reply: FastifyReply, until: Date | undefined) => {
    const view = door.view(request)
    const code = until ? view.t('console:signIn.locked', { wait: waitFor(view, until) }) : view.t('officers:codeWrong')
    return await show(request, reply, { form: {}, faults: { code }, part: 'second-factor' }, until ? 429 : 422)
  }

  app.post('/account/second-factor/off', { config }, async (request, reply) => {
    const code = textOf(asForm(request.body), 'code')
    const outcome = await act(house, signedInOf(request).actor, async (scope) => await disableTotp(scope, { code }))
    if (outcome.kind === 'passed') return await goTo(reply, '/console/account#second-factor', 'totpOff')
    return await refuse(request, reply, outcome.kind === 'locked' ? outcome.until : undefined)
  })

  app.post('/account/second-factor/codes', { config }, async (request, reply) => {
    const code = textOf(asForm(request.body), 'code')
    const outcome = await act(
      house,
      signedInOf(request).actor,
      async (scope) => await renewRecoveryCodes(scope, { code }),
    )
    if (outcome.kind === 'renewed') {
      return await sendPage(reply, recoveryCodesPage(door.view(request), outcome.recoveryCodes))
    }
    return await refuse(request, reply, outcome.kind === 'locked' ? outcome.until : undefined)
  })
}
