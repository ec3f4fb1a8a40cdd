import type { Scope } from '../database/index.ts'
import { cutToDay } from './hand-in-opinion.ts'
import { indexOpinion } from './index-words.ts'
import { recountItem } from './items/item-store.ts'
import { setOpinionState } from './opinion-store.ts'
import { requireTransition } from './opinion.ts'
import { lockLiveDisclosure, setDisclosure } from './privacy/disclosure-store.ts'
import { lockOwnOpinion, type Pointed } from './own-opinion.ts'

/**
 * Takes an opinion back: it stays in the count as withdrawn, and nobody reads its words any more, nor who its author
 * had let some readers know.
 */
export const withdrawOpinion = async (scope: Scope, pointed: Pointed): Promise<void> => {
  const row = await lockOwnOpinion(scope, pointed)
  const next = requireTransition(row.state as 'received', 'withdraw')
  const now = scope.clock.now()
  await setOpinionState(scope.tx, row.id, next, row.naming === 'anonymous' ? cutToDay(now) : now)
  const known = await lockLiveDisclosure(scope.tx, row.id)
  if (known)
    await setDisclosure(scope.tx, known.id, {
      state: 'ended',
      answeredAt: known.answeredAt,
      identity: null,
      endedAt: now,
    })
  await indexOpinion(scope.tx, scope.keyring, row.id)
  if (row.itemId) await recountItem(scope.tx, row.itemId)
}
