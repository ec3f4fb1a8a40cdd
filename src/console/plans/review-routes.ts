import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { findReview, reviewPoints, reviewSession, type Review } from '../../plans/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { reviewPage } from './review-page.ts'

type WithId = { Params: { id: string } }
type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number }

const formOf = (review: Review | undefined): Form => ({
  ...review?.marks,
  good: review?.good ?? '',
  weak: review?.weak ?? '',
  lessons: review?.lessons ?? '',
  version: String(review?.version ?? 0),
})

/** What a session that was held has taught. */
export const reviewRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given = {}) => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    if (dialogue.state !== 'held' && dialogue.state !== 'concluded') {
      throw new AppError('NOT_FOUND', 'a session that was not held')
    }
    const review = await findReview(house.database, dialogue.id)
    const page = reviewPage(door.view(request), {
      dialogue,
      review,
      mayWrite: holdsRole(actorOf(request), ['front_officer'], unit.path),
      form: given.form ?? formOf(review),
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithId>(
    '/dialogues/:id/review',
    { config: { access: readers } },
    async (request, reply) => await show(request, reply, request.params.id),
  )

  app.post<WithId>('/dialogues/:id/review', { config: { access: ['front_officer'] } }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const form = asForm(request.body)
    const input = {
      dialogueId: dialogue.id,
      version: Number(textOf(form, 'version')),
      marks: Object.fromEntries(reviewPoints.map((point) => [point, textOf(form, point)])),
      good: textOf(form, 'good'),
      weak: textOf(form, 'weak'),
      lessons: textOf(form, 'lessons'),
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await reviewSession(scope, input)),
    )
    if (done.ok) return await goTo(reply, `/console/dialogues/${dialogue.id}`, 'saved')
    return await show(request, reply, dialogue.id, { ...done, form })
  })
}
