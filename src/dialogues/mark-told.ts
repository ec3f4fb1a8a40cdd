import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { hostUnit } from './check-places.ts'
import { updateState } from './dialogue-store.ts'
import { noticeFactsOf, type NoticeKind } from './notice-facts.ts'
import { takeDialogue } from './take-dialogue.ts'
import { requireTransition } from './transitions.ts'

/**
 * A notice with what the record says now goes out: the first one makes the session announced. Refuses when the record
 * is no longer the version that the notice was made from.
 */
export const markTold = async (
  scope: Scope,
  input: { readonly id: string; readonly version: number; readonly kind: NoticeKind },
): Promise<void> => {
  const dialogue = await takeDialogue(scope, input.id)
  requireRole(scope.actor, ['approver'], (await hostUnit(scope.tx, dialogue.unitId)).path)
  if (dialogue.version !== input.version) {
    throw new AppError('CONFLICT', `session ${dialogue.id} is at version ${dialogue.version}, not ${input.version}`, {
      phrase: 'dialogues:changedMeanwhile',
    })
  }
  if (dialogue.state === 'draft') requireTransition(dialogue, 'announced')
  const now = scope.clock.now()
  const told = {
    version: dialogue.version,
    at: now.toISOString(),
    facts: noticeFactsOf(dialogue),
    cancelled: input.kind === 'cancellation',
  }
  await updateState(
    scope.tx,
    dialogue.id,
    { state: dialogue.state === 'draft' ? 'announced' : dialogue.state, told },
    now,
  )
}
