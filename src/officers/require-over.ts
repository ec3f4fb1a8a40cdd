import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { grantableRoles } from './grant-role.ts'
import { grantsOf } from './officer-views.ts'

/**
 * Refuses unless the actor could give every role that the officer holds. Whoever may set a person's password may act as
 * that person, so a Front officer must not be able to do it to an approver or an administrator.
 */
export const requireOver = async (scope: Scope, officerId: string): Promise<void> => {
  const { actor } = scope
  if (actor.kind === 'system') return
  const isAdmin = actor.kind === 'officer' && actor.grants.some((grant) => grant.role === 'admin')
  if (isAdmin) return
  const grants = (await grantsOf(scope.tx, [officerId])).get(officerId) ?? []
  const isOver = grants.every((grant) => grantableRoles(actor, grant.unitPath).includes(grant.role))
  if (grants.length > 0 && isOver) return
  throw new AppError('FORBIDDEN', 'may not administer this officer', { phrase: 'errors:forbidden' })
}
