import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { forgetTellingsBefore, forgetTellingsOf, moveTellings } from './answer-store.ts'
import { forgetVoicesBefore, forgetVoicesOf, moveVoices } from './voice-store.ts'

/** For an erasure: nothing here leads to the person any more, their words go; scores count on without them. */
export const eraseVoicesOf = async (scope: Scope, residentId: string): Promise<void> => {
  const { actor } = scope
  if (actor.kind === 'officer' || (actor.kind === 'resident' && actor.residentId !== residentId)) {
    throw new AppError('FORBIDDEN', 'only the person or a job erases ratings', { phrase: 'errors:forbidden' })
  }
  await forgetTellingsOf(scope.tx, residentId)
  await forgetVoicesOf(scope.tx, residentId)
}

/** Two contacts turned out to be one person. */
export const moveVoicesOf = async (scope: Scope, fromResidentId: string, toResidentId: string): Promise<void> => {
  await moveTellings(scope.tx, fromResidentId, toResidentId)
  await moveVoices(scope.tx, fromResidentId, toResidentId)
}

/** A nightly job: so many days after an answer nobody can be found who asked, rated or opened it again. */
export const retainVoices = async (scope: Scope, days: number): Promise<number> => {
  requireSystem(scope.actor)
  const before = new Date(scope.clock.now().getTime() - days * 86_400_000)
  await forgetTellingsBefore(scope.tx, before)
  return await forgetVoicesBefore(scope.tx, before)
}
