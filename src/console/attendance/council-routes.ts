import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import {
  councilCalendar,
  findCouncilSession,
  saveCouncilSession,
  type CouncilBody,
  type CouncilSession,
} from '../../dialogues/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { readPlainDate, vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { findUnit } from '../../units/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { readers } from '../navigation.ts'
import { ownUnits, readableUnits } from '../own-units.ts'
import { councilsPage } from './council-page.ts'

const config = { access: readers } as const
const writers = { access: ['front_officer'] } as const
const home = '/console/councils'

type WithId = { Params: { id: string } }

const asFormOf = (one: CouncilSession): Form => ({
  body: one.body,
  name: one.name,
  opensOn: formatShortDateVi(one.opensOn),
  closesOn: formatShortDateVi(one.closesOn),
  deputies: one.deputies.join('\n'),
  version: String(one.version),
})

/** A day as people write it; what is none is left for the verb to refuse beside its field. */
const dayOf = (form: Form, name: string, today: PlainDate): PlainDate => {
  const text = textOf(form, name).trim()
  return readPlainDate(text) ?? parseDateVi(text, today) ?? ('' as PlainDate)
}

/** The calendar of council sessions. */
export const councilRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    given: { readonly id?: string; readonly form: Form; readonly faults: Faults; readonly status?: number },
  ): Promise<FastifyReply> => {
    const signedIn = signedInOf(request)
    const calendar = await councilCalendar(house.database, readableUnits(signedIn, readers))
    const councils = await Promise.all(
      calendar.map(async (council) => {
        const unit = await findUnit(house.database, council.unitId)
        return { council, mayChange: unit !== undefined && holdsRole(actorOf(request), ['front_officer'], unit.path) }
      }),
    )
    const units = await ownUnits(house, signedIn, ['front_officer'])
    const page = councilsPage(door.view(request), { ...given, id: given.id, councils, units })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get('/councils', { config }, async (request, reply) => {
    return await show(request, reply, { form: { body: 'province' }, faults: noFaults })
  })

  const save = async (request: FastifyRequest, reply: FastifyReply, id?: string): Promise<FastifyReply> => {
    const form = asForm(request.body)
    const today = vietnamDate(house.clock.now())
    const [first] = await ownUnits(house, signedInOf(request), ['front_officer'])
    const input = {
      unitId: textOf(form, 'unitId') || (first?.id ?? ''),
      body: textOf(form, 'body') as CouncilBody,
      name: textOf(form, 'name'),
      opensOn: dayOf(form, 'opensOn', today),
      closesOn: dayOf(form, 'closesOn', today),
      deputies: textOf(form, 'deputies').split(/\r?\n/),
      ...(id === undefined ? {} : { id, version: Number(textOf(form, 'version')) }),
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await saveCouncilSession(scope, input)),
    )
    if (done.ok) return await goTo(reply, home, 'saved')
    const { faults, status } = done
    return await show(request, reply, { form, faults, status, ...(id === undefined ? {} : { id }) })
  }

  app.post('/councils', { config: writers }, async (request, reply) => await save(request, reply))

  app.get<WithId>('/councils/:id', { config: writers }, async (request, reply) => {
    const council = await findCouncilSession(house.database, request.params.id)
    const unit = council && (await findUnit(house.database, council.unitId))
    if (!council || !unit || !holdsRole(actorOf(request), ['front_officer'], unit.path)) {
      throw new AppError('NOT_FOUND', 'no such council session for this officer')
    }
    return await show(request, reply, { id: council.id, form: asFormOf(council), faults: noFaults })
  })

  app.post<WithId>(
    '/councils/:id',
    { config: writers },
    async (request, reply) => await save(request, reply, request.params.id),
  )
}
