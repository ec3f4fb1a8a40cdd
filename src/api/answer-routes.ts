import { answeredItems, countAnswering, listAnswering, standings } from '../answers/index.ts'
import { holdsRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { readStanding } from '../questions/index.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { listedUnits } from './listed-units.ts'
import { readers } from './roles.ts'
import * as schema from './schemas/answers.ts'
import { IdParams, problems } from './schemas/shared.ts'
import type { ApiScope } from './scope.ts'

const tags = ['answers']

/** How far matters are answered, for programs of officers. */
export const answerRoutes = (app: ApiScope, { house, ...door }: Door): void => {
  const { database } = house

  app.get(
    '/v1/questions/:id',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'getQuestion',
        summary: 'Where an opinion stands: decision and day of its answer, and no words of anybody',
        params: IdParams,
        response: { 200: schema.QuestionStanding, ...problems(403, 404, 422) },
      },
    },
    async (request) => {
      const found = await readStanding(database, request.params.id)
      if (!found || !holdsRole(programOf(request).actor, readers, found.unitPath)) {
        throw new AppError('NOT_FOUND', 'no such opinion for this officer', { phrase: 'errors:notFound' })
      }
      const { unitPath: _, ...question } = found
      const answered =
        found.itemId === null ? undefined : (await answeredItems(database, [found.itemId])).get(found.itemId)
      const { decision, answeredOn, answeringBody } = answered ?? {}
      const answer = decision && answeredOn && answeringBody ? { decision, answeredOn, answeringBody } : null
      return { ...question, isAskedAgain: answered?.isReopened === true, answer }
    },
  )

  app.get(
    '/v1/answers',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'listAnswers',
        summary:
          'Matters by how far their answer is: what waits, the oldest first; what was answered, the newest first',
        querystring: schema.AnswerQuery,
        response: { 200: schema.AnswerList, ...problems(403, 404, 422) },
      },
    },
    async (request) => {
      const { unit, standing = 'answered', limit = 25, offset = 0 } = request.query
      const unitIds = await listedUnits({ house, ...door }, programOf(request).actor, unit)
      const items = await listAnswering(database, { unitIds, standing, limit, offset })
      return {
        items: items.map((one) => ({
          itemId: one.itemId,
          unitId: one.unitId,
          number: one.number,
          title: one.title,
          opinions: one.opinionCount,
          supports: one.supportCount,
          standing: one.standing,
          decision: one.decision,
          answeringBody: one.answeringBody,
          answeredOn: one.answeredOn,
        })),
        counts: await countAnswering(database, unitIds, standings),
      }
    },
  )
}
