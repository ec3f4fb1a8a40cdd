import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer, requireRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { changedMeanwhile } from '../triage/lock-for-officer.ts'
import { lockPlace } from './item-store.ts'
import { placeOfOpinion } from './move-views.ts'
import { partOpinion, type Parted } from './part-opinion.ts'

/** An officer takes one opinion out of the item in which it was joined: it stands for itself again. */
export const splitOff = async (
  scope: Scope,
  input: {
    readonly opinionId: string
    /** The item in which the officer saw it. */
    readonly itemId?: string
  },
): Promise<Parted> => {
  const { officerId } = requireOfficer(scope.actor)
  const found = isId(input.opinionId) ? await placeOfOpinion(scope.tx, input.opinionId) : undefined
  if (!found) throw new AppError('NOT_FOUND', 'no such opinion', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], found.unitPath)
  await lockPlace(scope.tx, found)
  const itemId = (await placeOfOpinion(scope.tx, input.opinionId))?.itemId ?? null
  if (itemId === null || (input.itemId !== undefined && input.itemId !== itemId)) throw changedMeanwhile('an item')
  const parted = await partOpinion(scope, { itemId, opinionId: input.opinionId, why: 'split', by: officerId })
  await recordAudit(scope, {
    action: 'item.split',
    subject: { kind: 'item', id: itemId },
    unitId: found.unitId,
    details: { opinionId: input.opinionId, toItemId: parted.itemId },
  })
  return parted
}
