import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { foldChanges, recountAll } from './tally-store.ts'

/** Folds what has changed into the counts that pages read. Returns how many differences there were. */
export const foldTallies = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  return await foldChanges(scope.tx)
}

/** Counts all opinions again. */
export const recountTallies = async (scope: Scope): Promise<void> => {
  requireSystem(scope.actor)
  await recountAll(scope.tx)
}
