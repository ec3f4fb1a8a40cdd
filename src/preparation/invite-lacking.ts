import type { Scope } from '../database/index.ts'
import { findDialogue, isCollecting, type OpinionClass } from '../dialogues/index.ts'
import { requireResident } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { countQuestions } from '../questions/index.ts'
import { forgetInvitations, moveInvitations, noteInvitation } from './invitation-store.ts'
import { lackingClass } from './lacking-class.ts'
import { readPreparation } from './preparation-views.ts'

type Sent = {
  readonly dialogueId: string
  readonly opinionClass: OpinionClass
  /** After an anonymous one nobody is invited: that it was noted would say who had just written. */
  readonly isAnonymous: boolean
}

/**
 * What somebody who has just handed something in may be invited to besides: the class that the session lacks most. Null
 * where nothing lacks, what they sent is of that class, an officer has switched it off, or they were invited before:
 * once a person and session. Says nothing of any view; it names a class only.
 */
export const inviteLacking = async (scope: Scope, sent: Sent): Promise<OpinionClass | null> => {
  const { residentId } = requireResident(scope.actor)
  if (sent.isAnonymous) return null
  const dialogue = await findDialogue(scope.tx, sent.dialogueId)
  const now = scope.clock.now()
  if (!dialogue || Object.keys(dialogue.plannedShares).length === 0 || !isCollecting(dialogue, now)) return null
  if (!(await readPreparation(scope.tx, dialogue.id)).invitesLacking) return null
  const { byClass } = await countQuestions(scope.tx, { dialogueId: dialogue.id })
  const wanted = lackingClass(dialogue.plannedShares, byClass)
  if (wanted === null || wanted === sent.opinionClass) return null
  const isFirst = await noteInvitation(scope.tx, { dialogueId: dialogue.id, residentId, opinionClass: wanted, at: now })
  return isFirst ? wanted : null
}

/** For an erasure: that somebody was ever invited is forgotten. */
export const erasePreparationOf = async (scope: Scope, residentId: string): Promise<void> => {
  const { actor } = scope
  if (actor.kind === 'officer' || (actor.kind === 'resident' && actor.residentId !== residentId)) {
    throw new AppError('FORBIDDEN', 'only the person or a job forgets invitations', { phrase: 'errors:forbidden' })
  }
  await forgetInvitations(scope.tx, residentId)
}

/** Two contacts turned out to be one person. */
export const movePreparation = async (scope: Scope, fromResidentId: string, toResidentId: string): Promise<void> => {
  await moveInvitations(scope.tx, fromResidentId, toResidentId)
}
