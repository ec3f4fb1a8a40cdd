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

/** It took place, or its time has passed; without an end it counts as three hours long. */
export const isOver = (dialogue: Pick<Dialogue, 'state' | 'startsAt' | 'endsAt'>, now: Date): boolean => {
  const end = dialogue.endsAt ?? new Date(dialogue.startsAt.getTime() + 3 * 3_600_000)
  return dialogue.state === 'held' || dialogue.state === 'concluded' || end <= now
}
