import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { findOfficer, handOver, listOfficers, previewHandOver, requireOver } from '../../officers/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults } from '../forms.ts'
import { unitsOf } from '../navigation.ts'
import { handOverPage } from './hand-over-page.ts'

const config = { access: ['admin', 'front_officer'] } as const
type WithId = { Params: { id: string } }

/** An officer leaves: who takes over, what moves, and then all of it at once. */
export const handOverRoutes = (app: FastifyInstance, door: Door): void => {
  const { house, heldWork = [] } = door

  const show = async (
    request: FastifyRequest<WithId>,
    reply: FastifyReply,
    to: string,
    faults: Faults = noFaults,
    status = 200,
  ): Promise<FastifyReply> => {
    const { id } = request.params
    const officer = isId(id) ? await findOfficer(house.database, id) : undefined
    if (!officer) throw new AppError('NOT_FOUND', 'no such officer')
    await act(house, actorOf(request), async (scope) => await requireOver(scope, id))
    const { grants } = signedInOf(request)
    const isAdmin = grants.some(({ role }) => role === 'admin')
    const within = isAdmin ? {} : { within: unitsOf(signedInOf(request), ['front_officer']) }
    const candidates = (await listOfficers(house.database, within)).filter(
      (one) => one.id !== id && one.disabledAt === null,
    )
    const isKnown = candidates.some((one) => one.id === to)
    const preview = isKnown
      ? await previewHandOver(house.database, { officerId: id, toId: to }, house.clock.now(), heldWork)
      : undefined
    const page = handOverPage(door.view(request), { officer, candidates, to, faults, preview })
    return await sendPage(reply, page, status)
  }

  app.get<WithId>(
    '/officers/:id/hand-over',
    { config },
    async (request, reply) => await show(request, reply, queryOf(request, 'to')),
  )

  app.post<WithId>('/officers/:id/hand-over', { config }, async (request, reply) => {
    const { id: officerId } = request.params
    const form = asForm(request.body)
    const view = door.view(request)
    const toId = textOf(form, 'to')
    if (!isId(toId)) return await show(request, reply, '', { to: view.t('access:hand.choose') }, 422)
    const done = await attempt(
      view,
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) => await handOver(scope, { officerId, toId, seen: textOf(form, 'seen') }, heldWork),
        ),
    )
    if (done.ok) return await goTo(reply, `/console/officers/${officerId}`, 'saved')
    return await show(request, reply, toId, done.faults, done.status)
  })
}
