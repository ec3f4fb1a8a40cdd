import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { updateUsed } from './agenda-store.ts'
import { lockPreparation } from './preparation-store.ts'
import { readWhole } from './read-line.ts'
import { takeSession } from './take-session.ts'
import { wrongField } from './wrong-field.ts'

type Input = { readonly dialogueId: string; readonly lineId: string; readonly seconds: number }

/** A day: nobody speaks longer. */
const secondsMax = 86_400

/**
 * Notes how long a line of the agenda took in the hall, in whole seconds, in the place of what was noted before. The
 * version of the agenda stays: whoever arranges it meanwhile loses nothing.
 */
export const noteUsed = async (scope: Scope, { dialogueId, lineId, seconds }: Input): Promise<void> => {
  requireOfficer(scope.actor)
  const { dialogue } = await takeSession(scope, dialogueId, ['front_officer', 'approver'])
  const used = readWhole(seconds, { field: 'seconds', min: 0, max: secondsMax })
  // An agenda that is being saved carries the seconds over; it must have read these.
  await lockPreparation(scope.tx, dialogue, scope.clock.now())
  if (!(await updateUsed(scope.tx, dialogue.id, lineId, used))) throw wrongField('', 'item')
}
