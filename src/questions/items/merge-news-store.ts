import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { items, opinionAuthors, opinionMoves, opinions } from '../../database/tables/questions.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import { openCode } from '../sealed-columns.ts'

/** What an author is told when theirs stands with others. */
export type MergeNews = {
  readonly opinionId: string
  readonly residentId: string
  readonly code: string
  readonly itemId: string
  readonly title: string | null
  /** How many opinions beside theirs. */
  readonly others: number
  readonly movedAt: Date
}

export type NewsPage = {
  /** Only what was joined between these. */
  readonly since: Date
  readonly until: Date
  readonly after: { readonly movedAt: Date; readonly opinionId: string } | null
  readonly residentId?: string
  readonly limit: number
}

const untold = and(eq(opinionMoves.why, 'merged'), isNull(opinionMoves.toldAt), isNull(opinionMoves.undoneAt))

/** Authors who have not been told yet that theirs was joined, oldest first; locked, so that each is told once. */
export const untoldMerges = async (tx: Transaction, keyring: Keyring, page: NewsPage): Promise<MergeNews[]> => {
  const { after } = page
  const rows = await tx
    .select({
      opinionId: opinions.id,
      residentId: opinionAuthors.residentId,
      code: opinions.code,
      itemId: items.id,
      title: items.title,
      count: items.opinionCount,
      movedAt: opinionMoves.movedAt,
    })
    .from(opinionMoves)
    .innerJoin(opinions, and(eq(opinions.id, opinionMoves.opinionId), eq(opinions.state, 'received')))
    .innerJoin(opinionAuthors, eq(opinionAuthors.opinionId, opinions.id))
    .innerJoin(items, and(eq(items.id, opinions.itemId), eq(items.state, 'open'), gt(items.opinionCount, 1)))
    .where(
      and(
        untold,
        // Joined further meanwhile: told once, of where it stands now.
        eq(opinionMoves.toItemId, opinions.itemId),
        gt(opinionMoves.movedAt, page.since),
        lte(opinionMoves.movedAt, page.until),
        page.residentId === undefined ? undefined : eq(opinionAuthors.residentId, page.residentId),
        after === null
          ? undefined
          : or(
              gt(opinionMoves.movedAt, after.movedAt),
              and(eq(opinionMoves.movedAt, after.movedAt), gt(opinionMoves.opinionId, after.opinionId)),
            ),
      ),
    )
    .orderBy(asc(opinionMoves.movedAt), asc(opinionMoves.opinionId))
    .limit(page.limit)
    .for('update', { of: opinionMoves, skipLocked: true })
  return rows.flatMap(({ count, code, ...row }) => {
    const opened = openCode(keyring, row.opinionId, code)
    return opened === null ? [] : [{ ...row, code: opened, others: count - 1 }]
  })
}

/** Their authors have been told, of this merging and of those before it. */
export const markTold = async (tx: Transaction, opinionIds: readonly string[], at: Date): Promise<void> => {
  if (opinionIds.length === 0) return
  await tx
    .update(opinionMoves)
    .set({ toldAt: at })
    .where(
      and(
        untold,
        inArray(opinionMoves.opinionId, [...opinionIds]),
        lte(opinionMoves.movedAt, sql`${at.toISOString()}::timestamptz`),
      ),
    )
}
