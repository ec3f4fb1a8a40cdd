import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { agendaLines } from '../database/tables/preparation.ts'
import { newId } from '../kernel/ids.ts'
import type { AgendaLine, NewLine } from './agenda.ts'

/**
 * Puts a whole agenda in the place of the one before. Lines that stay are changed where they are: what the hall counts
 * at the same moment is not lost.
 */
export const replaceAgenda = async (
  tx: Transaction,
  dialogueId: string,
  before: readonly AgendaLine[],
  lines: readonly NewLine[],
): Promise<void> => {
  const known = new Set(before.map(({ id }) => id))
  const rows = lines.map(({ itemId, topicId, taskId, title, who, place, minutes, isPinned, id }, position) => ({
    itemId,
    topicId,
    taskId: taskId ?? null,
    title,
    who,
    place,
    minutes,
    isPinned,
    dialogueId,
    position,
    id: id !== undefined && known.has(id) ? id : newId(),
  }))
  const kept = rows.map(({ id }) => id)
  await tx.delete(agendaLines).where(and(eq(agendaLines.dialogueId, dialogueId), notInArray(agendaLines.id, kept)))
  for (const { id, ...row } of rows) {
    await tx
      .insert(agendaLines)
      .values({ id, ...row })
      .onConflictDoUpdate({ target: agendaLines.id, set: row })
  }
}

export const addUsedSeconds = async (
  tx: Transaction,
  used: { readonly dialogueId: string; readonly lineId: string; readonly seconds: number },
): Promise<void> => {
  await tx
    .update(agendaLines)
    .set({ usedSeconds: sql`coalesce(${agendaLines.usedSeconds}, 0) + ${used.seconds}` })
    .where(and(eq(agendaLines.id, used.lineId), eq(agendaLines.dialogueId, used.dialogueId)))
}
