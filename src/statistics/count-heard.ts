import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { countYear, dueYear } from './heard-store.ts'

/** A job: counts one year ahead, for pages that must not count a million opinions. Returns 0 once none is due. */
export const countHeard = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const now = scope.clock.now()
  const year = await dueYear(scope.tx, now)
  if (year === undefined) return 0
  await countYear(scope.tx, year, now)
  return 1
}
