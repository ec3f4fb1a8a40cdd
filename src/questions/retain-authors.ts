import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { forgetAuthors } from './retain-authors-store.ts'

/** Opinions that a transaction makes anonymous at most. */
export const authorsAtOnce = 500

/**
 * A nightly job: opinions older than so many days lose the link to who sent them. Their words stay in the records, and
 * no answer reaches the author any more. Returns how many; call again while it is `authorsAtOnce`.
 */
export const retainAuthors = async (scope: Scope, days: number): Promise<number> => {
  requireSystem(scope.actor)
  const before = new Date(scope.clock.now().getTime() - days * 86_400_000)
  return await forgetAuthors(scope.tx, before, authorsAtOnce)
}
