import { and, desc, eq, gte, isNotNull, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { broadcasts } from '../database/tables/broadcasts.ts'
import { officerRoles, officers } from '../database/tables/officers.ts'
import { units } from '../database/tables/units.ts'
import { asBroadcast } from './broadcast-row.ts'
import type { Broadcast } from './broadcast.ts'

export type Approver = {
  readonly officerId: string
  /** They could approve without a break from `since` until now. */
  readonly allTheTime: boolean
}

/** Everybody who could approve for a unit at any moment from `since` until now, by a role on it or above it. */
export const approversSince = async (
  db: Queryable,
  unitPath: readonly string[],
  since: Date,
  now: Date,
): Promise<Approver[]> => {
  const from = since.toISOString()
  const rows = await db
    .select({
      officerId: officerRoles.officerId,
      allTheTime: sql<boolean>`bool_or(${officerRoles.grantedAt} <= ${from}::timestamptz
        and ${officerRoles.revokedAt} is null and ${officers.disabledAt} is null)`,
    })
    .from(officerRoles)
    .innerJoin(officers, eq(officers.id, officerRoles.officerId))
    .where(
      and(
        sql`(${officerRoles.role} = 'admin' or (${officerRoles.role} = 'approver'
          and ${officerRoles.unitId} = any(${arrayLiteral(unitPath)}::text[])))`,
        sql`${officerRoles.grantedAt} <= ${now.toISOString()}::timestamptz`,
        sql`coalesce(${officerRoles.revokedAt}, 'infinity') > ${from}::timestamptz`,
        sql`coalesce(${officers.disabledAt}, 'infinity') > ${from}::timestamptz`,
      ),
    )
    .groupBy(officerRoles.officerId)
  return rows
}

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
