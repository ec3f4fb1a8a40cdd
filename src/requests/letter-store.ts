import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { dialogueRequestLetters } from '../database/tables/requests.ts'

type NewLetter = typeof dialogueRequestLetters.$inferInsert

/** The first one, or the same in better words; the request is locked, and nobody has approved it yet. */
export const saveLetterRow = async (tx: Transaction, row: NewLetter): Promise<void> => {
  const { requestId: _, ...set } = row
  await tx
    .insert(dialogueRequestLetters)
    .values(row)
    .onConflictDoUpdate({
      target: dialogueRequestLetters.requestId,
      set: { ...set, version: sql`${dialogueRequestLetters.version} + 1` },
    })
}

export const approveLetterRow = async (
  tx: Transaction,
  requestId: string,
  approval: Pick<NewLetter, 'approvedBy' | 'approvedAt' | 'aloneBecause'>,
): Promise<void> => {
  await tx.update(dialogueRequestLetters).set(approval).where(eq(dialogueRequestLetters.requestId, requestId))
}
