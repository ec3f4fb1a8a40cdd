import { asc, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../../database/index.ts'
import { officers } from '../../database/tables/officers.ts'
import { disclosureReaders, disclosures, opinions } from '../../database/tables/questions.ts'
import { units } from '../../database/tables/units.ts'

export type DisclosureRow = typeof disclosures.$inferSelect
export type DisclosureState = 'asked' | 'granted' | 'declined' | 'revoked' | 'ended'

/** Names of those who may read, with where they work. */
export const readersOf = async (
  database: Queryable,
  disclosureIds: readonly string[],
): Promise<Map<string, { readonly id: string; readonly name: string }[]>> => {
  if (disclosureIds.length === 0) return new Map()
  const rows = await database
    .select({ disclosureId: disclosureReaders.disclosureId, id: officers.id, name: officers.name })
    .from(disclosureReaders)
    .innerJoin(officers, eq(officers.id, disclosureReaders.officerId))
    .where(inArray(disclosureReaders.disclosureId, [...disclosureIds]))
    .orderBy(asc(officers.name), asc(officers.id))
  const byDisclosure = Map.groupBy(rows, (row) => row.disclosureId)
  return new Map([...byDisclosure].map(([id, found]) => [id, found.map((one) => ({ id: one.id, name: one.name }))]))
}

export const disclosuresOf = async (database: Queryable, opinionId: string): Promise<DisclosureRow[]> =>
  await database
    .select()
    .from(disclosures)
    .where(eq(disclosures.opinionId, opinionId))
    .orderBy(asc(disclosures.askedAt), asc(disclosures.id))

export const findDisclosure = async (database: Queryable, id: string) => {
  const [row] = await database
    .select({ disclosure: disclosures, opinionState: opinions.state, unitId: opinions.unitId, path: units.path })
    .from(disclosures)
    .innerJoin(opinions, eq(opinions.id, disclosures.opinionId))
    .leftJoin(units, eq(units.id, opinions.unitId))
    .where(eq(disclosures.id, id))
  return row
}
