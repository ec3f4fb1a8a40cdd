import { and, eq, ne } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { opinions } from '../database/tables/questions.ts'
import { units } from '../database/tables/units.ts'
import { isId } from '../kernel/ids.ts'
import type { OpinionClass } from './opinion.ts'

export type OpinionStanding = {
  readonly id: string
  readonly unitId: string
  readonly unitPath: readonly string[]
  readonly dialogueId: string | null
  /** The matter that it stands in; null until an officer has kept it. */
  readonly itemId: string | null
  readonly opinionClass: OpinionClass
}

/** Where one opinion stands, without a word of it and without its author; nothing once it is erased. */
export const readStanding = async (database: Queryable, id: string): Promise<OpinionStanding | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await database
    .select({
      id: opinions.id,
      unitId: opinions.unitId,
      unitPath: units.path,
      dialogueId: opinions.dialogueId,
      itemId: opinions.itemId,
      opinionClass: opinions.opinionClass,
    })
    .from(opinions)
    .innerJoin(units, eq(units.id, opinions.unitId))
    .where(and(eq(opinions.id, id), ne(opinions.state, 'erased')))
  return row && { ...row, opinionClass: row.opinionClass as OpinionClass }
}
