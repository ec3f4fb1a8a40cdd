import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { councilSessions } from '../database/tables/dialogues.ts'
import type { CouncilSession } from './council.ts'

type Fields = Pick<CouncilSession, 'body' | 'name' | 'opensOn' | 'closesOn' | 'deputies'>

export const insertCouncilSession = async (
  tx: Transaction,
  made: Fields & { readonly id: string; readonly unitId: string; readonly createdBy: string },
  now: Date,
): Promise<void> => {
  await tx.insert(councilSessions).values({ ...made, deputies: [...made.deputies], createdAt: now, updatedAt: now })
}

/** False when `version` is no longer the newest. */
export const updateCouncilSession = async (
  tx: Transaction,
  id: string,
  version: number,
  fields: Fields,
  now: Date,
): Promise<boolean> => {
  const rows = await tx
    .update(councilSessions)
    .set({ ...fields, deputies: [...fields.deputies], version: sql`${councilSessions.version} + 1`, updatedAt: now })
    .where(and(eq(councilSessions.id, id), eq(councilSessions.version, version)))
    .returning({ id: councilSessions.id })
  return rows.length > 0
}
