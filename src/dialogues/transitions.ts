import { AppError } from '../kernel/errors.ts'
import type { Dialogue, DialogueState } from './dialogue.ts'

/** The one table of what may become of a session. "Collecting" is no state: see `isCollecting`. */
export const transitions: Readonly<Record<DialogueState, readonly DialogueState[]>> = {
  draft: ['announced', 'cancelled'],
  announced: ['held', 'cancelled'],
  held: ['concluded'],
  concluded: [],
  cancelled: [],
}

export const mayBecome = (from: DialogueState, to: DialogueState): boolean => transitions[from].includes(to)

export const requireTransition = (dialogue: Pick<Dialogue, 'id' | 'state'>, to: DialogueState): void => {
  if (mayBecome(dialogue.state, to)) return
  throw new AppError('PRECONDITION', `session ${dialogue.id} is ${dialogue.state} and cannot become ${to}`, {
    phrase: `dialogues:cannot.${to}`,
  })
}

type Collection = Pick<Dialogue, 'state' | 'collectionOpensAt' | 'collectionClosesAt'>

/** Questions are taken in: announced, and opened but not yet closed. */
export const isCollecting = (dialogue: Collection, now: Date): boolean =>
  dialogue.state === 'announced' && dialogue.collectionOpensAt <= now && now < dialogue.collectionClosesAt
