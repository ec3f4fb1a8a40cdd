import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { unitNetworks } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { countsAsNotice, type Network } from './network.ts'

const asNetwork = (row: typeof unitNetworks.$inferSelect): Network => ({
  id: row.id,
  unitId: row.unitId,
  kind: row.kind,
  name: row.name,
  since: row.since as PlainDate,
  minutesNumber: row.minutesNumber,
  minutesDate: row.minutesDate as PlainDate,
  minutesFile: row.minutesFile,
  endedOn: row.endedOn as PlainDate | null,
  isLawful: countsAsNotice(row.kind),
})

/** The networks that held on a day in these villages and ward groups; `isLawful` ones count in the proof of notice. */
export const networksOf = async (db: Queryable, unitIds: readonly string[], at: PlainDate): Promise<Network[]> => {
  if (unitIds.length === 0) return []
  const found = await db
    .select()
    .from(unitNetworks)
    .where(
      and(
        inArray(unitNetworks.unitId, [...unitIds]),
        lte(unitNetworks.since, at),
        or(isNull(unitNetworks.endedOn), gt(unitNetworks.endedOn, at)),
      ),
    )
    .orderBy(asc(unitNetworks.unitId), asc(unitNetworks.since), asc(unitNetworks.id))
  return found.map(asNetwork)
}

/** Everything that was ever agreed in one village or ward group, ended ones too. */
export const allNetworksOf = async (db: Queryable, unitId: string): Promise<Network[]> => {
  const found = await db
    .select()
    .from(unitNetworks)
    .where(eq(unitNetworks.unitId, unitId))
    .orderBy(asc(unitNetworks.since), asc(unitNetworks.id))
  return found.map(asNetwork)
}

export const findNetwork = async (db: Queryable, id: string): Promise<Network | undefined> => {
  const [found] = await db.select().from(unitNetworks).where(eq(unitNetworks.id, id))
  return found && asNetwork(found)
}
