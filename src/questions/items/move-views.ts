import { eq } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { opinionMoves, opinions } from '../../database/tables/questions.ts'
import { units } from '../../database/tables/units.ts'
import type { Place } from './item-store.ts'

/** The item into which one merging has joined others. */
export const placeOfBatch = async (database: Queryable, batchId: string): Promise<string | undefined> => {
  const [row] = await database
    .select({ toItemId: opinionMoves.toItemId })
    .from(opinionMoves)
    .where(eq(opinionMoves.batchId, batchId))
    .limit(1)
  return row?.toItemId
}

/** Where an opinion belongs, and the item that it stands in now. */
export const placeOfOpinion = async (
  database: Queryable,
  by: string | { readonly id: string } | { readonly codeHash: string },
): Promise<(Place & { readonly itemId: string | null; readonly unitPath: readonly string[] }) | undefined> => {
  const which =
    typeof by !== 'string' && 'codeHash' in by
      ? eq(opinions.codeHash, by.codeHash)
      : eq(opinions.id, typeof by === 'string' ? by : by.id)
  const [row] = await database
    .select({
      unitId: opinions.unitId,
      dialogueId: opinions.dialogueId,
      itemId: opinions.itemId,
      path: units.path,
    })
    .from(opinions)
    .leftJoin(units, eq(units.id, opinions.unitId))
    .where(which)
  return row && { ...row, unitPath: row.path ?? [row.unitId] }
}
