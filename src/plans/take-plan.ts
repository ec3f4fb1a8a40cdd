import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit, type Unit } from '../units/index.ts'
import type { Plan, PlanState } from './plan.ts'
import { lockPlan } from './plan-store.ts'
import { changedMeanwhile, notNow } from './wrong-field.ts'

export type TakenPlan = { readonly plan: Plan; readonly unit: Unit; readonly officerId: string }

/** The plan that an officer of its unit acts upon, locked, in the version that they saw. */
export const takePlan = async (
  scope: Scope,
  input: { readonly id: string; readonly version: number },
  options: { readonly states: readonly PlanState[]; readonly roles?: readonly Role[] },
): Promise<TakenPlan> => {
  const { officerId } = requireOfficer(scope.actor)
  const row = await lockPlan(scope.tx, input.id)
  const unit = row && (await findUnit(scope.tx, row.unitId))
  if (!row || !unit) throw new AppError('NOT_FOUND', 'no such plan', { phrase: 'plans:gone' })
  requireRole(scope.actor, options.roles ?? ['front_officer'], unit.path)
  if (input.version !== row.version) throw changedMeanwhile()
  const plan = row as Plan
  if (!options.states.includes(plan.state)) throw notNow(plan.state)
  return { plan, unit, officerId }
}
