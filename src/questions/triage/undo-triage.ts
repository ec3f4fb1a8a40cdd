import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { lockItem, recountItem } from '../items/item-store.ts'
import { undoMerge } from '../items/undo-merge.ts'
import type { OpinionRow } from '../opinion-store.ts'
import { lockForOfficer } from './lock-for-officer.ts'
import { lockRefusal, updateRefusal } from './refusal-store.ts'
import { setWaiting } from './triage-store.ts'

const refused = (what: string, why: 'joined' | 'told' | 'waits'): AppError =>
  new AppError('PRECONDITION', what, { phrase: `triage:undo.${why}` })

const takeOut = async (scope: Scope, row: OpinionRow): Promise<void> => {
  const item = row.itemId === null ? undefined : await lockItem(scope.tx, row.itemId)
  if (item && (item.opinionCount > 1 || item.supportCount > 0)) throw refused('others stand in its item', 'joined')
  await setWaiting(scope.tx, row)
  if (item) await recountItem(scope.tx, item.id)
}

const takeBack = async (scope: Scope, row: OpinionRow): Promise<void> => {
  const refusal = await lockRefusal(scope.tx, row.id)
  if (refusal && (refusal.toldAt !== null || refusal.contestedAt !== null)) {
    throw refused('the author was told already', 'told')
  }
  if (refusal) await updateRefusal(scope.tx, refusal, { undoneAt: scope.clock.now() })
  await setWaiting(scope.tx, row)
}

/**
 * Puts an opinion back in the queue: one that was kept, as long as nobody stands beside it, and one that was refused, as
 * long as its author has not been told. With `batchId` it was joined with others in the same stroke, and leaves them first.
 */
export const undoTriage = async (
  scope: Scope,
  input: { readonly opinionId: string; readonly batchId?: string },
): Promise<void> => {
  requireOfficer(scope.actor)
  if (input.batchId !== undefined) await undoMerge(scope, { batchId: input.batchId })
  const { row, unitPath } = await lockForOfficer(scope, { opinionId: input.opinionId })
  if (row.state !== 'received' || row.triage === 'waiting') throw refused('nothing to undo', 'waits')
  const was = row.triage
  await (was === 'kept' ? takeOut(scope, row) : takeBack(scope, row))
  await recordAudit(scope, {
    action: 'opinion.triage-undone',
    subject: { kind: 'opinion', id: row.id },
    unitId: unitPath.at(-1) ?? row.unitId,
    details: { was },
  })
}
