import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { changedMeanwhile } from '../triage/lock-for-officer.ts'
import { readHead, readTitle } from './check-head.ts'
import { indexItem } from './index-item.ts'
import { lockItem, recountItem, updateItem } from './item-store.ts'
import type { ItemHead } from './item.ts'
import { itemForOfficer } from './officer-item.ts'

export type Description = ItemHead & {
  readonly itemId: string
  /** The version that the officer saw. */
  readonly version: number
  /** The matter in neutral words, without names; empty for none. */
  readonly title: string
}

/** An officer writes what a matter is about and how far it reaches; the wordings of its opinions stay untouched. */
export const describeItem = async (scope: Scope, input: Description): Promise<void> => {
  requireOfficer(scope.actor)
  const item = await itemForOfficer(scope, input.itemId)
  const head = readHead(input)
  const title = readTitle(input.title)
  const row = await lockItem(scope.tx, item.id)
  if (!row || row.version !== input.version) throw changedMeanwhile('an item')
  if (row.state === 'merged') {
    throw new AppError('PRECONDITION', 'a merged item is not described', { phrase: 'items:refused.closed' })
  }
  await updateItem(scope.tx, item.id, {
    title,
    topicId: head.topicId,
    opinionClass: head.opinionClass,
    kind: head.kind,
    reach: head.reach,
    households: head.households,
    isRisk: head.isRisk,
    isHotSpot: head.isHotSpot,
    competence: head.competence,
    competentBody: head.competentBody,
    updatedAt: scope.clock.now(),
  })
  await recountItem(scope.tx, item.id)
  await indexItem(scope, item.id)
  await recordAudit(scope, {
    action: 'item.described',
    subject: { kind: 'item', id: item.id },
    unitId: item.unitId,
    details: {
      opinionClass: head.opinionClass,
      kind: head.kind,
      topicId: head.topicId,
      reach: head.reach,
      competence: head.competence,
      hasTitle: title !== null,
    },
  })
}
