import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { linkCodes, linkGuesses } from '../database/tables/residents.ts'

/** False when the same code happens to be about already. A new code ends the older ones of its maker. */
export const insertLinkCode = async (
  tx: Transaction,
  row: { readonly codeHash: string; readonly residentId: string; readonly expiresAt: Date },
  now: Date,
): Promise<boolean> => {
  await tx.delete(linkCodes).where(eq(linkCodes.residentId, row.residentId))
  await tx.delete(linkCodes).where(lt(linkCodes.expiresAt, now))
  const made = await tx.insert(linkCodes).values(row).onConflictDoNothing().returning({ codeHash: linkCodes.codeHash })
  return made.length === 1
}

/** Whose code this is, once: it cannot be used again. Null when nobody's, used or too late. */
export const useLinkCode = async (tx: Transaction, codeHash: string, now: Date): Promise<string | null> => {
  const [row] = await tx
    .update(linkCodes)
    .set({ usedAt: now })
    .where(and(eq(linkCodes.codeHash, codeHash), isNull(linkCodes.usedAt), gt(linkCodes.expiresAt, now)))
    .returning({ residentId: linkCodes.residentId })
  return row?.residentId ?? null
}

/** Wrong codes of a chat since a moment. */
export const countGuesses = async (tx: Transaction, chatId: number, since: Date): Promise<number> => {
  const [row] = await tx
    .select()
    .from(linkGuesses)
    .where(and(eq(linkGuesses.chatId, chatId), gt(linkGuesses.since, since)))
  return row?.count ?? 0
}

export const noteGuess = async (tx: Transaction, chatId: number, now: Date, since: Date): Promise<void> => {
  await tx
    .insert(linkGuesses)
    .values({ chatId, since: now, count: 1 })
    .onConflictDoUpdate({
      target: linkGuesses.chatId,
      set: {
        since: sql`case when ${linkGuesses.since} > ${since.toISOString()}::timestamptz then ${linkGuesses.since}
          else excluded.since end`,
        count: sql`case when ${linkGuesses.since} > ${since.toISOString()}::timestamptz then ${linkGuesses.count} + 1
          else 1 end`,
      },
    })
}

export const forgetGuesses = async (tx: Transaction, chatId: number): Promise<void> => {
  await tx.delete(linkGuesses).where(eq(linkGuesses.chatId, chatId))
}
