import { randomUUID } from 'node:crypto'
import type { Scope } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { cutToDay } from '../hand-in-opinion.ts'
import { changedMeanwhile } from '../triage/lock-for-officer.ts'
import { insertItem, recountItems, updateItem, type ItemRow } from './item-store.ts'
import { copyHead } from './item.ts'
import {
  dayAfterLastMove,
  leaveChildrenTo,
  lockItems,
  lockMembers,
  markObjected,
  moveOpinions,
  ownItemOf,
  settleSupports,
  type MemberRow,
} from './move-store.ts'

export type Parting = {
  readonly itemId: string
  readonly opinionId: string
  readonly why: 'split' | 'objected'
  /** The officer who does it; null for the author. */
  readonly by: string | null
  /** An anonymous author does it: nothing that is kept may tell the moment. */
  readonly isTimeless?: boolean
}

export type Parted = { readonly itemId: string; readonly number: number; readonly fromItemId: string }

const alone = (): AppError =>
  new AppError('PRECONDITION', 'the opinion stands alone', { phrase: 'items:refused.standsAlone' })

/** An item of its own with the same head; whoever made the first one knew the matter. Its title is for an officer to write. */
const insertOwn = async (
  scope: Scope,
  { by, isTimeless }: Parting,
  { from, row, at }: { readonly from: ItemRow; readonly row: MemberRow; readonly at: Date },
): Promise<string> => {
  const id = isTimeless ? randomUUID() : newId()
  await insertItem(scope.tx, {
    ...copyHead(from),
    id,
    unitId: from.unitId,
    dialogueId: from.dialogueId,
    opinionClass: row.opinionClass,
    kind: row.kind ?? from.kind,
    createdBy: by ?? from.createdBy,
    createdAt: at,
    updatedAt: at,
  })
  return id
}

/**
 * Takes one opinion out of an item: the item that was its own before stands for it again, under its old number and with
 * those who supported it there; where that one has others by now it gets a new one. The caller holds the lock of the place.
 */
export const partOpinion = async (scope: Scope, parting: Parting): Promise<Parted> => {
  const { tx, clock } = scope
  const members = await lockMembers(tx, [parting.itemId])
  const row = members.find((one) => one.id === parting.opinionId)
  if (!row) throw changedMeanwhile('an item')
  const isLive = row.state === 'received' && row.triage === 'kept'
  const others = members.filter((one) => one.id !== row.id && one.state === 'received' && one.triage === 'kept')
  if (!isLive || others.length === 0) throw alone()
  const ownId = await ownItemOf(tx, row)
  const locked = await lockItems(tx, ownId === undefined ? [parting.itemId] : [parting.itemId, ownId])
  const from = locked.get(parting.itemId)
  if (!from) throw changedMeanwhile('an item')
  const own = ownId === undefined ? undefined : locked.get(ownId)
  const now = clock.now()
  const at = parting.isTimeless ? await dayAfterLastMove(tx, row, cutToDay(now)) : now
  const mayReturn = own !== undefined && own.state === 'merged'
  const toItemId = mayReturn ? own.id : await insertOwn(scope, parting, { from, row, at })
  if (mayReturn) {
    await leaveChildrenTo(tx, own.id, from.id)
    await updateItem(tx, own.id, { state: 'open', mergedInto: null, updatedAt: at })
  }
  if (parting.why === 'objected') await markObjected(tx, row.id, from.id, at)
  const move = { opinionId: row.id, fromItemId: from.id, toItemId }
  const makeId = parting.isTimeless ? randomUUID : newId
  await moveOpinions(tx, [move], { batchId: makeId(), why: parting.why, movedBy: parting.by, at, makeId })
  await updateItem(tx, from.id, { updatedAt: at })
  const settled = await settleSupports(tx, from)
  await recountItems(tx, [from.id, toItemId, ...settled])
  const made = (await lockItems(tx, [toItemId])).get(toItemId)
  return { itemId: toItemId, number: made?.number ?? 0, fromItemId: from.id }
}
