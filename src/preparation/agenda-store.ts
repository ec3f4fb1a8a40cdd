import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { agendaLines } from '../database/tables/preparation.ts'
import { newId } from '../kernel/ids.ts'
import type { AgendaLine, NewLine } from './agenda.ts'

/** Puts a whole agenda in the place of the one before. What was counted in the hall stays with its line. */
export const replaceAgenda = async (
  tx: Transaction,
  dialogueId: string,
  before: readonly AgendaLine[],
  lines: readonly NewLine[],
): Promise<void> => {
  const known = new Map(before.map((line) => [line.id, line]))
  await tx.delete(agendaLines).where(eq(agendaLines.dialogueId, dialogueId))
  if (lines.length === 0) return
  await tx.insert(agendaLines).values(
    lines.map((line, position) => {
      const same = line.id === undefined ? undefined : known.get(line.id)
      return { ...line, id: same?.id ?? newId(), dialogueId, position, usedSeconds: same?.usedSeconds ?? null }
    }),
  )
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

/** False for a line that is none of the session. */
export const updateUsed = async (
  tx: Transaction,
  dialogueId: string,
  lineId: string,
  usedSeconds: number,
): Promise<boolean> =>
  (
    await tx
      .update(agendaLines)
      .set({ usedSeconds })
      .where(and(eq(agendaLines.dialogueId, dialogueId), eq(agendaLines.id, lineId)))
      .returning({ id: agendaLines.id })
  ).length > 0
