import type { Queryable, Scope } from '../database/index.ts'
import { requireOfficer, requireRole, type OfficerActor, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { findUnit, type Unit } from '../units/index.ts'
import type { Broadcast } from './broadcast.ts'
import { lockBroadcast } from './broadcast-store.ts'

export type Taken = { readonly broadcast: Broadcast; readonly officer: OfficerActor; readonly unit: Unit }

/** The unit of a broadcast or session; its rows are never removed. */
export const unitOf = async (scope: { readonly tx: Queryable }, unitId: string): Promise<Unit> => {
  const unit = await findUnit(scope.tx, unitId)
  if (unit) return unit
  throw new AppError('INTERNAL', `unit ${unitId} is not in the register`)
}

/** Holds a broadcast for an officer who may act on it; anybody else learns nothing of it. */
export const takeBroadcast = async (scope: Scope, id: string, roles: readonly Role[]): Promise<Taken> => {
  const officer = requireOfficer(scope.actor)
  const broadcast = isId(id) ? await lockBroadcast(scope.tx, id) : undefined
  if (!broadcast) throw new AppError('NOT_FOUND', 'no such broadcast', { phrase: 'errors:notFound' })
  const unit = await unitOf(scope, broadcast.unitId)
  requireRole(officer, roles, unit.path)
  return { broadcast, officer, unit }
}
