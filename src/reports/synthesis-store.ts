import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { syntheses } from '../database/tables/reports.ts'
import { isId } from '../kernel/ids.ts'
import type { Synthesis } from './synthesis.ts'

export const insertSynthesis = async (tx: Transaction, row: typeof syntheses.$inferInsert): Promise<void> =>
  void (await tx.insert(syntheses).values(row))

/** Locked to the end of the transaction. */
export const lockSynthesis = async (tx: Transaction, id: string): Promise<Synthesis | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await tx.select().from(syntheses).where(eq(syntheses.id, id)).for('update')
  return row as Synthesis | undefined
}

export const changeSynthesis = async (
  tx: Transaction,
  id: string,
  change: Partial<typeof syntheses.$inferInsert>,
  now: Date,
): Promise<void> => {
  await tx
    .update(syntheses)
    .set({ ...change, updatedAt: now, version: sql`${syntheses.version} + 1` })
    .where(eq(syntheses.id, id))
}
