import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { countWaitingFloor, insertFloor, lockHall } from './hall-store.ts'
import { floorWaitingMax, floorWordsMax } from './hall.ts'
import { sealHall } from './sealed-words.ts'

/**
 * Somebody in the hall asks by the QR code on the wall. No account, no name, no address is kept; the id is made by
 * their page, so a second press of the button asks once. The public door acts for them.
 */
export const askFromFloor = async (
  scope: Scope,
  input: { readonly dialogueId: string; readonly id: string; readonly words: string },
): Promise<void> => {
  requireSystem(scope.actor)
  if (!isId(input.id)) throw new AppError('INVALID', 'a question without an id')
  const words = normaliseText(input.words).trim()
  if (words === '') throw new AppError('INVALID', 'no words', { phrase: 'hall:wrong.missing', field: 'words' })
  if (words.length > floorWordsMax) {
    const values = { max: floorWordsMax }
    throw new AppError('INVALID', 'too many words', { phrase: 'hall:wrong.tooLong', values, field: 'words' })
  }
  const hall = await lockHall(scope.tx, input.dialogueId)
  if (!hall || hall.closedAt !== null || !hall.isFloorOpen) {
    throw new AppError('PRECONDITION', 'no questions from the floor now', { phrase: 'hall:wrong.floorClosed' })
  }
  if ((await countWaitingFloor(scope.tx, input.dialogueId)) >= floorWaitingMax) {
    throw new AppError('LIMIT', 'too many wait', { phrase: 'hall:wrong.floorFull' })
  }
  await insertFloor(scope.tx, {
    id: input.id,
    dialogueId: input.dialogueId,
    source: 'phone',
    words: sealHall(scope.keyring, 'floor_questions.words', input.id, words),
    askedAt: scope.clock.now(),
  })
}
