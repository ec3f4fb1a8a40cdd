import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { lockPlace, recountItems, updateItem } from './item-store.ts'
import { placeOfBatch } from './move-views.ts'
import {
  lockItems,
  lockMembers,
  markUndone,
  movedOn,
  moveOpinions,
  movesOfBatch,
  settleSupports,
  type MoveRow,
} from './move-store.ts'
import { itemForOfficer } from './officer-item.ts'

const standsOn = (what: string): AppError => new AppError('PRECONDITION', what, { phrase: 'items:refused.standsOn' })

/**
 * Undoes one merging: opinions, supports and states are as they were. What its author, or an officer, has parted since
 * stays where it is; refused where a later merging stands on this one.
 */
export const undoMerge = async (
  scope: Scope,
  input: { readonly batchId: string },
): Promise<{ readonly itemIds: readonly string[] }> => {
  const { officerId } = requireOfficer(scope.actor)
  const { tx, clock } = scope
  const intoId = isId(input.batchId) ? await placeOfBatch(tx, input.batchId) : undefined
  if (intoId === undefined) throw new AppError('NOT_FOUND', 'no such merging', { phrase: 'errors:notFound' })
  const into = await itemForOfficer(scope, intoId)
  await lockPlace(tx, into)
  const members = await lockMembers(tx, [into.id], input.batchId)
  const batch = await movesOfBatch(tx, input.batchId)
  const moves = batch.filter((move) => move.fromItemId !== move.toItemId)
  if (moves.length === 0) {
    throw new AppError('PRECONDITION', 'the merging is undone already', { phrase: 'items:refused.undone' })
  }
  const sources = [...new Set(moves.map((move) => move.fromItemId))]
  const locked = await lockItems(tx, [into.id, ...sources])
  const here = members.filter((row) => row.itemId === into.id)
  const still = new Set(here.map((row) => row.id))
  const gone = moves.filter((move) => !still.has(move.opinionId)).map((move) => move.opinionId)
  if ((await movedOn(tx, into.id, gone)).size > 0) throw standsOn('opinions have been joined further')
  const back = moves.filter((move) => still.has(move.opinionId))
  const isJoinedHere = (id: string): boolean => {
    const row = locked.get(id)
    return row?.state === 'merged' && row.mergedInto === into.id
  }
  const parting = new Set(back.map((move) => move.fromItemId))
  if (back.length === 0 || [...parting].some((id) => !isJoinedHere(id))) {
    throw standsOn('an item stands for itself again')
  }

  const at = clock.now()
  const undo = { batchId: newId(), why: 'undone', movedBy: officerId, at } as const
  const reverse = (move: MoveRow) => ({
    opinionId: move.opinionId,
    fromItemId: into.id,
    toItemId: move.fromItemId,
  })
  await moveOpinions(tx, back.map(reverse), undo)
  for (const id of parting) await updateItem(tx, id, { state: 'open', mergedInto: null, updatedAt: at })
  await updateItem(tx, into.id, { updatedAt: at })
  const left = new Set(back.map((move) => move.opinionId))
  const remain = here.filter((row) => row.state === 'received' && row.triage === 'kept' && !left.has(row.id))
  // With others still beside them, those that stayed remain told of it.
  const alone = remain.length > 1 ? [] : batch.filter((move) => move.fromItemId === move.toItemId)
  await markUndone(
    tx,
    [...moves, ...alone].map((move) => move.id),
    at,
  )
  const settled = await settleSupports(tx, into)
  await recountItems(tx, [into.id, ...parting, ...settled])
  await recordAudit(scope, {
    action: 'item.merge-undone',
    subject: { kind: 'item', id: into.id },
    unitId: into.unitId,
    details: { batchId: input.batchId, itemIds: [...parting], opinions: back.length },
  })
  return { itemIds: [...parting] }
}
