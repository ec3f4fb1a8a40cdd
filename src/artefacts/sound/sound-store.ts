import { eq } from 'drizzle-orm'
import type { Transaction } from '../../database/index.ts'
import { dialogueSounds } from '../../database/tables/artefacts.ts'

/** Puts a recording in the place of the one before; the row stays locked, so two officers follow one another. */
export const putSound = async (tx: Transaction, row: typeof dialogueSounds.$inferInsert): Promise<void> => {
  const { dialogueId: _key, ...set } = row
  await tx.insert(dialogueSounds).values(row).onConflictDoUpdate({ target: dialogueSounds.dialogueId, set })
}

/** Gives whether there was one. */
export const dropSound = async (tx: Transaction, dialogueId: string): Promise<boolean> => {
  const gone = await tx
    .delete(dialogueSounds)
    .where(eq(dialogueSounds.dialogueId, dialogueId))
    .returning({ dialogueId: dialogueSounds.dialogueId })
  return gone.length === 1
}
