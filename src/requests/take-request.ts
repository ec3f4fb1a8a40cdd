import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit, type Unit } from '../units/index.ts'
import type { RequestState } from './request.ts'
import { lockRequest, type RequestRow } from './request-store.ts'
import { changedMeanwhile, notNow } from './wrong-field.ts'

export type TakenRequest = { readonly row: RequestRow; readonly unit: Unit; readonly officerId: string }

export const noSuchRequest = (): AppError => new AppError('NOT_FOUND', 'no such request', { phrase: 'requests:gone' })

/**
 * The request that an officer of its unit acts upon, locked. Refused where it is in none of the states, or where a version
 * is given that is no longer the newest.
 */
export const takeRequest = async (
  scope: Scope,
  input: { readonly id: string; readonly version?: number },
  options: { readonly states: readonly RequestState[]; readonly roles?: readonly Role[] },
): Promise<TakenRequest> => {
  const { officerId } = requireOfficer(scope.actor)
  const row = await lockRequest(scope.tx, input.id)
  const unit = row && (await findUnit(scope.tx, row.unitId))
  if (!row || !unit) throw noSuchRequest()
  requireRole(scope.actor, options.roles ?? ['front_officer'], unit.path)
  if (input.version !== undefined && input.version !== row.version) throw changedMeanwhile()
  if (!options.states.includes(row.state as RequestState)) throw notNow(row.state)
  return { row, unit, officerId }
}
