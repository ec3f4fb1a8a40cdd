import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { attendanceFigures } from '../../attendance/index.ts'
import { act } from '../../database/index.ts'
import { draftAnnouncement, draftCancellation, draftChange, listBroadcasts } from '../../broadcasts/index.ts'
import {
  callDialogue,
  callUrgently,
  cancelDialogue,
  changeDialogue,
  councilSessionsFor,
  listDialogues,
  markHeld,
  noticeAdvice,
  resultAdvice,
  type Dialogue,
  type DialogueFields,
  usualHosts,
} from '../../dialogues/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { officerNames } from '../../officers/index.ts'
import { readChecklist, readPreparation, returningTopics } from '../../preparation/index.ts'
import { balanceOf, countQuestions } from '../../questions/index.ts'
import { requestOfSession } from '../../requests/index.ts'
import { findRule, workingCalendars } from '../../rules/index.ts'
import { findUnit, unitsBelow } from '../../units/index.ts'
import { actorOf, queryOf, searchOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { readers, staff } from '../navigation.ts'
import { ownUnits, readableUnits } from '../own-units.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import type { View } from '../view.ts'
import { formsOfSession } from '../forms/session-part.ts'
import { readableUnit } from '../overview/readable-unit.ts'
import { documentRoutes } from './document-routes.ts'
import { dialogueFormPage, urgentFormPage, type DialogueFormState } from './form-page.ts'
import { dialoguesPage } from './list-page.ts'
import { dialoguePage } from './page.ts'
import { clockOfForm, noticeClock } from './notice-clock.ts'
import { readDialogueFilter } from './read-filter.ts'
import { dialogueAsForm, readDialogueForm } from './read-form.ts'

const config = { access: readers } as const
const writers = { access: ['front_officer'] } as const
const home = '/console/dialogues'

type WithId = { Params: { id: string } }

/** What a new form begins with: the most usual session of a ward. */
const usual: Form = {
  type: 'dialogue',
  rhythm: 'periodic',
  mode: 'in_person',
  legalBasis: 'communal_dialogue',
  purpose: 'consult',
  audience: 'whole',
}

/** Sessions: list, record, the way from draft to held, and the notices that go with it. */
export const dialogueRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const list = async (request: FastifyRequest, reply: FastifyReply, show: 'all' | 'coming') => {
    const cursor = queryOf(request, 'after')
    const asked = queryOf(request, 'unit')
    const unitIds =
      asked === '' ? readableUnits(signedInOf(request), readers) : [(await readableUnit(door, request)).id]
    const page = await listDialogues(house.database, {
      unitIds,
      ...readDialogueFilter(request, house.clock.now()),
      ...(show === 'coming' ? { states: ['draft', 'announced'] as const } : {}),
      ...(cursor === '' ? {} : { cursor }),
    })
    const now = house.clock.now()
    const items = show === 'coming' ? page.items.filter((one) => one.startsAt > now).toReversed() : page.items
    return await sendPage(
      reply,
      dialoguesPage(door.view(request), { items, next: page.next, show, query: searchOf(request) }),
    )
  }

  app.get('/dialogues', { config }, async (request, reply) => await list(request, reply, 'all'))
  app.get('/dialogues/coming', { config }, async (request, reply) => await list(request, reply, 'coming'))

  const formState = async (
    request: FastifyRequest,
    unitId: string,
    state: { action: string; form: Form; faults: Faults; dialogue?: Dialogue },
  ): Promise<DialogueFormState> => {
    const hosts = await ownUnits(house, signedInOf(request), ['front_officer'])
    const known = hosts.find(({ id }) => id === unitId) ?? (state.dialogue && (await findUnit(house.database, unitId)))
    const unit = known ?? hosts[0]
    if (!unit) throw new AppError('PRECONDITION', 'no unit to host', { phrase: 'console:noUnit' })
    const groups =
      unit.level === 'commune'
        ? await unitsBelow(house.database, unit.id, { on: vietnamDate(house.clock.now()), level: 'group' })
        : []
    const councils = await councilSessionsFor(house.database, unit.path, vietnamDate(house.clock.now()))
    const clock = await clockOfForm(house.database, state.form, house.clock.now())
    return { ...state, hosts: state.dialogue ? [] : hosts, unit, groups, councils, clock }
  }

  app.get('/dialogues/notice-clock', { config: writers }, async (request, reply) => {
    const advice = await clockOfForm(house.database, asForm(request.query), house.clock.now())
    return await sendPage(reply, noticeClock(door.view(request), advice))
  })

  app.get('/dialogues/new', { config: writers }, async (request, reply) => {
    const state = await formState(request, queryOf(request, 'unit'), {
      action: `${home}/new`,
      form: usual,
      faults: noFaults,
    })
    const hosts =
      state.unit.level === 'commune'
        ? usualHosts(state.unit.fullName)
            .map(({ name }) => name)
            .join('\n')
        : ''
    const form = { ...state.form, hosts, title: '', ...aboutTopic(door.view(request), queryOf(request, 'topic')) }
    return await sendPage(reply, dialogueFormPage(door.view(request), { ...state, form }))
  })

  app.post('/dialogues/new', { config: writers }, async (request, reply) => {
    const form = asForm(request.body)
    const state = await formState(request, textOf(form, 'unitId'), { action: `${home}/new`, form, faults: noFaults })
    if (asksForClock(form)) return await sendPage(reply, dialogueFormPage(door.view(request), state))
    const input = { ...readDialogueForm(form, state.unit.id, house.clock.now()), unitId: state.unit.id }
    const made = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await callDialogue(scope, input)),
    )
    if (made.ok) return await goTo(reply, `${home}/${made.value.id}`, 'saved')
    return await sendPage(reply, dialogueFormPage(door.view(request), { ...state, faults: made.faults }), made.status)
  })

  app.get('/dialogues/urgent', { config: writers }, async (request, reply) => {
    const state = await formState(request, '', { action: `${home}/urgent`, form: {}, faults: noFaults })
    return await sendPage(reply, urgentFormPage(door.view(request), state))
  })

  app.post('/dialogues/urgent', { config: writers }, async (request, reply) => {
    const form = asForm(request.body)
    const state = await formState(request, textOf(form, 'unitId'), { action: `${home}/urgent`, form, faults: noFaults })
    const startsAt = readDialogueForm(form, state.unit.id, house.clock.now()).startsAt
    const hotline = textOf(form, 'hotline').trim()
    const call = {
      unitId: state.unit.id,
      topic: textOf(form, 'topic'),
      startsAt,
      place: textOf(form, 'place'),
      ...(hotline === '' ? {} : { hotline }),
    }
    const made = await attempt(
      door.view(request),
      async () =>
        await act(house, actorOf(request), async (scope) => {
          const dialogue = await callUrgently(scope, call)
          return await draftAnnouncement(scope, { dialogueId: dialogue.id })
        }),
    )
    if (made.ok) return await goTo(reply, `/console/announcements/${made.value.broadcast.id}`, 'drafted')
    return await sendPage(reply, urgentFormPage(door.view(request), { ...state, faults: made.faults }), made.status)
  })

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    faults: Faults = noFaults,
    status = 200,
    documentName = '',
  ) => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    const broadcasts = await listBroadcasts(house.database, dialogue.id)
    const today = vietnamDate(house.clock.now())
    const calendars = await workingCalendars(house.database)
    const [counts, balance, attendance, checklist, returning, preparation] = await Promise.all([
      countQuestions(house.database, { dialogueId: dialogue.id }),
      balanceOf(house.database, dialogue.id),
      attendanceFigures(house.database, dialogue.id),
      readChecklist(house.database, dialogue, house.clock.now()),
      returningTopics(house.database, { unitId: dialogue.unitId, until: dialogue.startsAt }),
      readPreparation(house.database, dialogue.id),
    ])
    const audience = await Promise.all(dialogue.audienceUnits.map(async (one) => await findUnit(house.database, one)))
    const page = dialoguePage(door.view(request), {
      dialogue,
      unit,
      askedBy: await requestOfSession(house.database, dialogue.id),
      audience: audience.flatMap((one) => one?.fullName ?? []),
      broadcasts,
      forms: await formsOfSession(house, dialogue.id),
      names: await officerNames(house.database, [
        dialogue.createdBy,
        ...broadcasts.flatMap(({ createdBy, approvedBy }) => [createdBy, approvedBy ?? createdBy]),
      ]),
      advice: noticeAdvice(dialogue, today, await findRule(house.database, 'dialogue.notice', today), calendars),
      result: resultAdvice(dialogue, {
        today,
        rule: await findRule(house.database, 'dialogue.result', vietnamDate(dialogue.startsAt)),
        calendars,
      }),
      counts,
      balance,
      attendance,
      prepared: { checklist, returning, invitesLacking: preparation.invitesLacking },
      maySteer: holdsRole(actorOf(request), staff, unit.path),
      mayWrite: holdsRole(actorOf(request), ['front_officer'], unit.path),
      faults,
      documentName,
    })
    return await sendPage(reply, page, status)
  }

  documentRoutes(app, door, show)

  app.get<WithId>('/dialogues/:id', { config }, async (request, reply) => await show(request, reply, request.params.id))

  app.get<WithId>('/dialogues/:id/change', { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const action = `${home}/${dialogue.id}/change`
    const state = await formState(request, dialogue.unitId, {
      action,
      form: dialogueAsForm(dialogue),
      faults: noFaults,
      dialogue,
    })
    return await sendPage(reply, dialogueFormPage(door.view(request), state))
  })

  app.post<WithId>('/dialogues/:id/change', { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const form = asForm(request.body)
    const action = `${home}/${dialogue.id}/change`
    if (asksForClock(form)) {
      const state = await formState(request, dialogue.unitId, { action, form, faults: noFaults, dialogue })
      return await sendPage(reply, dialogueFormPage(door.view(request), state))
    }
    const fields = readDialogueForm(form, dialogue.unitId, house.clock.now())
    const changes = { ...fields, ...keepSeconds(fields, dialogue) }
    const input = { id: dialogue.id, version: Number(textOf(form, 'version')), changes }
    const changed = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await changeDialogue(scope, input)),
    )
    if (changed.ok) return await goTo(reply, `${home}/${dialogue.id}`, 'saved')
    const state = await formState(request, dialogue.unitId, { action, form, faults: changed.faults, dialogue })
    return await sendPage(reply, dialogueFormPage(door.view(request), state), changed.status)
  })

  app.post<WithId>('/dialogues/:id/cancel', { config: writers }, async (request, reply) => {
    const form = asForm(request.body)
    const input = { id: request.params.id, reason: textOf(form, 'reason'), version: Number(textOf(form, 'version')) }
    await readableDialogue(door, request, input.id)
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await cancelDialogue(scope, input)),
    )
    if (done.ok) return await goTo(reply, `${home}/${input.id}`, 'cancelled')
    return await show(request, reply, input.id, done.faults, done.status)
  })

  app.post<WithId>('/dialogues/:id/held', { config: writers }, async (request, reply) => {
    const { id } = request.params
    await readableDialogue(door, request, id)
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await markHeld(scope, { id })),
    )
    if (done.ok) return await goTo(reply, `${home}/${id}`, 'held')
    return await show(request, reply, id, done.faults, done.status)
  })

  const drafts = { announcement: draftAnnouncement, change: draftChange, cancellation: draftCancellation } as const

  app.post<WithId>('/dialogues/:id/draft', { config: writers }, async (request, reply) => {
    const { id } = request.params
    await readableDialogue(door, request, id)
    const kind = textOf(asForm(request.body), 'kind')
    if (kind !== 'announcement' && kind !== 'change' && kind !== 'cancellation') {
      throw new AppError('INVALID', 'no such kind of notice')
    }
    const made = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await drafts[kind](scope, { dialogueId: id })),
    )
    if (made.ok) return await goTo(reply, `/console/announcements/${made.value.broadcast.id}`, 'drafted')
    return await show(request, reply, id, made.faults, made.status)
  })
}

/** The second button of the form: nothing is saved, the page comes back with the days that are left. */
const asksForClock = (form: Form): boolean => textOf(form, 'only') === 'clock'

const moments = ['startsAt', 'endsAt', 'collectionOpensAt', 'collectionClosesAt'] as const

/** A form shows minutes: a moment that nobody touched must not become another one, which people would be told of. */
const keepSeconds = (fields: DialogueFields, before: Dialogue): Partial<DialogueFields> => {
  const minuteOf = (at: Date | null): number => Math.floor((at?.getTime() ?? Number.NaN) / 60_000)
  const same = moments.filter((name) => minuteOf(fields[name]) === minuteOf(before[name]))
  return Object.fromEntries(same.map((name) => [name, before[name]]))
}

/** A topic that returns asks for a session of its own. */
const aboutTopic = (view: View, topic: string): Form =>
  topic === '' ? {} : { topic, title: view.t('preparation:returning.formTitle', { topic }), isThematic: 'yes' }
