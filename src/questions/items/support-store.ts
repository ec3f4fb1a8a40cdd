import { and, asc, count, eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { items, itemSupports, opinionAuthors, opinions } from '../../database/tables/questions.ts'

/** Adds a support; false where this person supports the item already. */
export const insertSupport = async (tx: Transaction, support: typeof itemSupports.$inferInsert): Promise<boolean> => {
  const [already] = await tx
    .select({ n: count() })
    .from(itemSupports)
    .where(and(eq(itemSupports.itemId, support.itemId), eq(itemSupports.residentId, support.residentId)))
  if ((already?.n ?? 0) > 0) return false
  const made = await tx
    .insert(itemSupports)
    .values(support)
    .onConflictDoNothing()
    .returning({ id: itemSupports.itemId })
  return made.length === 1
}

/** Whether this person asks the item in words of their own. */
export const asksItself = async (tx: Transaction, itemId: string, residentId: string): Promise<boolean> => {
  const [found] = await tx
    .select({ n: count() })
    .from(opinionAuthors)
    .innerJoin(opinions, eq(opinions.id, opinionAuthors.opinionId))
    .where(and(eq(opinionAuthors.residentId, residentId), eq(opinions.itemId, itemId), eq(opinions.state, 'received')))
  return (found?.n ?? 0) > 0
}

/** Takes all that a person said for an item; false where there was nothing. */
export const deleteSupport = async (tx: Transaction, itemId: string, residentId: string): Promise<boolean> => {
  const gone = await tx
    .delete(itemSupports)
    .where(and(eq(itemSupports.itemId, itemId), eq(itemSupports.residentId, residentId)))
    .returning({ id: itemSupports.itemId })
  return gone.length > 0
}

/** Locks the items that a person supports, in the order of their ids, so that nothing moves meanwhile. */
export const lockSupported = async (tx: Transaction, residentId: string): Promise<string[]> => {
  const rows = await tx
    .select({ id: items.id })
    .from(items)
    .where(
      inArray(
        items.id,
        tx.select({ id: itemSupports.itemId }).from(itemSupports).where(eq(itemSupports.residentId, residentId)),
      ),
    )
    .orderBy(asc(items.id))
    .for('update')
  return rows.map((row) => row.id)
}

/** A person supports nothing any more. Gives the items that have to count again. */
export const deleteSupportsOf = async (tx: Transaction, residentId: string): Promise<string[]> => {
  await lockSupported(tx, residentId)
  const gone = await tx
    .delete(itemSupports)
    .where(eq(itemSupports.residentId, residentId))
    .returning({ itemId: itemSupports.itemId })
  return [...new Set(gone.map((row) => row.itemId))].toSorted()
}

/** Two records turned out to be one person: what both had supported counts once. Gives the items that count again. */
export const reassignSupports = async (tx: Transaction, from: string, to: string): Promise<string[]> => {
  const touched = await lockSupported(tx, from)
  await tx.execute(sql`
    delete from item_supports s where s.resident_id = ${from}::uuid and exists (
      select 1 from item_supports o where o.origin_item_id = s.origin_item_id and o.resident_id = ${to}::uuid)`)
  await tx.update(itemSupports).set({ residentId: to }).where(eq(itemSupports.residentId, from))
  return touched
}
