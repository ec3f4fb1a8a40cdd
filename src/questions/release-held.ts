import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { unholdOpinion } from './opinion-store.ts'
import { findOpinionUnitPath } from './question-views.ts'

/** A person has looked at an opinion that was held back; it joins the list. */
export const releaseHeld = async (scope: Scope, input: { readonly opinionId: string }): Promise<void> => {
  const path = isId(input.opinionId) ? await findOpinionUnitPath(scope.tx, input.opinionId) : undefined
  if (!path) throw new AppError('NOT_FOUND', 'no such opinion', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], path)
  if (!(await unholdOpinion(scope.tx, input.opinionId))) return
  await recordAudit(scope, {
    action: 'opinion.released',
    subject: { kind: 'opinion', id: input.opinionId },
    unitId: path.at(-1) ?? '',
  })
}
