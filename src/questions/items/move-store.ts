import { and, asc, desc, eq, gte, inArray, isNull, max, ne, or, sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../../database/index.ts'
import { items, opinionMoves, opinions } from '../../database/tables/questions.ts'
import { newId } from '../../kernel/ids.ts'
import type { Place } from './item-store.ts'

export type MoveRow = typeof opinionMoves.$inferSelect
export type MoveWhy = 'merged' | 'split' | 'objected' | 'undone'
export type MemberRow = typeof opinions.$inferSelect

/** All opinions of some items, whatever became of them, and those of one merging, locked in the order of their ids. */
export const lockMembers = async (
  tx: Transaction,
  itemIds: readonly string[],
  batchId?: string,
): Promise<MemberRow[]> =>
  await tx
    .select()
    .from(opinions)
    .where(
      or(
        inArray(opinions.itemId, [...itemIds]),
        batchId === undefined
          ? undefined
          : inArray(
              opinions.id,
              tx.select({ id: opinionMoves.opinionId }).from(opinionMoves).where(eq(opinionMoves.batchId, batchId)),
            ),
      ),
    )
    .orderBy(asc(opinions.id))
    .for('update')

export type Move = Pick<MoveRow, 'opinionId' | 'fromItemId' | 'toItemId'>

type Batch = {
  readonly batchId: string
  readonly why: MoveWhy
  /** Null when the author did it. */
  readonly movedBy: string | null
  readonly at: Date
  /** Ids without a time in them, where the moment must not be kept. */
  readonly makeId?: () => string
}

/** Moves opinions and notes it. A move from an item to itself notes that others have joined its opinion. */
export const moveOpinions = async (tx: Transaction, moves: readonly Move[], batch: Batch): Promise<void> => {
  if (moves.length === 0) return
  const { at, makeId = newId, ...rest } = batch
  await tx.insert(opinionMoves).values(moves.map((move) => ({ ...move, ...rest, id: makeId(), movedAt: at })))
  for (const [toItemId, group] of Map.groupBy(moves, (move) => move.toItemId)) {
    const ids = group.filter((move) => move.fromItemId !== toItemId).map((move) => move.opinionId)
    if (ids.length > 0) await tx.update(opinions).set({ itemId: toItemId }).where(inArray(opinions.id, ids))
  }
}

/** Which of these opinions have been told, or will be, that theirs stands with others in this item. */
export const joinedAlready = async (
  tx: Transaction,
  itemId: string,
  opinionIds: readonly string[],
): Promise<Set<string>> => {
  if (opinionIds.length === 0) return new Set()
  const rows = await tx
    .select({ opinionId: opinionMoves.opinionId })
    .from(opinionMoves)
    .where(
      and(
        inArray(opinionMoves.opinionId, [...opinionIds]),
        eq(opinionMoves.toItemId, itemId),
        eq(opinionMoves.why, 'merged'),
        isNull(opinionMoves.undoneAt),
      ),
    )
  return new Set(rows.map((row) => row.opinionId))
}

/** Opinions among these whose authors did not want theirs joined. */
export const objectedOf = async (tx: Transaction, opinionIds: readonly string[]): Promise<Set<string>> => {
  if (opinionIds.length === 0) return new Set()
  const rows = await tx
    .select({ opinionId: opinionMoves.opinionId })
    .from(opinionMoves)
    .where(and(inArray(opinionMoves.opinionId, [...opinionIds]), eq(opinionMoves.why, 'objected')))
  return new Set(rows.map((row) => row.opinionId))
}

/** The moves of one merging, without what was undone. Whoever reads them holds the place and the opinions. */
export const movesOfBatch = async (tx: Transaction, batchId: string): Promise<MoveRow[]> =>
  await tx
    .select()
    .from(opinionMoves)
    .where(and(eq(opinionMoves.batchId, batchId), eq(opinionMoves.why, 'merged'), isNull(opinionMoves.undoneAt)))
    .orderBy(asc(opinionMoves.id))

/** Opinions among these that went on from an item by a further merging. */
export const movedOn = async (
  tx: Transaction,
  fromItemId: string,
  opinionIds: readonly string[],
): Promise<Set<string>> => {
  if (opinionIds.length === 0) return new Set()
  const rows = await tx
    .select({ opinionId: opinionMoves.opinionId })
    .from(opinionMoves)
    .where(
      and(
        inArray(opinionMoves.opinionId, [...opinionIds]),
        eq(opinionMoves.fromItemId, fromItemId),
        ne(opinionMoves.toItemId, fromItemId),
        eq(opinionMoves.why, 'merged'),
        isNull(opinionMoves.undoneAt),
      ),
    )
  return new Set(rows.map((row) => row.opinionId))
}

export const markUndone = async (tx: Transaction, moveIds: readonly string[], at: Date): Promise<void> => {
  if (moveIds.length === 0) return
  await tx
    .update(opinionMoves)
    .set({ undoneAt: at })
    .where(inArray(opinionMoves.id, [...moveIds]))
}

/** What an opinion was before it was joined: the item made for it when it was kept, or when it last split off. */
export const ownItemOf = async (
  tx: Transaction,
  opinion: { readonly id: string; readonly triagedAt: Date | null },
): Promise<string | undefined> => {
  const since = opinion.triagedAt
  const ofThis = and(
    eq(opinionMoves.opinionId, opinion.id),
    // What was before it was last kept is another story.
    since === null ? undefined : gte(opinionMoves.movedAt, since),
  )
  const [parted] = await tx
    .select({ id: opinionMoves.toItemId })
    .from(opinionMoves)
    .where(and(ofThis, inArray(opinionMoves.why, ['split', 'objected'])))
    .orderBy(desc(opinionMoves.movedAt), desc(opinionMoves.id))
    .limit(1)
  if (parted) return parted.id
  const [first] = await tx
    .select({ id: opinionMoves.fromItemId })
    .from(opinionMoves)
    .where(ofThis)
    .orderBy(asc(opinionMoves.movedAt), asc(opinionMoves.id))
    .limit(1)
  return first?.id
}

/** Midnight of a day, or the moment of the officer's last act on this opinion where that was later. */
export const dayAfterLastMove = async (
  tx: Transaction,
  opinion: { readonly id: string; readonly triagedAt: Date | null },
  day: Date,
): Promise<Date> => {
  const [last] = await tx
    .select({ at: max(opinionMoves.movedAt) })
    .from(opinionMoves)
    .where(eq(opinionMoves.opinionId, opinion.id))
  return new Date(Math.max(day.getTime(), last?.at?.getTime() ?? 0, opinion.triagedAt?.getTime() ?? 0))
}

/** The author does not want it joined: noted at the move that joined it. */
export const markObjected = async (tx: Transaction, opinionId: string, itemId: string, at: Date): Promise<void> => {
  await tx
    .update(opinionMoves)
    .set({ objectedAt: at })
    .where(
      and(
        eq(opinionMoves.opinionId, opinionId),
        eq(opinionMoves.toItemId, itemId),
        eq(opinionMoves.why, 'merged'),
        isNull(opinionMoves.undoneAt),
      ),
    )
}

/** What had been joined in an item stays where its opinions are, though that item stands for itself again. */
export const leaveChildrenTo = async (tx: Transaction, itemId: string, toItemId: string): Promise<void> => {
  await tx.update(items).set({ mergedInto: toItemId }).where(eq(items.mergedInto, itemId))
}

/**
 * Lets each support of a place count where its item is now, after mergings and partings. Returns the items that lost or
 * gained one.
 */
export const settleSupports = async (tx: Transaction, place: Place): Promise<string[]> => {
  const rows = await tx.execute<{ was: string; is: string }>(sql`
    with recursive up as (
      select items.id as origin, items.id as at, items.merged_into
      from items
      where items.unit_id = ${place.unitId} and items.dialogue_id is not distinct from ${place.dialogueId}::uuid
        and exists (select 1 from item_supports where item_supports.origin_item_id = items.id)
      union all
      select up.origin, items.id, items.merged_into from up join items on items.id = up.merged_into
    ), moved as (
      select s.origin_item_id, s.resident_id, s.item_id as was, up.at as now_at
      from item_supports s join up on up.origin = s.origin_item_id and up.merged_into is null
      where s.item_id <> up.at
    )
    update item_supports s set item_id = moved.now_at
    from moved where s.origin_item_id = moved.origin_item_id and s.resident_id = moved.resident_id
    returning moved.was, moved.now_at as is`)
  return [...new Set(rows.flatMap((row) => [row.was, row.is]))]
}

/** Several items locked in the order of their ids. */
export const lockItems = async (
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, typeof items.$inferSelect>> => {
  const rows = await tx
    .select()
    .from(items)
    .where(sql`${items.id} = any (${arrayLiteral([...new Set(ids)])}::uuid[])`)
    .orderBy(asc(items.id))
    .for('update')
  return new Map(rows.map((row) => [row.id, row]))
}
