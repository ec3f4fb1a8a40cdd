import { and, desc, eq, gte, isNotNull, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { broadcasts } from '../database/tables/broadcasts.ts'
import { units } from '../database/tables/units.ts'
import { asBroadcast } from './broadcast-row.ts'
import type { Broadcast } from './broadcast.ts'

/** What one person approved alone, for hosts in these units and below: shown to the level above, the newest first. */
export const aloneApprovals = async (
  db: Queryable,
  options: { readonly unitIds: readonly string[]; readonly since: Date },
): Promise<Broadcast[]> => {
  const rows = await db
    .select({ broadcast: broadcasts })
    .from(broadcasts)
    .innerJoin(units, eq(units.id, broadcasts.unitId))
    .where(
      and(
        isNotNull(broadcasts.approvalNote),
        gte(broadcasts.approvedAt, options.since),
        sql`${units.path} && ${arrayLiteral(options.unitIds)}::text[]`,
      ),
    )
    .orderBy(desc(broadcasts.approvedAt), desc(broadcasts.id))
  return rows.map((row) => asBroadcast(row.broadcast))
}
