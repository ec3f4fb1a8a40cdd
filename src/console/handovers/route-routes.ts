import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { addRoute, removeRoute, routesFor } from '../../handover/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { topicsFor } from '../../questions/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { ownUnits } from '../own-units.ts'
import { listPath } from './parts.ts'
import { receiversNear } from './receivers-near.ts'
import { routesPage, routesPath } from './route-pages.ts'

type Given = { readonly faults?: Faults; readonly status?: number }
const config = { access: ['front_officer'] } as const

/** Where matters of a unit usually go. */
export const routeRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database } = house

  const show = async (request: FastifyRequest, reply: FastifyReply, form: Form, given: Given = {}) => {
    const units = await ownUnits(house, signedInOf(request), config.access)
    const unit = units.find(({ id }) => id === textOf(form, 'unit')) ?? units[0]
    if (!unit) return await goTo(reply, listPath)
    const page = routesPage(door.view(request), {
      unit,
      units,
      routes: await routesFor(database, unit.path),
      topics: await topicsFor(database, unit.path),
      receivers: await receiversNear(database, unit, vietnamDate(house.clock.now())),
      form,
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get('/handovers/routes', { config }, async (request, reply) => await show(request, reply, asForm(request.query)))

  app.post('/handovers/routes', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const orNull = (name: string): string | null => (textOf(form, name) === '' ? null : textOf(form, name))
    const input = {
      unitId: textOf(form, 'unit'),
      topicId: orNull('topic'),
      competence: orNull('competence'),
      toUnitId: textOf(form, 'to'),
      body: textOf(form, 'body'),
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await addRoute(scope, input)),
    )
    if (done.ok) return await goTo(reply, `${routesPath}?unit=${input.unitId}`, 'saved')
    return await show(request, reply, form, done)
  })

  app.post<{ Params: { id: string } }>('/handovers/routes/:id/removal', { config }, async (request, reply) => {
    await act(house, actorOf(request), async (scope) => await removeRoute(scope, { id: request.params.id }))
    return await goTo(reply, routesPath, 'saved')
  })
}
