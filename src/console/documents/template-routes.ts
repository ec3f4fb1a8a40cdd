import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import {
  documentKinds,
  dropOwnTemplate,
  families,
  fillTemplate,
  knownFields,
  saveTemplate,
  templateInForce,
  templateTexts,
  type DocumentKind,
  type FieldValues,
  type Template,
} from '../../documents/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import { countryId, findUnit, type Unit } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { holdsAny } from '../navigation.ts'
import { ownUnits } from '../own-units.ts'
import type { View } from '../view.ts'
import { templatePage, templatesPage, templatesPath } from './template-pages.ts'

type WithKind = { Params: { kind: string } }
type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number }

const readTemplate = (form: Form): Template => {
  const texts = Object.fromEntries(templateTexts.map((name) => [name, textOf(form, name)]))
  const family = families.find((one) => one === textOf(form, 'family')) ?? 'state'
  return { family, ...texts } as Template
}

/** Each field named in guillemets, so that an officer sees where it will stand. */
const samples = (view: View, kind: DocumentKind): FieldValues => {
  const { words, blocks } = knownFields[kind]
  // What stands behind the name in the list of fields explains it, and has no place in a paper.
  const named = (name: string): string =>
    `‹${view.t(`documents:field.${name}` as PhraseKey).replace(/\s*[:;(,].*$/u, '')}›`
  return Object.fromEntries([
    ...words.map((name) => [name, named(name)] as const),
    ...blocks.map((name) => [name, [{ kind: 'text', text: named(name) }]] as const),
  ])
}

/** How an office words its documents. */
export const templateRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, clock } = house
  const config = { access: ['front_officer'] } as const

  /** An administrator words what all units start from. */
  const unitsFor = async (request: FastifyRequest): Promise<Unit[]> => {
    const signedIn = signedInOf(request)
    const own = await ownUnits(house, signedIn, config.access)
    const country = holdsAny(signedIn, ['admin']) ? await findUnit(database, countryId) : undefined
    return country ? [...own, country] : own
  }

  const ownOf = async (request: FastifyRequest, id: string): Promise<Unit> => {
    const unit = id === '' ? (await unitsFor(request))[0] : await findUnit(database, id)
    if (!unit || !holdsRole(actorOf(request), config.access, unit.path)) {
      throw new AppError('FORBIDDEN', 'templates of another unit')
    }
    return unit
  }

  const kindOf = (request: FastifyRequest<WithKind>): DocumentKind => {
    const found = documentKinds.find((one) => one === request.params.kind)
    if (!found) throw new AppError('NOT_FOUND', 'no such kind of document')
    return found
  }

  app.get('/documents', { config }, async (request, reply) => {
    const units = await unitsFor(request)
    const unit = units.find(({ id }) => id === queryOf(request, 'unit')) ?? units[0]
    const inForce = unit
      ? await Promise.all(
          documentKinds.map(
            async (kind) => [kind, await templateInForce(database, { unitPath: unit.path, kind })] as const,
          ),
        )
      : []
    const above = [...new Set(inForce.flatMap(([, { unitId }]) => unitId ?? []))]
    const found = await Promise.all(above.map(async (id) => await findUnit(database, id)))
    const names = new Map(found.flatMap((one) => (one ? [[one.id, one.fullName] as const] : [])))
    return await sendPage(reply, templatesPage(door.view(request), { units, unit, inForce: new Map(inForce), names }))
  })

  const show = async (request: FastifyRequest<WithKind>, reply: FastifyReply, unitId: string, given: Given = {}) => {
    const unit = await ownOf(request, unitId)
    const kind = kindOf(request)
    const view = door.view(request)
    const { template, version } = await templateInForce(database, { unitPath: unit.path, kind })
    const form = given.form ?? { ...template, version: String(version) }
    const isLooking = textOf(form, 'look') === '1'
    const page = templatePage(view, {
      unit,
      kind,
      hasOwn: version > 0,
      form,
      faults: given.faults ?? noFaults,
      preview: isLooking ? fillTemplate(readTemplate(form), samples(view, kind), vietnamDate(clock.now())) : null,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithKind>(
    '/documents/:kind',
    { config },
    async (request, reply) => await show(request, reply, queryOf(request, 'unit')),
  )

  app.post<WithKind>('/documents/:kind', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const unit = await ownOf(request, textOf(form, 'unit'))
    const kind = kindOf(request)
    if (textOf(form, 'look') === '1') return await show(request, reply, unit.id, { form })
    const input = { unitId: unit.id, kind, version: Number(textOf(form, 'version')), template: readTemplate(form) }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await saveTemplate(scope, input)),
    )
    if (done.ok) return await goTo(reply, `${templatesPath}?unit=${unit.id}`, 'saved')
    return await show(request, reply, unit.id, { ...done, form })
  })

  app.post<WithKind>('/documents/:kind/removal', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const unit = await ownOf(request, textOf(form, 'unit'))
    const input = { unitId: unit.id, kind: kindOf(request), version: Number(textOf(form, 'version')) }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await dropOwnTemplate(scope, input)),
    )
    if (done.ok) return await goTo(reply, `${templatesPath}?unit=${unit.id}`, 'saved')
    return await show(request, reply, unit.id, { faults: done.faults, status: done.status })
  })
}
