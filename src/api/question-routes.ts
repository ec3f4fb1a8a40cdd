import { collectingDialogues, findDialogue } from '../dialogues/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { enterOpinionFor, listQuestions } from '../questions/index.ts'
import { findUnit, type Unit } from '../units/index.ts'
import { createOnce } from './create-once.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { readableDialogue } from './readable.ts'
import { enterers, readers } from './roles.ts'
import * as schema from './schemas/questions.ts'
import { IdempotencyKey, IdParams, problems } from './schemas/shared.ts'
import type { ApiScope } from './scope.ts'
import { showQuestion, showReceipt } from './show-question.ts'

const tags = ['questions']

type Asked = { readonly unitId?: string | undefined; readonly dialogueId?: string | undefined }

const unitOf = async (scope: Scope, asked: Asked): Promise<Unit> => {
  const dialogue = asked.dialogueId === undefined ? undefined : await findDialogue(scope.tx, asked.dialogueId)
  const unitId = asked.unitId ?? dialogue?.unitId
  const unit = unitId === undefined ? undefined : await findUnit(scope.tx, unitId)
  if (unit) return unit
  throw new AppError('INVALID', 'no unit', { phrase: 'questions:refused.unit', field: 'unitId' })
}

/** Refuses a session that is not for the unit, takes in nothing now, or never was: to a program these are the same. */
const requireCollecting = async (scope: Scope, unit: Unit, dialogueId: string): Promise<void> => {
  const open = await collectingDialogues(scope.tx, { unitPaths: [unit.path], now: scope.clock.now() })
  if (open.some(({ id }) => id === dialogueId)) return
  throw new AppError('PRECONDITION', 'the session takes in nothing for this unit now', {
    phrase: 'questions:where.closed',
    field: 'dialogueId',
  })
}

/** Questions and opinions: read those of a session, enter one for somebody. */
export const questionRoutes = (app: ApiScope, door: Door): void => {
  const { house } = door

  app.get(
    '/v1/dialogues/:id/questions',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'listQuestions',
        summary: 'What came in for a session, newest first; never who sent it unless they chose to be named',
        params: IdParams,
        querystring: schema.QuestionQuery,
        response: { 200: schema.QuestionPage, ...problems(403, 404, 422) },
      },
    },
    async (request) => {
      const { id } = await readableDialogue(door, request, request.params.id)
      const { cursor, limit, ...filter } = request.query
      const page = await listQuestions(house.database, house.keyring, {
        dialogueId: id,
        reader: programOf(request).actor,
        filter,
        ...(cursor === undefined ? {} : { cursor }),
        ...(limit === undefined ? {} : { limit }),
      })
      return { items: page.items.map(showQuestion), next: page.nextCursor }
    },
  )

  app.post(
    '/v1/questions',
    {
      config: { access: enterers },
      schema: {
        tags,
        operationId: 'enterQuestion',
        summary: 'Enters what somebody said at the desk, on the phone or on paper; the code is for their slip',
        headers: IdempotencyKey,
        body: schema.NewQuestion,
        response: { 201: schema.Receipt, ...problems(403, 409, 422) },
      },
    },
    async (request, reply) =>
      await createOnce(door, request, reply, async (scope) => {
        const { unitId, dialogueId, naming = 'sealed', channel = 'desk', language = 'vi', ...words } = request.body
        const unit = await unitOf(scope, { unitId, dialogueId })
        const input = { ...words, naming, channel, language, unitPath: unit.path }
        const entered = await enterOpinionFor(scope, { ...input, ...(dialogueId === undefined ? {} : { dialogueId }) })
        // After the verb has checked who asks, so that nobody else learns what a unit collects.
        if (dialogueId !== undefined) await requireCollecting(scope, unit, dialogueId)
        const body = showReceipt(entered)
        return { body, location: body.verifyPath, isSecret: naming === 'anonymous' }
      }),
  )
}
