import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type Scope } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { addDays, vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { officerNames } from '../../officers/index.ts'
import {
  callRequestedSession,
  declineRequest,
  enterSheet,
  findLetter,
  nextSlip,
  openRequest,
  readStanding,
  refuseRequest,
  sheetsOfRequest,
  strikeSlip,
  usualOpenDays,
  type DialogueRequest,
} from '../../requests/index.ts'
import { actorOf, queryOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { readMoment } from '../moment-field.ts'
import { readers } from '../navigation.ts'
import { deskRoutes } from './desk-routes.ts'
import { letterRoutes } from './letter-routes.ts'
import { pathOf } from './parts.ts'
import { dayTyped, readableRequest } from './readable-request.ts'
import { requestPage } from './request-page.ts'
import { signaturePage } from './signature-page.ts'
import { sheetPage } from './sheet-page.ts'

type WithId = { Params: { id: string } }
type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number }

/** Requests for a dialogue: the list and the desk, one request with its steps, and the letter that hands it over. */
export const dialogueRequestRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const config = { access: readers } as const
  const writers = { access: ['front_officer'] } as const

  deskRoutes(app, door)
  letterRoutes(app, door)

  const standingOf = async (request: DialogueRequest) =>
    await readStanding(house.database, request, vietnamDate(house.clock.now()))

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given = {}) => {
    const found = await readableRequest(door, request, id)
    const openUntil = formatShortDateVi(addDays(vietnamDate(house.clock.now()), usualOpenDays))
    const page = requestPage(door.view(request), {
      request: found,
      standing: await standingOf(found),
      letter: await findLetter(house.database, found.id),
      mayWrite: holdsRole(actorOf(request), ['front_officer'], found.unitPath),
      form: given.form ?? { openUntil },
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithId>(
    '/dialogue-requests/:id',
    { config },
    async (request, reply) => await show(request, reply, request.params.id),
  )

  type Known = { readonly id: string; readonly version: number }

  /** A form of the request's own page. */
  const step = <Result>(
    name: string,
    work: (scope: Scope, known: Known, form: Form) => Promise<Result>,
    next: (id: string, result: Result) => string = (id) => pathOf(id),
  ) =>
    app.post<WithId>(`/dialogue-requests/:id/${name}`, { config: writers }, async (request, reply) => {
      const { id } = await readableRequest(door, request, request.params.id)
      const form = asForm(request.body)
      const known = { id, version: Number(textOf(form, 'version')) }
      const done = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, known, form)),
      )
      if (done.ok) return await goTo(reply, next(id, done.value), 'saved')
      return await show(request, reply, id, { ...done, form })
    })

  step('open', async (scope, known, form) => {
    const openUntil = dayTyped(textOf(form, 'openUntil'), house.clock.now())
    await openRequest(scope, { ...known, title: textOf(form, 'title'), openUntil })
  })
  step('refuse', async (scope, known, form) => {
    await refuseRequest(scope, { ...known, reason: textOf(form, 'reason') })
  })
  step('strike', async (scope, { id }, form) => {
    const typed = textOf(form, 'slip').trim()
    await strikeSlip(scope, { requestId: id, slip: /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN })
  })
  step(
    'session',
    async (scope, known, form) => {
      const startsAt = readMoment(form, 'startsAt', house.clock.now()) ?? new Date(Number.NaN)
      const input = { ...known, startsAt, place: textOf(form, 'place'), hotline: textOf(form, 'hotline') }
      return await callRequestedSession(scope, input)
    },
    (_id, { dialogueId }) => `/console/dialogues/${dialogueId}`,
  )
  step('decline', async (scope, known, form) => {
    await declineRequest(scope, { ...known, reason: textOf(form, 'reason') })
  })

  const showSheet = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given = {}) => {
    const found = await readableRequest(door, request, id)
    const view = door.view(request)
    const entered = queryOf(request, 'entered')
    const sheets = await sheetsOfRequest(house.database, found.id)
    const page = sheetPage(view, {
      request: found,
      standing: await standingOf(found),
      form: given.form ?? { collectedOn: formatShortDateVi(vietnamDate(house.clock.now())) },
      faults: given.faults ?? noFaults,
      sheets,
      names: await officerNames(
        house.database,
        sheets.map(({ enteredBy }) => enteredBy),
      ),
      done: /^\d{1,4}$/.test(entered) ? view.t('requests:sheet.done', { count: Number(entered) }) : null,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  const sheet = '/dialogue-requests/:id/sheet'
  app.get<WithId>(
    sheet,
    { config: writers },
    async (request, reply) => await showSheet(request, reply, request.params.id),
  )

  app.get<WithId>(`${sheet}/print`, { config: writers }, async (request, reply) => {
    const found = await readableRequest(door, request, request.params.id)
    const asked = queryOf(request, 'from')
    const from = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : await nextSlip(house.database, found.id)
    return await sendPage(reply, signaturePage(door.view(request), found, from))
  })

  app.post<WithId>(sheet, { config: writers }, async (request, reply) => {
    const { id } = await readableRequest(door, request, request.params.id)
    const form = asForm(request.body)
    const input = {
      requestId: id,
      label: textOf(form, 'label'),
      collectedOn: dayTyped(textOf(form, 'collectedOn'), house.clock.now()),
      slips: textOf(form, 'slips'),
      isChecked: textOf(form, 'isChecked') === 'yes',
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await enterSheet(scope, input)),
    )
    if (done.ok) return await goTo(reply, `${pathOf(id, 'sheet')}?entered=${done.value}`)
    return await showSheet(request, reply, id, { ...done, form })
  })
}
