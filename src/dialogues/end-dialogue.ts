import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { hostUnit } from './check-places.ts'
import { updateState } from './dialogue-store.ts'
import { findDialogue } from './dialogue-views.ts'
import type { Dialogue } from './dialogue.ts'
import { takeDialogue } from './take-dialogue.ts'
import { requireTransition } from './transitions.ts'
import { wrongField } from './wrong-field.ts'

/** UTF-16 units of a reason; it is read to people as it is. */
export const longestReason = 240

const end = async (
  scope: Scope,
  dialogue: Dialogue,
  outcome: { readonly state: 'held' | 'concluded' | 'cancelled'; readonly cancelledWhy?: string },
): Promise<Dialogue> => {
  await updateState(scope.tx, dialogue.id, outcome, scope.clock.now())
  await recordAudit(scope, {
    action: `dialogue.${outcome.state}`,
    subject: { kind: 'dialogue', id: dialogue.id },
    unitId: dialogue.unitId,
    details: { from: dialogue.state },
  })
  return (await findDialogue(scope.tx, dialogue.id)) ?? dialogue
}

/** Calls a session off. Where it was announced, a cancellation notice is due from then on. */
export const cancelDialogue = async (
  scope: Scope,
  input: { readonly id: string; readonly reason: string; readonly version?: number },
): Promise<Dialogue> => {
  const officer = requireOfficer(scope.actor)
  const dialogue = await takeDialogue(scope, input.id)
  requireRole(officer, ['front_officer'], (await hostUnit(scope.tx, dialogue.unitId)).path)
  if (input.version !== undefined && input.version !== dialogue.version) {
    throw new AppError('CONFLICT', `session ${dialogue.id} is at version ${dialogue.version}`, {
      phrase: 'errors:conflict',
    })
  }
  requireTransition(dialogue, 'cancelled')
  const reason = normaliseText(input.reason).replace(/\s+/gu, ' ').trim()
  if (reason === '') throw wrongField('reason', 'empty')
  if (reason.length > longestReason)
    throw wrongField('reason', 'tooLong', { max: longestReason, length: reason.length })
  return await end(scope, dialogue, { state: 'cancelled', cancelledWhy: reason })
}

/** Records that the session took place. */
export const markHeld = async (scope: Scope, input: { readonly id: string }): Promise<Dialogue> => {
  const officer = requireOfficer(scope.actor)
  const dialogue = await takeDialogue(scope, input.id)
  requireRole(officer, ['front_officer'], (await hostUnit(scope.tx, dialogue.unitId)).path)
  requireTransition(dialogue, 'held')
  if (dialogue.startsAt > scope.clock.now()) {
    throw new AppError('PRECONDITION', `session ${dialogue.id} has not begun`, { phrase: 'dialogues:cannot.heldEarly' })
  }
  return await end(scope, dialogue, { state: 'held' })
}

/** Its result was made public: nothing is owed of it by the legal clock any more. Who may is for the caller to ask. */
export const concludeDialogue = async (scope: Scope, input: { readonly id: string }): Promise<void> => {
  requireOfficer(scope.actor)
  const dialogue = await takeDialogue(scope, input.id)
  if (dialogue.state === 'concluded') return
  requireTransition(dialogue, 'concluded')
  await end(scope, dialogue, { state: 'concluded' })
}
