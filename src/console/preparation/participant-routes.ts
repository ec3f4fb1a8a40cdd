import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { contactsOf, listParticipants, removeParticipant, saveParticipant } from '../../preparation/index.ts'
import { unitsBelow } from '../../units/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, sendPage, textOf, type Form } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { pathOf } from './frame.ts'
import { participantFormPage, participantsPage, type ParticipantsState } from './participants-page.ts'

type WithId = { Params: { id: string } }
type WithBoth = { Params: { id: string; participant: string } }

const fieldsOf = (form: Form) => ({
  role: textOf(form, 'role'),
  name: textOf(form, 'name'),
  title: textOf(form, 'title'),
  body: textOf(form, 'body'),
  contact: textOf(form, 'contact'),
  attends: textOf(form, 'attends'),
  areaUnits: listOf(form, 'areaUnits'),
})

/** Who takes part by office: seen by who may read of the session, entered by the Front, which alone sees contacts. */
export const participantRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const writers = { access: ['front_officer'] } as const

  const stateOf = async (
    request: FastifyRequest,
    id: string,
    given: ParticipantsState['given'] = null,
  ): Promise<ParticipantsState> => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    const mayWrite = holdsRole(actorOf(request), ['front_officer'], unit.path)
    const day = vietnamDate(house.clock.now())
    const groups = mayWrite ? await unitsBelow(house.database, unit.id, { on: day, level: 'group' }) : []
    return {
      dialogue,
      participants: await listParticipants(house.database, dialogue.id),
      contacts: mayWrite ? await contactsOf(house.database, house.keyring, dialogue.id) : new Map(),
      groups: groups.map((one) => ({ value: one.id, label: one.fullName })),
      mayWrite,
      given,
    }
  }

  const path = '/dialogues/:id/participants'
  app.get<WithId>(path, { config: { access: readers } }, async (request, reply) => {
    return await sendPage(reply, participantsPage(door.view(request), await stateOf(request, request.params.id)))
  })

  app.get<WithId>(`${path}/new`, { config: writers }, async (request, reply) => {
    const state = await stateOf(request, request.params.id)
    return await sendPage(reply, participantFormPage(door.view(request), state, null))
  })

  const form = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    given: NonNullable<ParticipantsState['given']> & { readonly status?: number },
  ) => {
    const state = await stateOf(request, id, 'faults' in given && Object.keys(given.form).length > 0 ? given : null)
    const one = state.participants.find((participant) => participant.id === given.id)
    if (given.id !== null && !one) throw new AppError('NOT_FOUND', 'no such participant')
    return await sendPage(reply, participantFormPage(door.view(request), state, one ?? null), given.status ?? 200)
  }

  app.post<WithId>(path, { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const typed = asForm(request.body)
    const input = { ...fieldsOf(typed), dialogueId: dialogue.id }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await saveParticipant(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(dialogue.id, 'participants'), 'saved')
    return await form(request, reply, dialogue.id, { id: null, form: typed, ...done })
  })

  app.get<WithBoth>(`${path}/:participant`, { config: writers }, async (request, reply) => {
    const { id, participant } = request.params
    return await form(request, reply, id, { id: participant, form: {}, faults: {} })
  })

  app.post<WithBoth>(`${path}/:participant`, { config: writers }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const { participant: id } = request.params
    const typed = asForm(request.body)
    const known = { id, dialogueId: dialogue.id, version: Number(textOf(typed, 'version')) }
    const done = await attempt(
      door.view(request),
      async () =>
        await act(house, actorOf(request), async (scope) => {
          if (textOf(typed, 'act') === 'remove') await removeParticipant(scope, known)
          else await saveParticipant(scope, { ...fieldsOf(typed), ...known })
        }),
    )
    if (done.ok) return await goTo(reply, pathOf(dialogue.id, 'participants'), 'saved')
    return await form(request, reply, dialogue.id, { id, form: typed, ...done })
  })
}
