import { and, eq, inArray, lt, lte, ne, or } from 'drizzle-orm'
import { isNull } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { officerSessions, officerTokens } from '../database/tables/officers.ts'

export const insertSession = async (tx: Transaction, row: typeof officerSessions.$inferInsert): Promise<void> => {
  await tx.insert(officerSessions).values(row)
}

/** What has run out, whoever's it was. */
export const deleteExpiredSessions = async (tx: Transaction, now: Date, idleSince: Date): Promise<number> => {
  const gone = await tx
    .delete(officerSessions)
    .where(or(lt(officerSessions.expiresAt, now), lt(officerSessions.lastSeenAt, idleSince)))
    .returning({ id: officerSessions.id })
  return gone.length
}

/** Takes one out that is there but has run out; whose it was. */
export const takeLapsedSession = async (
  tx: Transaction,
  hashes: readonly string[],
  now: Date,
  idleSince: Date,
): Promise<string | undefined> => {
  const [gone] = await tx
    .delete(officerSessions)
    .where(
      and(
        inArray(officerSessions.tokenHash, [...hashes]),
        or(lte(officerSessions.expiresAt, now), lte(officerSessions.lastSeenAt, idleSince)),
      ),
    )
    .returning({ officerId: officerSessions.officerId })
  return gone?.officerId
}

export const touchSession = async (db: Queryable, id: string, now: Date): Promise<void> => {
  await db
    .update(officerSessions)
    .set({ lastSeenAt: now })
    .where(and(eq(officerSessions.id, id), lt(officerSessions.lastSeenAt, now)))
}

/** How many ended: one, or none when it was not this officer's or had ended. */
export const deleteSession = async (tx: Transaction, officerId: string, id: string): Promise<number> => {
  const gone = await tx
    .delete(officerSessions)
    .where(and(eq(officerSessions.id, id), eq(officerSessions.officerId, officerId)))
    .returning({ id: officerSessions.id })
  return gone.length
}

export const deleteSessions = async (tx: Transaction, officerId: string, exceptId?: string): Promise<number> => {
  const others = exceptId === undefined ? undefined : ne(officerSessions.id, exceptId)
  const gone = await tx
    .delete(officerSessions)
    .where(and(eq(officerSessions.officerId, officerId), others))
    .returning({ id: officerSessions.id })
  return gone.length
}

export const insertToken = async (tx: Transaction, row: typeof officerTokens.$inferInsert): Promise<void> => {
  await tx.insert(officerTokens).values(row)
}

/** False when it is not this officer's or was revoked before. */
export const endToken = async (tx: Transaction, officerId: string, id: string, now: Date): Promise<boolean> => {
  const ended = await tx
    .update(officerTokens)
    .set({ revokedAt: now })
    .where(and(eq(officerTokens.id, id), eq(officerTokens.officerId, officerId), isNull(officerTokens.revokedAt)))
    .returning({ id: officerTokens.id })
  return ended.length > 0
}

export const endTokens = async (tx: Transaction, officerId: string, now: Date): Promise<void> => {
  await tx
    .update(officerTokens)
    .set({ revokedAt: now })
    .where(and(eq(officerTokens.officerId, officerId), isNull(officerTokens.revokedAt)))
}

export const touchTokens = async (db: Queryable, ids: readonly string[], now: Date): Promise<void> => {
  await db
    .update(officerTokens)
    .set({ lastUsedAt: now })
    .where(inArray(officerTokens.id, [...ids]))
}
