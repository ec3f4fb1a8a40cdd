import type { Scope } from '../database/index.ts'
import { countSeated, listWaiting, seat } from './attendance-store.ts'

/**
 * Gives free seats to those who wait, strictly in order: a large party at the front is not overtaken. `own` is told of
 * it in its own turn; the others by the next reminder. Returns how many moved up. Seats are locked by the caller.
 */
export const seatWaiting = async (
  scope: Scope,
  session: { readonly id: string; readonly capacity: number | null },
  own: string | null = null,
): Promise<number> => {
  const waiting = await listWaiting(scope.tx, session.id)
  if (waiting.length === 0) return 0
  const all = session.capacity ?? Number.POSITIVE_INFINITY
  let free = all - (await countSeated(scope.tx, session.id, null))
  let moved = 0
  for (const one of waiting) {
    const persons = 1 + one.companions
    if (persons > free) break
    await seat(scope.tx, one.id, one.id === own ? null : scope.clock.now())
    free -= persons
    moved += 1
  }
  return moved
}
