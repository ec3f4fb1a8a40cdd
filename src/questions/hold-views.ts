import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { opinionAuthors, opinions } from '../database/tables/questions.ts'

/**
 * Holds the opinions of matters as they are to the end of the transaction: whoever copies their words out of here does so
 * before an erasure, or after it, and never beside it.
 */
export const holdOpinionsOf = async (tx: Transaction, itemIds: readonly string[]): Promise<void> => {
  if (itemIds.length === 0) return
  await tx
    .select({ id: opinions.id })
    .from(opinions)
    .where(inArray(opinions.itemId, [...itemIds]))
    .orderBy(opinions.id)
    .for('share')
}

/** For an erasure: waits until nobody copies words of this person any more, and keeps others from beginning. */
export const lockOpinionsBy = async (tx: Transaction, residentId: string): Promise<void> => {
  const own = and(eq(opinionAuthors.opinionId, opinions.id), eq(opinionAuthors.residentId, residentId))
  await tx
    .select({ id: opinions.id })
    .from(opinions)
    .innerJoin(opinionAuthors, own)
    .orderBy(opinions.id)
    .for('update', { of: opinions })
}
