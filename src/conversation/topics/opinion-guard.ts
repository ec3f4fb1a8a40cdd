import { guardText, recordDiversion, type Diversion } from '../../questions/index.ts'
import type { TurnContext } from '../turn.ts'
import type { Draft } from './opinion-draft.ts'

const count = async (turn: TurnContext, kind: Diversion): Promise<void> => {
  const unitId = turn.resident?.unitId
  if (unitId) await recordDiversion(turn.scope, { unitId, kind })
}

/** The numbers, at once and before anything else. */
export const tellEmergencyNumbers = async (turn: TurnContext): Promise<void> => {
  turn.tell(turn.phrase('questions:guard.emergency'))
  await count(turn, 'emergency')
}

/** Shows the numbers or the right door where the words call for it; true when the person is now asked. */
export const guardDraft = async (turn: TurnContext, draft: Draft): Promise<boolean> => {
  const guarded = draft.isCleared ? null : guardText(draft.words)
  if (!guarded) return false
  if (guarded.kind === 'emergency') {
    await tellEmergencyNumbers(turn)
    turn.ask({
      text: turn.phrase('questions:guard.emergencyAsk'),
      choices: [
        { label: turn.phrase('questions:guard.emergencyYes') },
        { label: turn.phrase('questions:guard.emergencyNo') },
      ],
      state: { ...draft, step: 'emergency' } satisfies Draft,
    })
    return true
  }
  const because = turn.phrase('questions:guard.because', { words: guarded.because.join(', ') })
  turn.ask({
    text: turn.phrase(`questions:guard.${guarded.kind}`, { because }),
    choices: [
      { label: turn.phrase('questions:guard.takeDoor') },
      { label: turn.phrase('questions:guard.isOpinion') },
      { label: turn.phrase('questions:guard.cancel') },
    ],
    state: { ...draft, step: 'guard' } satisfies Draft,
  })
  return true
}

/** The person takes the right door: of what they wrote only a number is kept. */
export const countDoorTaken = async (turn: TurnContext, draft: Draft): Promise<void> => {
  const guarded = guardText(draft.words)
  if (guarded && guarded.kind !== 'emergency') await count(turn, guarded.kind)
}
