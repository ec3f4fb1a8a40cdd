import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit, type Unit } from './unit-views.ts'

/** A village or ward group for which the actor may record what its community agreed to. */
export const groupFor = async (scope: Scope, unitId: string): Promise<Unit> => {
  const unit = await findUnit(scope.tx, unitId)
  if (!unit) throw new AppError('NOT_FOUND', `no unit ${unitId}`, { phrase: 'units:not_found' })
  requireRole(scope.actor, ['front_officer', 'group_head'], unit.path)
  if (unit.level === 'group') return unit
  throw new AppError('PRECONDITION', `unit ${unitId} is no village or ward group`, {
    phrase: 'units:network.groupsOnly',
  })
}
