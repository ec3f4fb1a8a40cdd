import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { changedMeanwhile } from '../triage/lock-for-officer.ts'
import { lockPlace, recountItems, updateItem, type ItemRow } from './item-store.ts'
import {
  joinedAlready,
  lockItems,
  lockMembers,
  moveOpinions,
  objectedOf,
  settleSupports,
  type MemberRow,
} from './move-store.ts'
import { itemForOfficer } from './officer-item.ts'

/** At most so many items with one press of a button. */
export const mergeMax = 200

export type Merge = {
  readonly intoItemId: string
  readonly itemIds: readonly string[]
  /** The versions that the officer saw, by item; refused where one has changed meanwhile. */
  readonly versions?: Readonly<Record<string, number>>
  /** The officer has seen that an author does not want theirs joined, and joins it all the same. */
  readonly despiteObjection?: boolean
}

export type Merged = { readonly batchId: string; readonly itemId: string; readonly opinionCount: number }

const refused = (what: string, why: 'alone' | 'closed' | 'otherPlace' | 'tooMany' | 'objected'): AppError =>
  new AppError(why === 'tooMany' || why === 'alone' ? 'INVALID' : 'PRECONDITION', what, {
    phrase: `items:refused.${why}`,
    values: { max: mergeMax },
  })

const checkVersions = (locked: ReadonlyMap<string, ItemRow>, versions: Merge['versions']): void => {
  for (const [id, row] of locked) {
    const seen = versions?.[id]
    if (seen !== undefined && seen !== row.version) throw changedMeanwhile('an item')
  }
}

const live = (row: MemberRow): boolean => row.state === 'received' && row.triage === 'kept'

/**
 * Joins items that ask the same into one of them. Every opinion keeps its words, its author and its time, and every item
 * its number, title and head, so that the whole can be undone; supports count where the opinions are. Only within one
 * session, or within one unit where there is none.
 */
export const mergeItems = async (scope: Scope, input: Merge): Promise<Merged> => {
  const { officerId } = requireOfficer(scope.actor)
  const { tx, clock } = scope
  const into = await itemForOfficer(scope, input.intoItemId)
  const sources = [...new Set(input.itemIds)].filter((id) => id !== into.id)
  if (sources.length === 0) throw refused('nothing to join', 'alone')
  if (sources.length > mergeMax) throw refused(`${sources.length} items to join`, 'tooMany')
  for (const id of sources) {
    const source = await itemForOfficer(scope, id)
    if (source.unitId !== into.unitId || source.dialogueId !== into.dialogueId) {
      throw refused('items of different places', 'otherPlace')
    }
  }
  await lockPlace(tx, into)
  const all = [into.id, ...sources]
  const members = await lockMembers(tx, all)
  const locked = await lockItems(tx, all)
  checkVersions(locked, input.versions)
  if ([...locked.values()].some((row) => row.state !== 'open')) throw refused('an item that is not open', 'closed')
  const coming = members.filter((row) => row.itemId !== into.id)
  const objected = await objectedOf(
    tx,
    members.filter(live).map((row) => row.id),
  )
  if (objected.size > 0 && input.despiteObjection !== true) throw refused('an author has objected', 'objected')

  const at = clock.now()
  const staying = members.filter((row) => row.itemId === into.id && live(row)).map((row) => row.id)
  const known = await joinedAlready(tx, into.id, staying)
  const batchId = newId()
  await moveOpinions(
    tx,
    [
      ...coming.map((row) => ({ opinionId: row.id, fromItemId: row.itemId ?? into.id, toItemId: into.id })),
      // Those that were there have others beside them from now on: their authors are told too, once.
      ...staying
        .filter((id) => !known.has(id))
        .map((id) => ({ opinionId: id, fromItemId: into.id, toItemId: into.id })),
    ],
    { batchId, why: 'merged', movedBy: officerId, at },
  )
  for (const id of sources) await updateItem(tx, id, { state: 'merged', mergedInto: into.id, updatedAt: at })
  await updateItem(tx, into.id, { updatedAt: at })
  const settled = await settleSupports(tx, into)
  await recountItems(tx, [...all, ...settled])
  await recordAudit(scope, {
    action: 'item.merged',
    subject: { kind: 'item', id: into.id },
    unitId: into.unitId,
    details: { batchId, itemIds: sources, opinions: coming.length, despiteObjection: objected.size > 0 },
  })
  return { batchId, itemId: into.id, opinionCount: members.filter(live).length }
}
