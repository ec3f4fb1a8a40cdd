import {
  closeTask,
  conclusionOf,
  isOverdue,
  ledgerPage,
  noteStep,
  stepsOf,
  taskPlace,
  tasksOf,
  type Task,
} from '../conclusions/index.ts'
import type { Queryable } from '../database/index.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { createOnce } from './create-once.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { listedUnits } from './listed-units.ts'
import { readableDialogue } from './readable.ts'
import { readers, writers } from './roles.ts'
import * as schema from './schemas/conclusions.ts'
import { IdempotencyKey, IdParams, problems } from './schemas/shared.ts'
import type { ApiScope } from './scope.ts'

const tags = ['conclusions']

const showTask = (task: Task, today: PlainDate) => ({
  id: task.id,
  number: task.number,
  words: task.words,
  ownerPost: task.ownerPost,
  dueOn: task.dueOn,
  state: task.state,
  isOverdue: isOverdue(task, today),
  closedOn: task.closedOn,
})

const show = async (database: Queryable, dialogueId: string, today: PlainDate) => {
  const conclusion = await conclusionOf(database, dialogueId)
  if (!conclusion) throw new AppError('NOT_FOUND', 'nothing was concluded', { phrase: 'errors:notFound' })
  const tasks = await tasksOf(database, conclusion.id)
  const steps = await stepsOf(
    database,
    tasks.map(({ id }) => id),
  )
  const { unitId, state, summary, publishedOn, ways } = conclusion
  return {
    dialogueId,
    unitId,
    state,
    summary,
    publishedOn,
    ways: [...ways],
    tasks: tasks.map((task) => ({
      ...showTask(task, today),
      steps: (steps.get(task.id) ?? []).map(({ words, notedAt }) => ({ words, notedAt: notedAt.toISOString() })),
    })),
  }
}

/** What sessions have concluded: the ledger, one session, and what was done for a task. */
export const conclusionRoutes = (app: ApiScope, door: Door): void => {
  const { database, clock } = door.house
  const today = (): PlainDate => vietnamDate(clock.now())

  app.get(
    '/v1/conclusions',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'listConclusions',
        summary: 'Tasks of approved conclusions, what is due first on top; of the closed ones the newest',
        querystring: schema.ConclusionQuery,
        response: { 200: schema.LedgerPage, ...problems(403, 404, 422) },
      },
    },
    async (request) => {
      const { unit, of = 'open', limit = 25, cursor } = request.query
      const unitIds = await listedUnits(door, programOf(request).actor, unit)
      const asked = { unitIds, of, today: today(), limit, ...(cursor === undefined ? {} : { cursor }) }
      const { items, next } = await ledgerPage(database, asked)
      return {
        items: items.map((task) => ({
          ...showTask(task, today()),
          dialogueId: task.dialogueId,
          session: task.session,
          lastStep: task.lastStep,
        })),
        next,
      }
    },
  )

  app.get(
    '/v1/dialogues/:id/conclusion',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'readConclusion',
        summary: 'What a session has concluded, task by task, with what was done',
        params: IdParams,
        response: { 200: schema.Conclusion, ...problems(403, 404) },
      },
    },
    async (request) => {
      const { id } = await readableDialogue(door, request, request.params.id)
      return await show(database, id, today())
    },
  )

  app.post(
    '/v1/conclusions/tasks/:id/steps',
    {
      config: { access: writers },
      schema: {
        tags,
        operationId: 'noteStep',
        summary: 'Notes what was done for a task; whoever asked the matter it came of is told',
        params: IdParams,
        headers: IdempotencyKey,
        body: schema.NewStep,
        response: { 201: schema.Conclusion, ...problems(403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const place = await taskPlace(database, request.params.id)
      if (!place) throw new AppError('NOT_FOUND', 'no such task', { phrase: 'errors:notFound' })
      const { id: dialogueId } = await readableDialogue(door, request, place.dialogueId)
      const { words, as } = request.body
      const noted = { taskId: request.params.id, words }
      return await createOnce(door, request, reply, async (scope) => {
        if (as === undefined) await noteStep(scope, noted)
        else await closeTask(scope, { ...noted, as })
        return {
          body: await show(scope.tx, dialogueId, today()),
          location: `/api/v1/dialogues/${dialogueId}/conclusion`,
        }
      })
    },
  )
}
