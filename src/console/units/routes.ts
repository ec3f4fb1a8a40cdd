import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { html } from '../html.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import {
  addUnit,
  allNetworksOf,
  findUnit,
  importGroups,
  setVoters,
  unitsBelow,
  unitWithAncestors,
  type UnitLevel,
} from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { enterers, readers, staff, unitsOf } from '../navigation.ts'
import { suggestUnits, unitChoices } from '../unit-picker.ts'
import { minutesRoutes } from './minutes-routes.ts'
import { networkRoutes, type ShowUnit } from './network-routes.ts'
import { unitPage, unitsPage, type FileFault } from './pages.ts'
import { unitClock } from './unit-clock.ts'

const config = { access: 'officer' } as const

const scopes: Readonly<Record<string, readonly UnitLevel[]>> = {
  commune: ['commune', 'province'],
  any: ['commune', 'province', 'group'],
}

const unitIdOf = (text: string): string => {
  if (/^[\w-]{1,60}$/.test(text)) return text
  throw new AppError('NOT_FOUND', 'no such unit')
}

const countOf = (text: string): number | undefined => {
  const digits = text.replaceAll(/[\s.]/g, '')
  if (digits === '') return undefined
  return /^\d{1,9}$/.test(digits) ? Number(digits) : -1
}

/** Places: looked up in any spelling; villages and ward groups entered one by one or from a file. */
export const unitRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  // Names of places are public; the set-up page asks before anybody can sign in.
  app.get('/places', { config: { access: 'public' } }, async (request, reply) => {
    const field = queryOf(request, 'field')
    if (!/^[a-z_]{1,30}$/i.test(field)) throw new AppError('NOT_FOUND', 'no such field')
    const levels = scopes[queryOf(request, 'scope')] ?? ['commune', 'province']
    const matches = await suggestUnits(house, queryOf(request, field), { levels })
    const choices = unitChoices(door.view(request), field, matches)
    return await sendPage(reply, html`${choices}`)
  })

  app.get('/units', { config }, async (request, reply) => {
    const query = queryOf(request, 'q')
    const matches = await suggestUnits(house, query, { levels: ['province', 'commune', 'group'] })
    const own = await Promise.all(
      unitsOf(signedInOf(request), ['front_officer', 'approver', 'leader', 'group_head', 'responder', 'supervisor'])
        .filter((id) => id !== 'vn')
        .map(async (id) => await findUnit(house.database, id)),
    )
    const page = unitsPage(door.view(request), { query, matches, own: own.filter((unit) => unit !== undefined) })
    return await sendPage(reply, page)
  })

  type State = { form: Form; faults: Faults; fileFaults: readonly FileFault[]; imported?: string }
  const fresh: State = { form: {}, faults: noFaults, fileFaults: [] }

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, state = fresh, status = 200) => {
    const line = /^[\w-]{1,60}$/.test(id) ? await unitWithAncestors(house.database, id) : []
    const unit = line.at(-1)
    if (!unit) throw new AppError('NOT_FOUND', 'no such unit')
    const below = await unitsBelow(house.database, unit.id, {
      on: vietnamDate(house.clock.now()),
      level: unit.level === 'commune' ? 'group' : unit.level === 'province' ? 'commune' : 'province',
    })
    const mayEdit = unit.level === 'commune' && holdsRole(actorOf(request), staff, unit.path)
    const page = unitPage(door.view(request), {
      unit,
      above: line.slice(0, -1),
      below,
      mayEdit,
      clock: await unitClock(house.database, unit, { groups: below, now: house.clock.now() }),
      networks: unit.level === 'group' ? await allNetworksOf(house.database, unit.id) : [],
      mayOpenMinutes: holdsRole(actorOf(request), [...readers, 'group_head'], unit.path),
      mayAgree: unit.level === 'group' && holdsRole(actorOf(request), enterers, unit.path),
      ...state,
    })
    return await sendPage(reply, page, status)
  }

  const showBack: ShowUnit = async (request, reply, id, back, status) =>
    await show(request, reply, id, { ...fresh, ...back }, status)
  networkRoutes(app, door, showBack)
  minutesRoutes(app, door, showBack)

  type WithId = { Params: { id: string } }
  app.get<WithId>('/units/:id', { config }, async (request, reply) => await show(request, reply, request.params.id))

  app.post<WithId>('/units/:id/groups', { config: { access: staff } }, async (request, reply) => {
    const id = unitIdOf(request.params.id)
    const form = asForm(request.body)
    const voters = countOf(textOf(form, 'voters'))
    const input = { communeId: id, fullName: textOf(form, 'fullName'), ...(voters === undefined ? {} : { voters }) }
    const added = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await addUnit(scope, input)),
    )
    if (added.ok) return await goTo(reply, `/console/units/${id}#groups`, 'added')
    return await show(request, reply, id, { ...fresh, form, faults: added.faults }, added.status)
  })

  app.post<WithId>('/units/:id/voters', { config: { access: staff } }, async (request, reply) => {
    const id = unitIdOf(request.params.id)
    const form = asForm(request.body)
    const input = { unitId: id, voters: countOf(textOf(form, 'unitVoters')) ?? -1 }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await setVoters(scope, input)),
    )
    if (done.ok) return await goTo(reply, `/console/units/${id}#clock`, 'saved')
    return await show(request, reply, id, { ...fresh, form, faults: done.faults }, done.status)
  })

  app.post<WithId>('/units/:id/import', { config: { access: staff } }, async (request, reply) => {
    const id = unitIdOf(request.params.id)
    const view = door.view(request)
    const form = asForm(request.body)
    const file = (request.body as { file?: unknown } | null)?.file
    const uploaded = Buffer.isBuffer(file) ? file.toString('utf8') : textOf(form, 'file')
    const csv = uploaded.trim() === '' ? textOf(form, 'csv') : uploaded
    if (csv.trim() === '') {
      const faults = { csv: view.t('console:units.csvMissing') }
      return await show(request, reply, id, { ...fresh, form, faults }, 422)
    }
    const outcome = await attempt(
      view,
      async () =>
        await act(house, actorOf(request), async (scope) => await importGroups(scope, { communeId: id, csv })),
    )
    const kept = { ...form, csv }
    if (!outcome.ok)
      return await show(request, reply, id, { ...fresh, form: kept, faults: outcome.faults }, outcome.status)
    if (outcome.value.kind === 'refused') {
      return await show(request, reply, id, { ...fresh, form: kept, fileFaults: outcome.value.faults }, 422)
    }
    return await goTo(reply, `/console/units/${id}#groups`, 'imported')
  })
}
