import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { documentTemplates } from '../database/tables/documents.ts'
import type { DocumentKind } from './kinds.ts'
import type { Template } from './template.ts'

type Place = { readonly unitId: string; readonly kind: DocumentKind }

const at = ({ unitId, kind }: Place) => and(eq(documentTemplates.unitId, unitId), eq(documentTemplates.kind, kind))

/** The version of an office's own template, locked to the end of the transaction; 0 where it has none. */
export const lockTemplate = async (tx: Transaction, place: Place): Promise<number> => {
  const [row] = await tx
    .select({ version: documentTemplates.version })
    .from(documentTemplates)
    .where(at(place))
    .for('update')
  return row?.version ?? 0
}

/** False where somebody else has written a first one meanwhile. */
export const putTemplate = async (
  tx: Transaction,
  place: Place & { readonly texts: Template; readonly writtenBy: string; readonly now: Date; readonly version: number },
): Promise<boolean> => {
  const { unitId, kind, texts, writtenBy, now, version } = place
  if (version === 0) {
    const row = { unitId, kind, texts, writtenBy, updatedAt: now }
    const made = await tx
      .insert(documentTemplates)
      .values(row)
      .onConflictDoNothing()
      .returning({ kind: documentTemplates.kind })
    return made.length === 1
  }
  await tx
    .update(documentTemplates)
    .set({ texts, writtenBy, updatedAt: now, version: version + 1 })
    .where(at(place))
  return true
}

export const dropTemplate = async (tx: Transaction, place: Place): Promise<void> =>
  void (await tx.delete(documentTemplates).where(at(place)))
