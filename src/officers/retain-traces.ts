import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { deleteOldSignInLinks } from './officer-chat-store.ts'
import { deleteOldLinks } from './officer-store.ts'
import { deleteExpiredSessions } from './session-store.ts'
import { idleSince } from './sessions.ts'
import { forgetTries } from './throttle-store.ts'

/** A nightly job: links and codes that ran out so many days ago go; sessions and counts of tries with their end. */
export const retainSignInTraces = async (scope: Scope, days: number): Promise<number> => {
  requireSystem(scope.actor)
  const now = scope.clock.now()
  const before = new Date(now.getTime() - days * 86_400_000)
  const sessions = await deleteExpiredSessions(scope.tx, now, idleSince(now))
  await forgetTries(scope.tx, now)
  return sessions + (await deleteOldLinks(scope.tx, before)) + (await deleteOldSignInLinks(scope.tx, before))
}
