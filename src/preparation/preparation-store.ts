import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import type { Dialogue } from '../dialogues/index.ts'
import { preparations } from '../database/tables/preparation.ts'
import { asPreparation } from './preparation-views.ts'
import { usualPreparation, type Preparation } from './preparation.ts'

/**
 * The preparation locked for a change, made if there was none. Whoever comes first after the collection has closed
 * fixes the rule: moving the closing time afterwards opens it no more.
 */
export const lockPreparation = async (
  tx: Transaction,
  dialogue: Pick<Dialogue, 'id' | 'collectionClosesAt'>,
  now: Date,
): Promise<Preparation> => {
  const { id: dialogueId } = dialogue
  await tx
    .insert(preparations)
    .values({ ...usualPreparation, dialogueId, version: 0, updatedAt: now })
    .onConflictDoNothing()
  const [row] = await tx.select().from(preparations).where(eq(preparations.dialogueId, dialogueId)).for('update')
  if (!row) throw new Error('a preparation that was just made is not there')
  if (row.frozenRule === null && dialogue.collectionClosesAt <= now) {
    const { rule, floorMinutes, minutesEach } = row
    row.frozenRule = { rule, floorMinutes, minutesEach }
    await tx
      .update(preparations)
      .set({ frozenRule: row.frozenRule })
      .where(and(eq(preparations.dialogueId, dialogueId), isNull(preparations.frozenRule)))
  }
  return asPreparation(dialogueId, row)
}

type Changes = Partial<Omit<Preparation, 'dialogueId' | 'isFrozen' | 'version'>>

/** Writes changes of a locked preparation; gives the new version. */
export const updatePreparation = async (
  tx: Transaction,
  dialogueId: string,
  changes: Changes,
  by: { readonly officerId: string; readonly now: Date },
): Promise<number> => {
  const [row] = await tx
    .update(preparations)
    .set({
      ...changes,
      version: sql`${preparations.version} + 1`,
      updatedBy: by.officerId,
      updatedAt: by.now,
    })
    .where(eq(preparations.dialogueId, dialogueId))
    .returning({ version: preparations.version })
  return row?.version ?? 0
}
