import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type Scope } from '../../database/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { countryId, findUnit, unitsBelow } from '../../units/index.ts'
import {
  addEndpoint,
  deliveriesOf,
  findEndpoint,
  listEndpoints,
  removeEndpoint,
  renewSecret,
  replayDelivery,
  sendTestEvent,
  switchEndpoint,
} from '../../webhooks/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { pathOf, webhookPage, webhooksPage, webhooksPath } from './pages.ts'

const config = { access: ['admin'] } as const
const shown = 100
type WithId = { Params: { id: string; delivery?: string } }

/** Programs of others that are told of events, kept by administrators. */
export const webhookRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database } = house

  /** The country, its provinces and cities, and their communes. */
  const units = async () => {
    const on = vietnamDate(house.clock.now())
    const country = await findUnit(database, countryId)
    const below = await unitsBelow(database, countryId, { on })
    return [...(country ? [country] : []), ...below.filter(({ level }) => level === 'province' || level === 'commune')]
  }

  const list = async (
    request: FastifyRequest,
    reply: FastifyReply,
    form: Form = {},
    faults: Faults = noFaults,
    status = 200,
  ) =>
    await sendPage(
      reply,
      webhooksPage(door.view(request), {
        endpoints: await listEndpoints(database),
        units: await units(),
        form,
        faults,
      }),
      status,
    )

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, secret?: string) => {
    const endpoint = await findEndpoint(database, id)
    if (!endpoint) throw new AppError('NOT_FOUND', 'no such endpoint')
    const page = webhookPage(door.view(request), {
      endpoint,
      deliveries: await deliveriesOf(database, id, shown),
      secret,
    })
    if (secret !== undefined) reply.header('cache-control', 'no-store')
    return await sendPage(reply, page)
  }

  app.get('/webhooks', { config }, async (request, reply) => await list(request, reply))

  app.post('/webhooks', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const input = { unitId: textOf(form, 'unit'), url: textOf(form, 'url'), events: listOf(form, 'events') }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await addEndpoint(scope, input)),
    )
    if (!done.ok) return await list(request, reply, form, done.faults, done.status)
    return await show(request, reply, done.value.id, done.value.secret)
  })

  app.get<WithId>('/webhooks/:id', { config }, async (request, reply) => await show(request, reply, request.params.id))

  app.post<WithId>('/webhooks/:id/secret', { config }, async (request, reply) => {
    const { id } = request.params
    const secret = await act(house, actorOf(request), async (scope) => await renewSecret(scope, { id }))
    return await show(request, reply, id, secret)
  })

  const step = (path: string, work: (scope: Scope, params: WithId['Params']) => Promise<void>, to = pathOf) =>
    app.post<WithId>(`/webhooks/:id/${path}`, { config }, async (request, reply) => {
      await act(house, actorOf(request), async (scope) => await work(scope, request.params))
      return await goTo(reply, to(request.params.id), 'saved')
    })

  step('test', sendTestEvent)
  step('on', async (scope, { id }) => await switchEndpoint(scope, { id, isOn: true }))
  step('off', async (scope, { id }) => await switchEndpoint(scope, { id, isOn: false }))
  step('removal', removeEndpoint, () => webhooksPath)
  step('deliveries/:delivery', async (scope, { id, delivery = '' }) => {
    await replayDelivery(scope, { id, deliveryId: delivery })
  })
}
