import type { HeldWork } from '../officers/index.ts'
import { countRequestsOf, moveRequests } from '../preparation/index.ts'

/** What may wait for one officer alone, room by room; it goes along when that officer hands over. */
export const heldWork: readonly HeldWork[] = [
  {
    kind: 'requests',
    count: countRequestsOf,
    move: async ({ tx, clock }, from, to) => await moveRequests(tx, from, to, clock.now()),
  },
]
