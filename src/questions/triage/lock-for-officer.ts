import type { Scope } from '../../database/index.ts'
import { requireRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { lockOpinion, type OpinionRow } from '../opinion-store.ts'
import { findOpinionUnitPath } from '../question-views.ts'

/** Somebody else has changed it since the page was opened. */
export const changedMeanwhile = (what: string): AppError =>
  new AppError('CONFLICT', `${what} was changed meanwhile`, { phrase: 'questions:refused.changedMeanwhile' })

/**
 * Locks an opinion for a Front officer of its unit. With a version it must still be the one that the officer saw: two
 * officers on one opinion never overwrite each other silently.
 */
export const lockForOfficer = async (
  scope: Scope,
  input: { readonly opinionId: string; readonly version?: number },
): Promise<{ readonly row: OpinionRow; readonly unitPath: readonly string[] }> => {
  const unitPath = isId(input.opinionId) ? await findOpinionUnitPath(scope.tx, input.opinionId) : undefined
  if (!unitPath) throw new AppError('NOT_FOUND', 'no such opinion', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unitPath)
  const row = await lockOpinion(scope.tx, { id: input.opinionId })
  if (!row) throw new AppError('NOT_FOUND', 'no such opinion', { phrase: 'errors:notFound' })
  if (input.version !== undefined && row.version !== input.version) throw changedMeanwhile('an opinion')
  return { row, unitPath }
}
