import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { agreeNetwork, allNetworksOf, endNetwork, networkKinds } from '../../units/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, textOf, type Faults, type Form } from '../forms.ts'
import { enterers } from '../navigation.ts'

const config = { access: enterers } as const

export type ShowUnit = (
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  back: { form: Form; faults: Faults },
  status: number,
) => Promise<FastifyReply>

/** Recording and ending the networks of a village or ward group; `show` is the unit's page. */
export const networkRoutes = (app: FastifyInstance, door: Door, show: ShowUnit): void => {
  const { house } = door

  const dayOf = (form: Form, name: string): PlainDate => {
    const day = parseDateVi(textOf(form, name).trim(), vietnamDate(house.clock.now()))
    if (day === null) throw new AppError('INVALID', 'no date', { phrase: 'units:network.date', field: name })
    return day
  }

  app.post<{ Params: { id: string } }>('/units/:id/networks', { config }, async (request, reply) => {
    const { id } = request.params
    const form = asForm(request.body)
    const done = await attempt(door.view(request), async () => {
      const kind = networkKinds.find((one) => one === textOf(form, 'kind')) ?? 'other'
      const minutesDate = dayOf(form, 'minutesDate')
      // Usually it begins with the meeting that agreed on it.
      const since = textOf(form, 'since').trim() === '' ? minutesDate : dayOf(form, 'since')
      const minutesNumber = textOf(form, 'minutesNumber')
      const input = { unitId: id, kind, name: textOf(form, 'name'), since, minutesNumber, minutesDate }
      return await act(house, actorOf(request), async (scope) => await agreeNetwork(scope, input))
    })
    if (done.ok) return await goTo(reply, `/console/units/${id}#networks`, 'saved')
    return await show(request, reply, id, { form, faults: done.faults }, done.status)
  })

  type WithNetwork = { Params: { id: string; network: string } }
  app.post<WithNetwork>('/units/:id/networks/:network/end', { config }, async (request, reply) => {
    const { id, network } = request.params
    if (!(await allNetworksOf(house.database, id)).some((one) => one.id === network)) {
      throw new AppError('NOT_FOUND', 'no such network of this unit')
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await endNetwork(scope, network)),
    )
    if (done.ok) return await goTo(reply, `/console/units/${id}#networks`, 'saved')
    return await show(request, reply, id, { form: {}, faults: done.faults }, done.status)
  })
}
