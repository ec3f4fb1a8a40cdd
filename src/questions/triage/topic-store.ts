import { and, eq, ne, sql } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { topics } from '../../database/tables/questions.ts'

export type TopicRow = typeof topics.$inferSelect

export const lockTopic = async (tx: Transaction, id: string): Promise<TopicRow | undefined> => {
  const [row] = await tx.select().from(topics).where(eq(topics.id, id)).for('update')
  return row
}

export const isTopicNameTaken = async (
  tx: Transaction,
  { unitId, nameVi, id }: { readonly unitId: string | null; readonly nameVi: string; readonly id: string },
): Promise<boolean> => {
  const rows = await tx
    .select({ id: topics.id })
    .from(topics)
    .where(
      and(eq(topics.nameVi, nameVi), sql`${topics.unitId} is not distinct from ${unitId}::text`, ne(topics.id, id)),
    )
  return rows.length > 0
}

export const insertTopic = async (tx: Transaction, row: typeof topics.$inferInsert): Promise<void> => {
  await tx.insert(topics).values(row)
}

export const updateTopic = async (
  tx: Transaction,
  id: string,
  changes: Partial<typeof topics.$inferInsert>,
): Promise<void> => {
  await tx
    .update(topics)
    .set({ ...changes, version: sql`${topics.version} + 1` })
    .where(eq(topics.id, id))
}
