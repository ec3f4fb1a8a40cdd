import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import {
  draftSessionAgenda,
  listAgenda,
  listMatters,
  minutesForItems,
  pickedByRule,
  readPreparation,
  saveAgenda,
  sessionMinutes,
  type NewLine,
} from '../../preparation/index.ts'
import { listItems } from '../../questions/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { agendaPage } from './agenda-page.ts'
import { pathOf } from './frame.ts'
import { nameItem } from './name-item.ts'
import { readAgenda } from './read-agenda.ts'

type WithId = { Params: { id: string } }
type Given = {
  readonly lines?: readonly NewLine[]
  readonly departure?: string
  readonly addTitle?: string
  readonly version?: number
  readonly faults?: Faults
  readonly status?: number
}

/** The agenda of a session: seen by who may read, drafted and arranged by the Front. */
export const agendaRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const config = { access: readers } as const
  const writers = { access: ['front_officer'] } as const

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given = {}) => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    const view = door.view(request)
    const plan = await readPreparation(house.database, dialogue.id)
    const matters = await listMatters(house.database, dialogue.id, nameItem)
    const items = await listItems(house.database, { dialogueId: dialogue.id }, { limit: 1_000 })
    const minutes = minutesForItems(sessionMinutes(dialogue), plan)
    const page = agendaPage(view, {
      dialogue,
      plan,
      minutes,
      lines: given.lines ?? (await listAgenda(house.database, dialogue.id)),
      matters,
      topics: new Map(items.flatMap(({ topicId, topic }) => (topicId && topic ? [[topicId, topic[view.locale]]] : []))),
      picked: pickedByRule(matters, plan, minutes),
      departure: given.departure ?? plan.departure ?? '',
      addTitle: given.addTitle ?? '',
      version: given.version ?? plan.version,
      mayWrite: holdsRole(actorOf(request), ['front_officer'], unit.path),
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  const path = '/dialogues/:id/agenda'
  app.get<WithId>(path, { config }, async (request, reply) => await show(request, reply, request.params.id))

  app.post<WithId>(path, { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const form = asForm(request.body)
    const lines = readAgenda(form)
    const version = Number(textOf(form, 'version'))
    const departure = textOf(form, 'departure')
    const share = textOf(form, 'act') === 'share'
    const input = { dialogueId: dialogue.id, version, lines, share, departure, nameOf: nameItem }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await saveAgenda(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(dialogue.id, 'agenda'), 'saved')
    return await show(request, reply, dialogue.id, { ...done, lines, departure, version })
  })

  app.post<WithId>(`${path}/draft`, { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const version = Number(textOf(asForm(request.body), 'version'))
    const input = { dialogueId: dialogue.id, version, nameOf: nameItem }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await draftSessionAgenda(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(dialogue.id, 'agenda'), 'saved')
    return await show(request, reply, dialogue.id, done)
  })
}
