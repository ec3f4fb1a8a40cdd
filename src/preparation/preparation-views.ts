import { eq } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { preparations } from '../database/tables/preparation.ts'
import { usualPreparation, type Preparation, type SelectionRule } from './preparation.ts'

type Row = typeof preparations.$inferSelect

export const asPreparation = (dialogueId: string, row: Row | undefined): Preparation => {
  if (!row) return { ...usualPreparation, dialogueId, isFrozen: false, version: 0 }
  return {
    dialogueId,
    openingMinutes: row.openingMinutes,
    reportMinutes: row.reportMinutes,
    closingMinutes: row.closingMinutes,
    floorMinutes: row.frozenRule?.floorMinutes ?? row.floorMinutes,
    minutesEach: row.frozenRule?.minutesEach ?? row.minutesEach,
    rule: (row.frozenRule?.rule ?? row.rule) as SelectionRule,
    isFrozen: row.frozenRule !== null,
    departure: row.departure,
    invitesLacking: row.invitesLacking,
    version: row.version,
  }
}

/** How a session is prepared; as usual while nobody has decided otherwise. */
export const readPreparation = async (database: Queryable, dialogueId: string): Promise<Preparation> => {
  const [row] = await database.select().from(preparations).where(eq(preparations.dialogueId, dialogueId))
  return asPreparation(dialogueId, row)
}
