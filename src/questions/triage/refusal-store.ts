import { and, desc, eq, isNotNull, isNull, max, sql } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { opinionRefusals, opinions } from '../../database/tables/questions.ts'

export type RefusalRow = typeof opinionRefusals.$inferSelect

export const nextRefusalSeq = async (tx: Transaction, opinionId: string): Promise<number> => {
  const [row] = await tx
    .select({ last: max(opinionRefusals.seq) })
    .from(opinionRefusals)
    .where(eq(opinionRefusals.opinionId, opinionId))
  return (row?.last ?? 0) + 1
}

export const insertRefusal = async (tx: Transaction, row: typeof opinionRefusals.$inferInsert): Promise<void> => {
  await tx.insert(opinionRefusals).values(row)
}

/** The opinion is out of the queue; its item, if it had one, counts without it. */
export const setRefused = async (
  tx: Transaction,
  id: string,
  decision: { readonly officerId: string; readonly at: Date },
): Promise<void> => {
  await tx
    .update(opinions)
    .set({
      triage: 'refused',
      triagedAt: decision.at,
      triagedBy: decision.officerId,
      itemId: null,
      heldWhy: null,
      version: sql`${opinions.version} + 1`,
    })
    .where(eq(opinions.id, id))
}

/** The refusal that stands, locked; nothing where none does. */
export const lockRefusal = async (tx: Transaction, opinionId: string): Promise<RefusalRow | undefined> => {
  const [row] = await tx
    .select()
    .from(opinionRefusals)
    .where(and(eq(opinionRefusals.opinionId, opinionId), isNull(opinionRefusals.undoneAt)))
    .orderBy(desc(opinionRefusals.seq))
    .limit(1)
    .for('update')
  return row
}

/** Whether the author has contested a refusal of this opinion before. */
export const hasContested = async (tx: Transaction, opinionId: string): Promise<boolean> => {
  const [row] = await tx
    .select({ seq: opinionRefusals.seq })
    .from(opinionRefusals)
    .where(and(eq(opinionRefusals.opinionId, opinionId), isNotNull(opinionRefusals.contestedAt)))
    .limit(1)
  return row !== undefined
}

export const updateRefusal = async (
  tx: Transaction,
  key: { readonly opinionId: string; readonly seq: number },
  changes: Partial<typeof opinionRefusals.$inferInsert>,
): Promise<void> => {
  await tx
    .update(opinionRefusals)
    .set(changes)
    .where(and(eq(opinionRefusals.opinionId, key.opinionId), eq(opinionRefusals.seq, key.seq)))
}
