import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { contestedRefusals, decideContest, readQuestion } from '../../questions/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, sendPage, textOf } from '../forms.ts'
import { readableUnits } from '../own-units.ts'
import { contestsPage, type ContestShown } from './contests-page.ts'

const config = { access: ['front_officer'] } as const
const outcomes = ['reopened', 'upheld'] as const

/** Refusals with which their authors do not agree, for another officer than the one who refused. */
export const contestRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const load = async (request: FastifyRequest): Promise<ContestShown[]> => {
    const reader = actorOf(request)
    const unitIds = readableUnits(signedInOf(request), ['front_officer'])
    const found = await contestedRefusals(house.database, house.keyring, unitIds)
    return await Promise.all(
      found.map(async (one) => {
        const question = await readQuestion(house.database, house.keyring, { id: one.opinionId, reader })
        const opinionWords = (question?.wordings ?? []).map((wording) => wording.text)
        return { ...one, opinionWords, isOwn: one.refusedBy === reader.officerId }
      }),
    )
  }

  const show = async (request: FastifyRequest, reply: FastifyReply, fault: string | null, status: number) => {
    const done = outcomes.find((one) => one === queryOf(request, 'outcome')) ?? null
    return await sendPage(reply, contestsPage(door.view(request), await load(request), { done, fault }), status)
  }

  app.get('/triage/contests', { config }, async (request, reply) => await show(request, reply, null, 200))

  app.post<{ Params: { id: string } }>('/triage/contests/:id', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const outcome = outcomes.find((one) => one === textOf(form, 'outcome')) ?? 'upheld'
    const input = { opinionId: request.params.id, seq: Number(textOf(form, 'seq')), outcome }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await decideContest(scope, input)),
    )
    if (!done.ok) return await show(request, reply, done.faults[''] ?? null, done.status)
    return await goTo(reply, `/console/triage/contests?outcome=${outcome}`)
  })
}
