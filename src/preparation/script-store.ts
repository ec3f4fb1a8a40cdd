import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { runningScripts } from '../database/tables/preparation.ts'
import type { ScriptBlock } from './script.ts'

type Change = {
  readonly dialogueId: string
  /** 0 for the first one. */
  readonly version: number
  readonly blocks: readonly ScriptBlock[]
  readonly officerId: string
  readonly now: Date
}

/** False when `version` is no longer the newest. */
export const writeScript = async (tx: Transaction, change: Change): Promise<boolean> => {
  const { dialogueId, version, officerId, now } = change
  const set = { blocks: [...change.blocks], updatedBy: officerId, updatedAt: now }
  const rows =
    version === 0
      ? await tx
          .insert(runningScripts)
          .values({ ...set, dialogueId })
          .onConflictDoNothing()
          .returning({ id: runningScripts.dialogueId })
      : await tx
          .update(runningScripts)
          .set({ ...set, version: sql`${runningScripts.version} + 1` })
          .where(and(eq(runningScripts.dialogueId, dialogueId), eq(runningScripts.version, version)))
          .returning({ id: runningScripts.dialogueId })
  return rows.length > 0
}
