import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { loosenJoins } from './join-store.ts'
import { loosenAuthors } from './request-store.ts'

const day = 86_400_000

/**
 * A job of every night: so many days after a request has ended nobody can be found who asked or joined; its topic and its
 * figures stay. Returns how many people left.
 */
export const retainJoins = async (scope: Scope, days: number): Promise<number> => {
  requireSystem(scope.actor)
  const endedBefore = new Date(scope.clock.now().getTime() - days * day)
  await loosenAuthors(scope.tx, endedBefore)
  return await loosenJoins(scope.tx, endedBefore)
}
