import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { readPlainDate, vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { addWorkingDays } from '../../kernel/calendar/working-days.ts'
import { AppError } from '../../kernel/errors.ts'
import { listOfficers, officerNames } from '../../officers/index.ts'
import {
  answerRequest,
  findRequest,
  mayAnswer,
  requestAnswer,
  requestsForResponder,
  requestsOfSession,
  usualDays,
  withdrawRequest,
  type AnswerRequest,
} from '../../preparation/index.ts'
import { listItems, type Item } from '../../questions/index.ts'
import { workingCalendars } from '../../rules/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import type { Option } from '../fields.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { readers, unitsOf } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import type { View } from '../view.ts'
import { pathOf } from './frame.ts'
import { nameItem } from './name-item.ts'
import { requestPage } from './request-page.ts'
import { myRequestsPage, requestsPage } from './requests-page.ts'

type WithId = { Params: { id: string } }

/** Days are typed as people write them; what is no day goes to the verb as it is and is refused beside the field. */
const dayOf = (text: string, today: PlainDate): string =>
  readPlainDate(text.trim()) ?? parseDateVi(text, today) ?? text.trim()

const aboutOptions = (view: View, items: readonly Item[]): Option[] => [
  ...items.map((item) => ({ value: item.id, label: `${item.number}. ${item.title ?? nameItem(item)}` })),
  ...new Map(items.flatMap(({ topicId, topic }) => (topicId && topic ? [[topicId, topic[view.locale]]] : [])))
    .entries()
    .map(([id, topic]) => ({ value: `topic:${id}`, label: view.t('preparation:request.topicOption', { topic }) })),
]

/** Requests to agencies: of a session for the Front, and to be answered for responders. */
export const requestRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const config = { access: readers } as const
  const writers = { access: ['front_officer'] } as const
  const answerers = { access: [...readers, 'responder'] } as const

  const list = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    given: { readonly form?: Form; readonly faults?: Faults; readonly status?: number } = {},
  ) => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    const view = door.view(request)
    const today = vietnamDate(view.now)
    const officers = await listOfficers(house.database, { within: unit.path })
    const page = requestsPage(view, {
      dialogue,
      requests: await requestsOfSession(house.database, dialogue.id),
      about: aboutOptions(view, await listItems(house.database, { dialogueId: dialogue.id }, { limit: 1_000 })),
      responders: officers
        .filter(({ grants }) => grants.some((grant) => grant.role === 'responder' && unit.path.includes(grant.unitId)))
        .map((one) => ({ value: one.id, label: one.title === null ? one.name : `${one.name}, ${one.title}` })),
      usualDay: addWorkingDays(today, usualDays, await workingCalendars(house.database)),
      today,
      mayWrite: holdsRole(actorOf(request), ['front_officer'], unit.path),
      form: given.form ?? {},
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  const path = '/dialogues/:id/requests'
  app.get<WithId>(path, { config }, async (request, reply) => await list(request, reply, request.params.id))

  app.post<WithId>(path, { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const view = door.view(request)
    const form = asForm(request.body)
    const subject = textOf(form, 'itemId')
    const items = await listItems(house.database, { dialogueId: dialogue.id }, { limit: 1_000 })
    const chosen = aboutOptions(view, items).find(({ value }) => value === subject)
    const due = textOf(form, 'dueOn')
    const officerId = textOf(form, 'officerId')
    const input = {
      dialogueId: dialogue.id,
      body: textOf(form, 'body'),
      about: textOf(form, 'about').trim() || (chosen?.label ?? ''),
      question: textOf(form, 'question'),
      ...(due.trim() === '' ? {} : { dueOn: dayOf(due, vietnamDate(view.now)) }),
      ...(subject === '' ? {} : subject.startsWith('topic:') ? { topicId: subject.slice(6) } : { itemId: subject }),
      ...(officerId === '' ? {} : { officerId }),
    }
    const done = await attempt(
      view,
      async () => await act(house, actorOf(request), async (scope) => await requestAnswer(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(dialogue.id, 'requests'), 'saved')
    return await list(request, reply, dialogue.id, { ...done, form })
  })

  app.get('/requests', { config: { access: ['responder'] } }, async (request, reply) => {
    const { actor } = signedInOf(request)
    const requests = await requestsForResponder(house.database, {
      unitIds: unitsOf(signedInOf(request), ['responder']),
      officerId: actor.officerId,
    })
    const view = door.view(request)
    return await sendPage(reply, myRequestsPage(view, requests, vietnamDate(view.now)))
  })

  /** For who may read of its session, and for who is asked. */
  const readable = async (request: FastifyRequest, id: string): Promise<AnswerRequest> => {
    const found = await findRequest(house.database, id)
    if (!found) throw new AppError('NOT_FOUND', 'no such request')
    const actor = actorOf(request)
    if (mayAnswer(actor, found) || holdsRole(actor, readers, found.unitPath)) return found
    throw new AppError('FORBIDDEN', 'a request to others')
  }

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    given: { readonly form?: Form; readonly faults?: Faults; readonly status?: number } = {},
  ) => {
    const found = await readable(request, id)
    const view = door.view(request)
    const actor = actorOf(request)
    const names = await officerNames(house.database, found.answeredBy === null ? [] : [found.answeredBy])
    const page = requestPage(view, {
      request: found,
      today: vietnamDate(view.now),
      answer: given.form ? textOf(given.form, 'answer') : (found.answer ?? ''),
      answeredBy: names.get(found.answeredBy ?? '') ?? null,
      version: given.form ? Number(textOf(given.form, 'version')) : found.version,
      mayAnswer: mayAnswer(actor, found),
      mayWithdraw: holdsRole(actor, ['front_officer'], found.unitPath),
      mayReadSession: holdsRole(actor, readers, found.unitPath),
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithId>(
    '/requests/:id',
    { config: answerers },
    async (request, reply) => await show(request, reply, request.params.id),
  )

  app.post<WithId>('/requests/:id', { config: { access: ['front_officer', 'responder'] } }, async (request, reply) => {
    const { id } = await readable(request, request.params.id)
    const form = asForm(request.body)
    const input = { id, version: Number(textOf(form, 'version')), answer: textOf(form, 'answer') }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await answerRequest(scope, input)),
    )
    if (done.ok) return await goTo(reply, `/console/requests/${id}`, 'saved')
    return await show(request, reply, id, { ...done, form })
  })

  app.post<WithId>('/requests/:id/withdraw', { config: writers }, async (request, reply) => {
    const { id, dialogueId } = await readable(request, request.params.id)
    const input = { id, version: Number(textOf(asForm(request.body), 'version')) }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await withdrawRequest(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(dialogueId, 'requests'), 'saved')
    return await show(request, reply, id, done)
  })
}
