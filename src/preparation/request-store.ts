import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { answerRequests } from '../database/tables/preparation.ts'

export const insertRequest = async (tx: Transaction, row: typeof answerRequests.$inferInsert): Promise<void> => {
  await tx.insert(answerRequests).values(row)
}

type Change = Partial<Pick<typeof answerRequests.$inferInsert, 'state' | 'answer' | 'answeredBy' | 'answeredAt'>>

/** False when `version` is no longer the newest. */
export const updateRequest = async (
  tx: Transaction,
  { id, version }: { readonly id: string; readonly version: number },
  change: Change,
  now: Date,
): Promise<boolean> => {
  const rows = await tx
    .update(answerRequests)
    .set({ ...change, version: sql`${answerRequests.version} + 1`, updatedAt: now })
    .where(and(eq(answerRequests.id, id), eq(answerRequests.version, version)))
    .returning({ id: answerRequests.id })
  return rows.length > 0
}
