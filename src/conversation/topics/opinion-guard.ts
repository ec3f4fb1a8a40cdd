import { guardText, recordDiversion, type Diversion } from '../../questions/index.ts'
import type { TurnContext } from '../turn.ts'
import type { Draft } from './opinion-draft.ts'

/** What a person may do with words for which there is another door. */
export type GuardChoice = 'elsewhere' | 'rewrite' | 'opinion' | 'cancel'

const labels = {
  elsewhere: 'takeDoor',
  rewrite: 'rewrite',
  opinion: 'isOpinion',
  cancel: 'cancel',
} as const satisfies Record<GuardChoice, string>

/** In the order of their numbers; of a person's wrongdoing one may also write without the person. */
const choicesFor = (kind: Diversion | undefined): readonly GuardChoice[] =>
  kind === 'accusation' ? ['elsewhere', 'rewrite', 'opinion', 'cancel'] : ['elsewhere', 'opinion', 'cancel']

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
  // Who has said once that it is an opinion is not asked the same again for each further message.
  if (!guarded || guarded.kind === draft.guardMark) return false
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
    choices: choicesFor(guarded.kind).map((choice) => ({ label: turn.phrase(`questions:guard.${labels[choice]}`) })),
    state: { ...draft, step: 'guard' } satisfies Draft,
  })
  return true
}

/** What the number means that was chosen at a door. */
export const readGuardChoice = (draft: Draft, number: number): GuardChoice =>
  choicesFor(guardText(draft.words)?.kind)[number - 1] ?? 'cancel'

/** The person says that it is an opinion all the same: it goes on, and officers see what it was taken for. */
export const asOpinion = (draft: Draft): Draft => {
  const kind = guardText(draft.words)?.kind
  return kind === undefined ? { ...draft, isCleared: true } : { ...draft, isCleared: true, guardMark: kind }
}

/** The person takes the right door: of what they wrote only a number is kept. */
export const countDoorTaken = async (turn: TurnContext, draft: Draft): Promise<void> => {
  const guarded = guardText(draft.words)
  if (guarded && guarded.kind !== 'emergency') await count(turn, guarded.kind)
}
