import { eq } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { handoverRoutes } from '../database/tables/handover.ts'

export const insertRoute = async (tx: Transaction, row: typeof handoverRoutes.$inferInsert): Promise<void> =>
  void (await tx.insert(handoverRoutes).values(row))

export const deleteRoute = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.delete(handoverRoutes).where(eq(handoverRoutes.id, id)))
