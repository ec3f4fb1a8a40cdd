import { and, eq } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { answerRequests } from '../database/tables/preparation.ts'

const openOf = (officerId: string) => and(eq(answerRequests.officerId, officerId), eq(answerRequests.state, 'asked'))

/** Requests that wait for this officer alone. */
export const countRequestsOf = async (db: Queryable, officerId: string): Promise<number> =>
  await db.$count(answerRequests, openOf(officerId))

/** From now on they wait for somebody else; what was answered stays with who answered it. Returns how many. */
export const moveRequests = async (tx: Transaction, from: string, to: string, now: Date): Promise<number> => {
  const moved = await tx
    .update(answerRequests)
    .set({ officerId: to, updatedAt: now })
    .where(openOf(from))
    .returning({ id: answerRequests.id })
  return moved.length
}
