import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { pastFigures, pastSheets } from '../database/tables/statistics.ts'
import { isId, newId } from '../kernel/ids.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import type { PastFigure, PastSheet } from './past.ts'

export const insertSheet = async (tx: Transaction, row: typeof pastSheets.$inferInsert): Promise<void> =>
  void (await tx.insert(pastSheets).values(row))

/** Locked to the end of the transaction. */
export const lockSheet = async (tx: Transaction, id: string): Promise<PastSheet | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await tx.select().from(pastSheets).where(eq(pastSheets.id, id)).for('update')
  return row as PastSheet | undefined
}

export const changeSheet = async (
  tx: Transaction,
  id: string,
  change: Partial<typeof pastSheets.$inferInsert>,
  now: Date,
): Promise<void> => {
  await tx
    .update(pastSheets)
    .set({ ...change, updatedAt: now, version: sql`${pastSheets.version} + 1` })
    .where(eq(pastSheets.id, id))
}

export const removeSheetRow = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.delete(pastSheets).where(eq(pastSheets.id, id)))

export const insertFigures = async (
  tx: Transaction,
  {
    sheetId,
    from,
    figures,
  }: { readonly sheetId: string; readonly from: number; readonly figures: readonly PastFigure[] },
): Promise<void> => {
  const rows = figures.map((figure, at) => ({
    // Of a sheet that is entered anew, id and place give way to new ones.
    ...figure,
    id: newId(),
    sheetId,
    seq: from + at,
    oldFolded: foldVietnamese(figure.oldUnit),
    districtFolded: foldVietnamese(figure.oldDistrict),
  }))
  if (rows.length > 0) await tx.insert(pastFigures).values(rows)
}

/** False where there is no such figure in the sheet. */
export const removeFigureRow = async (tx: Transaction, sheetId: string, id: string): Promise<boolean> => {
  if (!isId(id)) return false
  const gone = await tx
    .delete(pastFigures)
    .where(and(eq(pastFigures.sheetId, sheetId), eq(pastFigures.id, id)))
    .returning({ id: pastFigures.id })
  return gone.length > 0
}
