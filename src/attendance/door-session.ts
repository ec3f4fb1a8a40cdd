import type { Scope } from '../database/index.ts'
import { findDialogue, type Dialogue } from '../dialogues/index.ts'
import { requireOfficer, requireRole, type OfficerActor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit, type Unit } from '../units/index.ts'

export type DoorSession = { readonly session: Dialogue; readonly unit: Unit; readonly officer: OfficerActor }

/** A session and its unit, for the officers who run it; anybody else learns nothing of it. */
export const ownSession = async (scope: Scope, dialogueId: string): Promise<DoorSession> => {
  const officer = requireOfficer(scope.actor)
  const session = await findDialogue(scope.tx, dialogueId)
  const unit = session && (await findUnit(scope.tx, session.unitId))
  if (!session || !unit) throw new AppError('NOT_FOUND', 'no such session', { phrase: 'errors:notFound' })
  requireRole(officer, ['front_officer', 'approver'], unit.path)
  return { session, unit, officer }
}

/** The same, once people may stand at its door: announced and not called off, also afterwards for what was forgotten. */
export const doorSession = async (scope: Scope, dialogueId: string): Promise<DoorSession> => {
  const own = await ownSession(scope, dialogueId)
  if (own.session.state !== 'draft' && own.session.state !== 'cancelled') return own
  throw new AppError('PRECONDITION', `session ${dialogueId} is ${own.session.state}`, {
    phrase: 'attendance:cannot.notAnnounced',
  })
}
