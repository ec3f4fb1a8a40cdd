import { and, count, countDistinct, eq, max, notExists, sql } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { items, itemSupports, opinionAuthors, opinions } from '../../database/tables/questions.ts'
import { weightOf, type ItemState, type Reach } from './item.ts'

export type ItemRow = typeof items.$inferSelect

/** The item locked for a change. Several are locked in the order of their ids, or two officers wait for each other. */
export const lockItem = async (tx: Transaction, id: string): Promise<ItemRow | undefined> => {
  const [row] = await tx.select().from(items).where(eq(items.id, id)).for('update')
  return row
}

/** Where items are counted and joined: a session, or a unit where there is none. */
export type Place = { readonly unitId: string; readonly dialogueId: string | null }

/**
 * Whoever joins, parts or numbers the items of a place waits for the others who do. Everybody locks in this order, or two
 * wait for each other for ever: the opinion that is to be kept, the place, opinions, items, supports, each by their ids.
 */
export const lockPlace = async (tx: Transaction, { unitId, dialogueId }: Place): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`items:${dialogueId ?? unitId}`}, 0))`)
}

/** The next number of a session, or of a unit where there is none. */
const nextNumber = async (tx: Transaction, place: Place): Promise<number> => {
  await lockPlace(tx, place)
  const { unitId, dialogueId } = place
  const [last] = await tx
    .select({ number: max(items.number) })
    .from(items)
    .where(and(eq(items.unitId, unitId), sql`${items.dialogueId} is not distinct from ${dialogueId}::uuid`))
  return (last?.number ?? 0) + 1
}

export const insertItem = async (tx: Transaction, item: Omit<typeof items.$inferInsert, 'number'>): Promise<number> => {
  const number = await nextNumber(tx, { unitId: item.unitId, dialogueId: item.dialogueId ?? null })
  await tx.insert(items).values({ ...item, number })
  return number
}

/** Changes what stands in an item; the caller has locked it. */
export const updateItem = async (
  tx: Transaction,
  id: string,
  changes: Partial<typeof items.$inferInsert>,
): Promise<void> => {
  await tx
    .update(items)
    .set({ ...changes, version: sql`${items.version} + 1` })
    .where(eq(items.id, id))
}

const stillAsks = and(eq(opinions.state, 'received'), eq(opinions.triage, 'kept'))

/** Who supports it, each person once, and nobody who asks it in words of their own. */
const countSupports = async (tx: Transaction, itemId: string): Promise<number> => {
  const [found] = await tx
    .select({ n: countDistinct(itemSupports.residentId) })
    .from(itemSupports)
    .where(
      and(
        eq(itemSupports.itemId, itemId),
        notExists(
          tx
            .select({ one: sql`1` })
            .from(opinionAuthors)
            .innerJoin(opinions, eq(opinions.id, opinionAuthors.opinionId))
            .where(and(eq(opinionAuthors.residentId, itemSupports.residentId), eq(opinions.itemId, itemId), stillAsks)),
        ),
      ),
    )
  return found?.n ?? 0
}

/**
 * Counts the voices of an item again, weighs it, and tells whether anything is left of it: after each act that moves,
 * withdraws, erases or refuses an opinion, in its transaction.
 */
export const recountItem = async (tx: Transaction, id: string): Promise<void> => {
  const row = await lockItem(tx, id)
  if (!row) return
  const [own] = await tx
    .select({ n: count() })
    .from(opinions)
    .where(and(eq(opinions.itemId, id), stillAsks))
  const [opinionCount, supportCount] = [own?.n ?? 0, await countSupports(tx, id)]
  const alive: ItemState = opinionCount > 0 ? 'open' : 'empty'
  await tx
    .update(items)
    .set({
      opinionCount,
      supportCount,
      weight: weightOf({ ...row, reach: row.reach as Reach }, { opinions: opinionCount, supports: supportCount }),
      state: row.state === 'merged' ? 'merged' : alive,
    })
    .where(eq(items.id, id))
}

/** The same for several, in the order of their ids; none twice. */
export const recountItems = async (tx: Transaction, ids: readonly (string | null)[]): Promise<void> => {
  const known = [...new Set(ids)].filter((id) => id !== null)
  for (const id of known.toSorted((one, other) => (one < other ? -1 : 1))) await recountItem(tx, id)
}
