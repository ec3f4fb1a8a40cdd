import type { Scope } from '../database/index.ts'
import { findDialogue, type Dialogue } from '../dialogues/index.ts'
import { requireOfficer, requireRole, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit, type Unit } from '../units/index.ts'

export type TakenSession = { readonly dialogue: Dialogue; readonly unit: Unit; readonly officerId: string }

/** The session that an officer prepares, for those with one of the roles on its unit. */
export const takeSession = async (
  scope: Scope,
  dialogueId: string,
  roles: readonly Role[] = ['front_officer'],
): Promise<TakenSession> => {
  const { officerId } = requireOfficer(scope.actor)
  const dialogue = await findDialogue(scope.tx, dialogueId)
  const unit = dialogue && (await findUnit(scope.tx, dialogue.unitId))
  if (!dialogue || !unit) throw new AppError('NOT_FOUND', 'no such session', { phrase: 'errors:notFound' })
  requireRole(scope.actor, roles, unit.path)
  return { dialogue, unit, officerId }
}
