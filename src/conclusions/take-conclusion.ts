import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { findDialogue, type Dialogue } from '../dialogues/index.ts'
import { requireOfficer, requireRole, type Role } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit, type Unit } from '../units/index.ts'
import { lockConclusion, lockTask } from './conclusion-store.ts'
import type { Conclusion, ConclusionState, Task } from './conclusion.ts'
import { notNow } from './wrong-field.ts'

export type Seen = { readonly id: string; readonly version: number }

export type Taken = {
  readonly conclusion: Conclusion
  readonly dialogue: Dialogue
  readonly unit: Unit
  readonly officerId: string
}

export type TakenTask = Taken & { readonly task: Task }

const gone = (): AppError => new AppError('NOT_FOUND', 'no such conclusion', { phrase: 'errors:notFound' })

const placed = async (scope: Scope, conclusion: Conclusion, roles: readonly Role[]): Promise<Taken> => {
  const { officerId } = requireOfficer(scope.actor)
  const dialogue = await findDialogue(scope.tx, conclusion.dialogueId)
  const unit = await findUnit(scope.tx, conclusion.unitId)
  if (!dialogue || !unit) throw gone()
  requireRole(scope.actor, roles, unit.path)
  return { conclusion, dialogue, unit, officerId }
}

/** The conclusion that an officer of its unit acts upon, locked, in the version that they saw. */
export const takeConclusion = async (
  scope: Scope,
  { id, version }: Seen,
  states: readonly ConclusionState[],
  roles: readonly Role[] = ['front_officer'],
): Promise<Taken> => {
  requireOfficer(scope.actor)
  const conclusion = await lockConclusion(scope.tx, id)
  if (!conclusion) throw gone()
  const taken = await placed(scope, conclusion, roles)
  if (conclusion.version !== version) {
    throw new AppError('CONFLICT', 'a conclusion was changed meanwhile', { phrase: 'conclusions:changedMeanwhile' })
  }
  if (!states.includes(conclusion.state)) throw notNow(conclusion.state)
  return taken
}

/** An open task of a conclusion that was approved, locked: work on it goes on whatever else is changed. */
export const takeTask = async (scope: Scope, taskId: string): Promise<TakenTask> => {
  requireOfficer(scope.actor)
  const found = await lockTask(scope.tx, taskId)
  if (!found) throw gone()
  const taken = await placed(scope, found.conclusion, ['front_officer'])
  if (found.conclusion.state === 'draft' || found.conclusion.state === 'asked') throw notNow('notApproved')
  if (found.task.state !== 'open') throw notNow('closed')
  return { ...taken, task: found.task }
}

export const note = async (scope: Scope, { conclusion, unit }: Taken, action: string, details = {}): Promise<void> =>
  await recordAudit(scope, { action, subject: { kind: 'conclusion', id: conclusion.id }, unitId: unit.id, details })
