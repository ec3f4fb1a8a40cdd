import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireResident, systemActor } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { lockOwnOpinion, type Pointed } from '../own-opinion.ts'
import { codeHash } from '../sealed-columns.ts'
import { lockPlace } from './item-store.ts'
import { placeOfOpinion } from './move-views.ts'
import { partOpinion, type Parted } from './part-opinion.ts'

const unknown = (): AppError =>
  new AppError('NOT_FOUND', 'no such opinion of this person', { phrase: 'questions:refused.unknown' })

/**
 * The author does not want theirs joined with others: it stands for itself again, and no officer joins it a second time
 * without having seen that. Anonymous authors point at it by its code.
 */
export const objectToMerge = async (scope: Scope, pointed: Pointed): Promise<Parted> => {
  requireResident(scope.actor)
  if ('opinionId' in pointed && !isId(pointed.opinionId)) throw unknown()
  const by = 'code' in pointed ? { codeHash: codeHash(scope.keyring, pointed.code) } : { id: pointed.opinionId }
  const found = await placeOfOpinion(scope.tx, by)
  if (!found) throw unknown()
  // What nobody has kept yet an officer may be keeping now, and that waits for the place.
  if (found.itemId !== null) await lockPlace(scope.tx, found)
  const row = await lockOwnOpinion(scope, pointed)
  if (row.itemId === null || found.itemId === null) {
    throw new AppError('PRECONDITION', 'the opinion stands alone', { phrase: 'items:refused.standsAlone' })
  }
  const isAnonymous = row.naming === 'anonymous'
  const parted = await partOpinion(scope, {
    itemId: row.itemId,
    opinionId: row.id,
    why: 'objected',
    by: null,
    isTimeless: isAnonymous,
  })
  // The book stays for ever: it must not lead from words to a person. Of anonymous ones it would tell the moment.
  if (!isAnonymous) {
    await recordAudit(
      { ...scope, actor: systemActor('author') },
      {
        action: 'item.objected',
        subject: { kind: 'item', id: row.itemId },
        unitId: row.unitId,
        details: { opinionId: row.id, toItemId: parted.itemId },
      },
    )
  }
  return parted
}
