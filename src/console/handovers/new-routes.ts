import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { draftHandover, receivedItemIds, routesFor, type Receiver } from '../../handover/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { itemsByIds, weightiestOpen } from '../../questions/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { ownUnits } from '../own-units.ts'
import { receiversNear } from './receivers-near.ts'
import { newPage } from './new-page.ts'
import { listPath, pathOf } from './parts.ts'

type Given = { readonly faults?: Faults; readonly status?: number }

const config = { access: ['front_officer'] } as const
/** So many stand on the page; others come in by the page of a matter or of a session. */
const listed = 60

const receiversIn = (form: Form): Receiver[] => {
  const unitId = textOf(form, 'to')
  const body = textOf(form, 'body').trim()
  const joint = textOf(form, 'joint')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return [
    ...(unitId === '' ? [] : [{ unitId }]),
    ...(body === '' ? [] : [{ body }]),
    ...joint.map((name) => ({ body: name })),
  ]
}

/** Which matters go to whom. */
export const newHandoverRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database } = house

  const show = async (request: FastifyRequest, reply: FastifyReply, form: Form, given: Given = {}) => {
    const units = await ownUnits(house, signedInOf(request), config.access)
    const unit = units.find(({ id }) => id === textOf(form, 'unit')) ?? units[0]
    if (!unit) return await goTo(reply, listPath)
    const chosen = new Set(listOf(form, 'items'))
    const open = await weightiestOpen(database, { unitId: unit.id, limit: listed })
    const received = await receivedItemIds(database, unit.id)
    const missing = [...new Set([...chosen, ...received])].filter((id) => !open.some((item) => item.id === id))
    const page = newPage(door.view(request), {
      unit,
      units,
      receivers: await receiversNear(database, unit, vietnamDate(house.clock.now())),
      routes: await routesFor(database, unit.path),
      items: [
        ...(await itemsByIds(database, missing)).filter(
          (item) => item.unitPath.includes(unit.id) || received.has(item.id),
        ),
        ...open,
      ],
      form,
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get('/handovers/new', { config }, async (request, reply) => await show(request, reply, asForm(request.query)))

  app.post('/handovers', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const input = {
      unitId: textOf(form, 'unit'),
      itemIds: listOf(form, 'items'),
      to: receiversIn(form),
      number: textOf(form, 'number'),
      note: textOf(form, 'note'),
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await draftHandover(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(done.value), 'saved')
    return await show(request, reply, form, done)
  })
}
