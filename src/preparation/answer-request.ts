import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { holdsRole, requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { requireText } from './read-line.ts'
import { updateRequest } from './request-store.ts'
import { findRequest } from './request-views.ts'
import { answerMax, type AnswerRequest } from './request.ts'
import { changedMeanwhile } from './wrong-field.ts'

type Known = { readonly id: string; readonly version: number }

const missing = (): AppError => new AppError('NOT_FOUND', 'no such request', { phrase: 'errors:notFound' })

/** A responder sees what their unit was asked, unless another one was asked by name. */
export const mayAnswer = (
  actor: Parameters<typeof holdsRole>[0],
  request: Pick<AnswerRequest, 'unitPath' | 'officerId' | 'state'>,
): boolean => {
  if (holdsRole(actor, ['front_officer'], request.unitPath)) return true
  const isForThem = request.officerId === null || request.officerId === actor.officerId
  return request.state !== 'withdrawn' && isForThem && holdsRole(actor, ['responder'], request.unitPath)
}

const take = async (scope: Scope, { id, version }: Known): Promise<AnswerRequest> => {
  const request = await findRequest(scope.tx, id)
  if (!request) throw missing()
  if (request.version !== version) throw changedMeanwhile('a request')
  if (request.state === 'withdrawn') {
    throw new AppError('PRECONDITION', 'the request was withdrawn', { phrase: 'preparation:wrong.withdrawn' })
  }
  return request
}

/** Enters the draft of an answer, or a better one: a responder of the unit, or the Front for an agency without one. */
export const answerRequest = async (scope: Scope, input: Known & { readonly answer: string }): Promise<void> => {
  const actor = requireOfficer(scope.actor)
  const found = await findRequest(scope.tx, input.id)
  if (!found) throw missing()
  if (!mayAnswer(actor, found)) {
    throw new AppError('FORBIDDEN', 'a request to others', { phrase: 'errors:forbidden' })
  }
  const request = await take(scope, input)
  const answer = requireText(input.answer, { field: 'answer', max: answerMax })
  const now = scope.clock.now()
  const isSaved = await updateRequest(
    scope.tx,
    input,
    {
      state: 'answered',
      answer,
      answeredBy: actor.officerId,
      // A later wording does not make an answer late.
      ...(request.answeredOn === null ? { answeredAt: now } : {}),
    },
    now,
  )
  if (!isSaved) throw changedMeanwhile('a request')
  await recordAudit(scope, {
    action: request.state === 'asked' ? 'answer_request.answered' : 'answer_request.reworded',
    subject: { kind: 'answer_request', id: request.id },
    unitId: request.unitId,
    details: { dialogueId: request.dialogueId },
  })
}

/** The Front takes a request back. What was answered already stays to be read. */
export const withdrawRequest = async (scope: Scope, input: Known): Promise<void> => {
  const actor = requireOfficer(scope.actor)
  const found = await findRequest(scope.tx, input.id)
  if (!found) throw missing()
  requireRole(actor, ['front_officer'], found.unitPath)
  const request = await take(scope, input)
  if (!(await updateRequest(scope.tx, input, { state: 'withdrawn' }, scope.clock.now()))) {
    throw changedMeanwhile('a request')
  }
  await recordAudit(scope, {
    action: 'answer_request.withdrawn',
    subject: { kind: 'answer_request', id: request.id },
    unitId: request.unitId,
    details: { dialogueId: request.dialogueId },
  })
}
