import { eq } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { runningScripts } from '../database/tables/preparation.ts'
import type { Script } from './script.ts'

/** The running script of a session; nothing until one was drafted. */
export const readScript = async (database: Queryable, dialogueId: string): Promise<Script | undefined> => {
  const [row] = await database.select().from(runningScripts).where(eq(runningScripts.dialogueId, dialogueId))
  return row && { blocks: row.blocks, version: row.version, updatedAt: row.updatedAt }
}
