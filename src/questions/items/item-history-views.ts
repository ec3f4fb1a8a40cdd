import { and, asc, desc, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { officers } from '../../database/tables/officers.ts'
import { items, opinionMoves, opinions } from '../../database/tables/questions.ts'

/** One thing that was done with the opinions of an item. */
export type ItemAct = {
  readonly batchId: string
  readonly why: 'merged' | 'split' | 'objected' | 'undone'
  readonly at: Date
  /** An anonymous author did it: only the day is known. */
  readonly isDayOnly: boolean
  /** Null when the author did it. */
  readonly officer: string | null
  readonly opinions: number
  /** Numbers of the items that they came from, and of the one that they went to. */
  readonly from: readonly number[]
  readonly to: number
  readonly isIncoming: boolean
  readonly undoneAt: Date | null
  /** How many authors have been told. */
  readonly told: number
}

const historyMax = 100

/** What became of an item's opinions, the latest first. */
export const itemHistory = async (database: Queryable, itemId: string): Promise<ItemAct[]> => {
  const rows = await database
    .select({ move: opinionMoves, officer: officers.name, naming: opinions.naming })
    .from(opinionMoves)
    .innerJoin(opinions, eq(opinions.id, opinionMoves.opinionId))
    .leftJoin(officers, eq(officers.id, opinionMoves.movedBy))
    .where(
      and(
        or(eq(opinionMoves.fromItemId, itemId), eq(opinionMoves.toItemId, itemId)),
        ne(opinionMoves.fromItemId, opinionMoves.toItemId),
      ),
    )
    .orderBy(desc(opinionMoves.movedAt), asc(opinionMoves.id))
    .limit(historyMax * 10)
  const ids = [...new Set(rows.flatMap(({ move }) => [move.fromItemId, move.toItemId]))]
  const numbers = new Map(
    ids.length === 0
      ? []
      : (await database.select({ id: items.id, number: items.number }).from(items).where(inArray(items.id, ids))).map(
          (row) => [row.id, row.number],
        ),
  )
  const numberOf = (id: string): number => numbers.get(id) ?? 0
  return [...Map.groupBy(rows, ({ move }) => `${move.batchId}:${move.toItemId}`).values()]
    .slice(0, historyMax)
    .flatMap((group): ItemAct[] => {
      const [first] = group
      if (!first) return []
      const { move, officer, naming } = first
      return [
        {
          batchId: move.batchId,
          why: move.why as ItemAct['why'],
          at: move.movedAt,
          isDayOnly: move.why === 'objected' && naming === 'anonymous',
          officer,
          opinions: group.length,
          from: [...new Set(group.map((one) => numberOf(one.move.fromItemId)))].toSorted((one, two) => one - two),
          to: numberOf(move.toItemId),
          isIncoming: move.toItemId === itemId,
          undoneAt: move.undoneAt,
          told: group.filter((one) => one.move.toldAt !== null).length,
        },
      ]
    })
}

/** How each opinion of an item came to stand there: from which number, and whether its author objected once. */
export type MemberNote = {
  readonly fromNumber: number | null
  readonly isObjected: boolean
  readonly toldAt: Date | null
}

export const memberNotes = async (database: Queryable, itemId: string): Promise<Map<string, MemberNote>> => {
  const rows = await database
    .select({
      id: opinions.id,
      fromNumber: sql<number | null>`(
        select i.number from opinion_moves m join items i on i.id = m.from_item_id
        where m.opinion_id = opinions.id and m.to_item_id = ${itemId}::uuid and m.from_item_id <> m.to_item_id
          and m.undone_at is null
        order by m.moved_at desc, m.id desc limit 1)`,
      isObjected: sql<boolean>`exists (
        select 1 from opinion_moves m where m.opinion_id = opinions.id and m.why = 'objected')`,
      toldAt: sql<string | null>`(
        select max(m.told_at) from opinion_moves m where m.opinion_id = opinions.id and m.to_item_id = ${itemId}::uuid)`,
    })
    .from(opinions)
    .where(and(eq(opinions.itemId, itemId), isNotNull(opinions.itemId)))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        fromNumber: row.fromNumber,
        isObjected: row.isObjected,
        toldAt: row.toldAt === null ? null : new Date(row.toldAt),
      },
    ]),
  )
}
