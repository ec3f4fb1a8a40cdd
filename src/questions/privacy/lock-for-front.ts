import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { lockOpinion, type OpinionRow } from '../opinion-store.ts'
import { findOpinionUnitPath } from '../question-views.ts'
import { mayReadOriginal } from './may-read-original.ts'

const missing = (): AppError => new AppError('NOT_FOUND', 'no such opinion', { phrase: 'errors:notFound' })

/** Locks an opinion that is in work for who may read it as it was sent; who only administers may not. */
export const lockForFront = async (
  scope: Scope,
  opinionId: string,
): Promise<{ readonly row: OpinionRow; readonly unitPath: readonly string[] }> => {
  const actor = requireOfficer(scope.actor)
  const unitPath = isId(opinionId) ? await findOpinionUnitPath(scope.tx, opinionId) : undefined
  if (!unitPath) throw missing()
  if (!mayReadOriginal(actor, unitPath)) {
    throw new AppError('FORBIDDEN', 'only the Front of the unit', { phrase: 'errors:forbidden' })
  }
  const row = await lockOpinion(scope.tx, { id: opinionId })
  if (!row) throw missing()
  if (row.state === 'received') return { row, unitPath }
  throw new AppError('PRECONDITION', `an opinion that is ${row.state}`, {
    phrase: row.state === 'withdrawn' ? 'questions:refused.withdrawn' : 'questions:refused.erased',
  })
}
