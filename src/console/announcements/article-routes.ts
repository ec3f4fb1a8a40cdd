import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  approveArticle,
  articlesOf,
  askArticle,
  declareUnsent,
  findBroadcast,
  withdrawArticle,
} from '../../broadcasts/index.ts'
import { act, type Scope } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, textOf, type Faults, type Form } from '../forms.ts'
import { staff } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'

type Params = { Params: { id: string; article?: string } }

/** The page of the notice, with what was typed and what is wrong with it. */
type Show = (
  request: FastifyRequest,
  reply: FastifyReply,
  id: string,
  back: { readonly form: Form; readonly faults: Faults },
  status: number,
) => Promise<FastifyReply>

/** Asks for the article of a notice, lets it go, takes it back, or says that it never went. */
export const articleRoutes = (app: FastifyInstance, door: Door, show: Show): void => {
  const { house } = door

  const change = (path: string, work: (scope: Scope, params: Params['Params'], form: Form) => Promise<unknown>) =>
    app.post<Params>(`/announcements/:id/articles${path}`, { config: { access: staff } }, async (request, reply) => {
      await requireReadable(request, request.params)
      const form = asForm(request.body)
      const outcome = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, request.params, form)),
      )
      if (!outcome.ok) {
        return await show(request, reply, request.params.id, { form, faults: outcome.faults }, outcome.status)
      }
      return await goTo(reply, `/console/announcements/${request.params.id}#article`, 'saved')
    })

  const requireReadable = async (request: FastifyRequest, { id, article }: Params['Params']): Promise<void> => {
    const broadcast = await findBroadcast(house.database, id)
    if (!broadcast) throw new AppError('NOT_FOUND', 'no such broadcast')
    await readableDialogue(door, request, broadcast.dialogueId)
    if (article === undefined) return
    const all = await articlesOf(house.database, id)
    if (!all.some((one) => one.id === article)) throw new AppError('NOT_FOUND', 'no such article')
  }

  change('', async (scope, { id }, form) => {
    if (door.publicUrl === undefined) {
      throw new AppError('PRECONDITION', 'no public address', { phrase: 'console:article.noAddress' })
    }
    await askArticle(scope, { broadcastId: id, accountId: textOf(form, 'accountId') })
  })
  change('/:article/approve', async (scope, { article = '' }, form) => {
    await approveArticle(scope, { id: article, aloneBecause: textOf(form, 'aloneBecause') })
  })
  change('/:article/unsent', async (scope, { article = '' }, form) => {
    await declareUnsent(scope, { id: article, hasLooked: textOf(form, 'hasLooked') !== '' })
  })
  change('/:article/withdraw', async (scope, { article = '' }) => await withdrawArticle(scope, { id: article }))
}
