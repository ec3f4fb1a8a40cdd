import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { listDialogues } from '../../dialogues/index.ts'
import { draftForm, saveForm } from '../../forms/index.ts'
import { addDays, atVietnamTime, vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { requireRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form as Typed } from '../forms.ts'
import { momentParts } from '../moment-field.ts'
import { ownUnits } from '../own-units.ts'
import { newPage, settingsPage } from './new-page.ts'
import { findUnit } from '../places.ts'
import { pathOf } from './parts.ts'
import { readableForm } from './readable-form.ts'
import { asTyped, faultOfMoments, readSettings } from './settings-part.ts'
import { contentOfTemplate, templateNames } from './templates.ts'

type WithId = { Params: { id: string } }
type Given = { readonly typed: Typed; readonly faults: Faults; readonly status?: number }

const sessions = 40
const usualDays = 10

/** Beginning a form, and its settings while it has not gone out. */
export const draftRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const config = { access: ['front_officer'] } as const

  const sessionsOf = async (unitIds: readonly string[]) =>
    unitIds.length === 0 ? [] : (await listDialogues(house.database, { unitIds: [...unitIds], limit: sessions })).items

  const showNew = async (request: FastifyRequest, reply: FastifyReply, given: Given) => {
    const units = await ownUnits(house, signedInOf(request), ['front_officer'])
    const dialogues = await sessionsOf(units.map(({ id }) => id))
    return await sendPage(reply, newPage(door.view(request), { units, dialogues, ...given }), given.status ?? 200)
  }

  app.get('/forms/new', { config }, async (request, reply) => {
    const now = house.clock.now()
    const today = vietnamDate(now)
    const typed = {
      template: 'before_dialogue',
      dialogueId: queryOf(request, 'dialogue'),
      counts: 'persons',
      naming: 'anonymous',
      audience: 'unit',
      smallestCell: '5',
      ...momentParts('opensAt', now),
      ...momentParts('closesAt', atVietnamTime(addDays(today, usualDays), '17:00')),
    }
    return await showNew(request, reply, { typed, faults: noFaults })
  })

  app.post('/forms/new', { config }, async (request, reply) => {
    const typed = asForm(request.body)
    const view = door.view(request)
    const unit = await findUnit(house.database, textOf(typed, 'unit').slice(0, 60))
    if (unit) requireRole(actorOf(request), ['front_officer'], unit.path)
    const template = templateNames.find((name) => name === textOf(typed, 'template'))
    const settings = readSettings(typed, template ?? 'other', house.clock.now())
    const faults = {
      ...(template === undefined ? { template: view.t('form-builder:wrong.template') } : {}),
      ...faultOfMoments(view, settings),
    }
    if (template === undefined || Object.keys(faults).length > 0) {
      return await showNew(request, reply, { typed, faults, status: 422 })
    }
    const content = contentOfTemplate(template, textOf(typed, 'inEnglish') !== '')
    const input = { unitId: unit?.id ?? '', settings, content }
    const done = await attempt(
      view,
      async () => await act(house, actorOf(request), async (scope) => await draftForm(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(done.value.id, 'build'), 'drafted')
    return await showNew(request, reply, { typed, ...done })
  })

  const showSettings = async (request: FastifyRequest, reply: FastifyReply, id: string, given?: Given) => {
    const found = await readableForm(door, request, id)
    const { form } = found
    if (form.state !== 'draft' && form.state !== 'asked') {
      throw new AppError('PRECONDITION', `form ${id} is ${form.state}`, { phrase: `forms:cannot.state.${form.state}` })
    }
    const dialogues = await sessionsOf([form.unitId])
    const shown = { dialogues, typed: given?.typed ?? asTyped(form), faults: given?.faults ?? noFaults }
    return await sendPage(reply, settingsPage(door.view(request), found, shown), given?.status ?? 200)
  }

  app.get<WithId>('/forms/:id/settings', { config }, async (request, reply) => {
    return await showSettings(request, reply, request.params.id)
  })

  app.post<WithId>('/forms/:id/settings', { config }, async (request, reply) => {
    const { id } = request.params
    const { form, content } = await readableForm(door, request, id)
    const typed = asForm(request.body)
    const view = door.view(request)
    const settings = readSettings(typed, form.purpose, house.clock.now())
    const faults = faultOfMoments(view, settings)
    if (Object.keys(faults).length > 0) return await showSettings(request, reply, id, { typed, faults, status: 422 })
    const save = { id, version: Number(textOf(typed, 'version')), content, settings }
    const done = await attempt(
      view,
      async () => await act(house, actorOf(request), async (scope) => await saveForm(scope, save)),
    )
    if (done.ok) return await goTo(reply, pathOf(id), 'saved')
    return await showSettings(request, reply, id, { typed, ...done })
  })
}
