import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  discardLetter,
  draftLetter,
  findBroadcast,
  letterKinds,
  requireLetterDue,
  type LetterKind,
} from '../../broadcasts/index.ts'
import { act } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf, queryOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { resultsLetter } from '../form-results/results-letter.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { letterPage } from './letter-page.ts'

const config = { access: ['front_officer'] } as const

type OfKind = { Params: { id: string; kind: string } }
type WithId = { Params: { id: string } }

/** Letters about a session: written here, then read, approved and followed like every notice. */
export const letterRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const load = async (request: FastifyRequest, params: OfKind['Params']) => {
    const kind = letterKinds.find((one): one is LetterKind => one === params.kind)
    if (!kind) throw new AppError('NOT_FOUND', 'no such kind of letter')
    const { dialogue, unit } = await readableDialogue(door, request, params.id)
    if (!holdsRole(actorOf(request), config.access, unit.path)) throw new AppError('FORBIDDEN', 'another unit')
    return { kind, dialogue }
  }

  const show = async (
    request: FastifyRequest<OfKind>,
    reply: FastifyReply,
    back: { readonly form: Form; readonly faults: Faults } = { form: {}, faults: noFaults },
    status = 200,
  ): Promise<FastifyReply> =>
    await sendPage(reply, letterPage(door.view(request), { ...(await load(request, request.params)), ...back }), status)

  app.get<OfKind>('/dialogues/:id/letters/:kind', { config }, async (request, reply) => {
    const { kind, dialogue } = await load(request, request.params)
    requireLetterDue(dialogue, kind)
    const made = { formId: queryOf(request, 'form'), dialogueId: dialogue.id }
    const form = await resultsLetter(house.database, actorOf(request), made)
    return await show(request, reply, { form, faults: noFaults })
  })

  app.post<OfKind>('/dialogues/:id/letters/:kind', { config }, async (request, reply) => {
    const { kind, dialogue } = await load(request, request.params)
    const form = asForm(request.body)
    const made = await attempt(
      door.view(request),
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) =>
            await draftLetter(scope, {
              dialogueId: dialogue.id,
              kind,
              bodies: { vi: textOf(form, 'vi'), en: textOf(form, 'en') },
              circle: { of: listOf(form, 'circle'), organisations: listOf(form, 'organisations') },
            }),
        ),
    )
    if (made.ok) return await goTo(reply, `/console/announcements/${made.value}`, 'drafted')
    return await show(request, reply, { form, faults: made.faults }, made.status)
  })

  app.post<WithId>('/announcements/:id/discard', { config }, async (request, reply) => {
    const { id } = request.params
    const broadcast = await findBroadcast(house.database, id)
    if (!broadcast) throw new AppError('NOT_FOUND', 'no such broadcast')
    await act(house, actorOf(request), async (scope) => await discardLetter(scope, { id }))
    return await goTo(reply, `/console/dialogues/${broadcast.dialogueId}`, 'discarded')
  })
}
