import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { readHead, readTitle } from '../items/check-head.ts'
import { indexItem } from '../items/index-item.ts'
import { insertItem, recountItem } from '../items/item-store.ts'
import type { ItemHead } from '../items/item.ts'
import type { OpinionClass } from '../opinion.ts'
import { lockForOfficer } from './lock-for-officer.ts'
import { setKept } from './triage-store.ts'

export type Keep = ItemHead & {
  readonly opinionId: string
  /** The version that the officer saw; refused when it has changed meanwhile. */
  readonly version?: number
  /** The matter in neutral words, without names; may be given later. */
  readonly title?: string
}

/**
 * An officer takes an opinion in: it becomes an item of its own, which may be joined with others afterwards. The words
 * stay as they were sent, and so does the class that the author had chosen.
 */
export const keepOpinion = async (
  scope: Scope,
  input: Keep,
): Promise<{ readonly itemId: string; readonly number: number }> => {
  const { officerId } = requireOfficer(scope.actor)
  const { row, unitPath } = await lockForOfficer(scope, input)
  if (row.state !== 'received' || row.triage !== 'waiting') {
    throw new AppError('PRECONDITION', `an opinion that is ${row.state} and ${row.triage} is not kept`, {
      phrase: 'questions:refused.decided',
    })
  }
  const head = readHead(input)
  const now = scope.clock.now()
  const itemId = newId()
  const number = await insertItem(scope.tx, {
    id: itemId,
    unitId: row.unitId,
    dialogueId: row.dialogueId,
    title: readTitle(input.title),
    topicId: head.topicId,
    opinionClass: head.opinionClass,
    kind: head.kind,
    reach: head.reach,
    households: head.households,
    isRisk: head.isRisk,
    isHotSpot: head.isHotSpot,
    competence: head.competence,
    competentBody: head.competentBody,
    createdBy: officerId,
    createdAt: now,
    updatedAt: now,
  })
  const stated = (row.statedClass ?? row.opinionClass) as OpinionClass
  await setKept(scope.tx, row.id, {
    officerId,
    at: now,
    opinionClass: head.opinionClass,
    statedClass: stated === head.opinionClass ? null : stated,
    kind: head.kind,
    itemId,
  })
  await recountItem(scope.tx, itemId)
  await indexItem(scope, itemId)
  await recordAudit(scope, {
    action: 'opinion.kept',
    subject: { kind: 'opinion', id: row.id },
    unitId: unitPath.at(-1) ?? row.unitId,
    details: { itemId, opinionClass: head.opinionClass, kind: head.kind },
  })
  return { itemId, number }
}
