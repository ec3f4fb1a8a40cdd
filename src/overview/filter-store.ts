import { and, count, eq } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { savedFilters } from '../database/tables/overview.ts'

export const countFilters = async (tx: Transaction, officerId: string): Promise<number> => {
  const [row] = await tx.select({ n: count() }).from(savedFilters).where(eq(savedFilters.officerId, officerId))
  return row?.n ?? 0
}

/** A name that the officer has already for this page takes the new address. */
export const putFilter = async (tx: Transaction, filter: typeof savedFilters.$inferInsert): Promise<void> => {
  const { page, name, officerId } = savedFilters
  await tx
    .insert(savedFilters)
    .values(filter)
    .onConflictDoUpdate({ target: [officerId, page, name], set: { query: filter.query } })
}

export const deleteFilter = async (tx: Transaction, id: string, officerId: string): Promise<boolean> => {
  const rows = await tx
    .delete(savedFilters)
    .where(and(eq(savedFilters.id, id), eq(savedFilters.officerId, officerId)))
    .returning({ id: savedFilters.id })
  return rows.length > 0
}
