import { eq, lt } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { apiRequests } from '../database/tables/api.ts'

type Claim = { readonly keyHash: string; readonly officerId: string; readonly bodyHash: string }

/**
 * Takes a key for this transaction; false when it was used already. Of two requests that come at once the second waits
 * here until the first has committed, or takes over when that one was undone.
 */
export const claimRequest = async (tx: Transaction, claim: Claim, now: Date): Promise<boolean> => {
  const rows = await tx
    .insert(apiRequests)
    .values({ ...claim, createdAt: now })
    .onConflictDoNothing({ target: apiRequests.keyHash })
    .returning({ keyHash: apiRequests.keyHash })
  return rows.length > 0
}

export const findRequest = async (tx: Transaction, keyHash: string) => {
  const [row] = await tx.select().from(apiRequests).where(eq(apiRequests.keyHash, keyHash))
  return row
}

export const keepAnswer = async (
  tx: Transaction,
  keyHash: string,
  kept: { readonly status: number; readonly answer: Buffer | null },
): Promise<void> => {
  await tx.update(apiRequests).set(kept).where(eq(apiRequests.keyHash, keyHash))
}

export const forgetRequests = async (tx: Transaction, before: Date): Promise<void> => {
  await tx.delete(apiRequests).where(lt(apiRequests.createdAt, before))
}
