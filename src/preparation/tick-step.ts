import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { deleteTick, insertTick } from './checklist-store.ts'
import { isHandStep } from './checklist.ts'
import { takeSession } from './take-session.ts'
import { wrongField } from './wrong-field.ts'

type Input = { readonly dialogueId: string; readonly step: string; readonly isDone: boolean }

/** An officer says that a step is done, or that it is not after all. What the service knows by itself takes no tick. */
export const tickStep = async (scope: Scope, { dialogueId, step, isDone }: Input): Promise<void> => {
  requireOfficer(scope.actor)
  const { dialogue, unit, officerId } = await takeSession(scope, dialogueId, ['front_officer', 'approver', 'leader'])
  if (!isHandStep(step)) throw wrongField('step', 'step')
  const changed = isDone
    ? await insertTick(scope.tx, { dialogueId: dialogue.id, step, doneBy: officerId, doneAt: scope.clock.now() })
    : await deleteTick(scope.tx, dialogue.id, step)
  if (!changed) return
  await recordAudit(scope, {
    action: isDone ? 'checklist.ticked' : 'checklist.unticked',
    subject: { kind: 'dialogue', id: dialogue.id },
    unitId: unit.id,
    details: { step },
  })
}
