import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { unitChanges, units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { batchSize, inBatches, incoming, inserted, type Written } from './batch-store.ts'

export type NewUnit = typeof units.$inferInsert
export type NewUnitChange = typeof unitChanges.$inferInsert

/** Adds units and brings known ones up to date; closed ones and figures that are not given stay as they are. */
export const upsertUnits = async (tx: Transaction, rows: readonly NewUnit[]): Promise<Written> =>
  await inBatches(
    rows,
    async (batch) =>
      await tx
        .insert(units)
        .values(batch)
        .onConflictDoUpdate({
          target: units.id,
          set: {
            type: incoming('type'),
            name: incoming('name'),
            fullName: incoming('full_name'),
            folded: incoming('folded'),
            population: sql`coalesce(excluded.population, ${units.population})`,
            areaKm2: sql`coalesce(excluded.area_km2, ${units.areaKm2})`,
            voters: sql`coalesce(excluded.voters, ${units.voters})`,
          },
          setWhere: sql`${units.validUntil} is null and (
            (${units.type}, ${units.fullName}) is distinct from (excluded.type, excluded.full_name)
            or ${units.population} is distinct from coalesce(excluded.population, ${units.population})
            or ${units.areaKm2} is distinct from coalesce(excluded.area_km2, ${units.areaKm2})
            or ${units.voters} is distinct from coalesce(excluded.voters, ${units.voters}))`,
        })
        .returning({ inserted }),
  )

export const updateVoters = async (tx: Transaction, id: string, voters: number): Promise<void> => {
  await tx.update(units).set({ voters }).where(eq(units.id, id))
}

/** Ends units on a day; one that was entered later than that (a resolution recorded late) a day after its beginning. */
export const closeUnits = async (tx: Transaction, ids: readonly string[], day: PlainDate): Promise<void> => {
  if (ids.length === 0) return
  await tx
    .update(units)
    .set({ validUntil: sql`greatest(${day}::date, ${units.validFrom} + 1)` })
    .where(and(inArray(units.id, [...ids]), isNull(units.validUntil)))
}

export const insertUnits = async (tx: Transaction, rows: readonly NewUnit[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += batchSize) await tx.insert(units).values(rows.slice(at, at + batchSize))
}

export const insertChanges = async (tx: Transaction, rows: readonly NewUnitChange[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += batchSize) {
    await tx.insert(unitChanges).values(rows.slice(at, at + batchSize))
  }
}

/** Locks units so that two changes of one of them come one after the other; gives them in the order of ids. */
export const lockUnits = async (tx: Transaction, ids: readonly string[]) =>
  await tx
    .select()
    .from(units)
    .where(inArray(units.id, [...ids]))
    .orderBy(units.id)
    .for('no key update')

/** Which of these ids the register holds. */
export const knownIds = async (tx: Transaction, ids: readonly string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set()
  const known = await tx
    .select({ id: units.id })
    .from(units)
    .where(inArray(units.id, [...ids]))
  return new Set(known.map(({ id }) => id))
}

/** Every unit that bears or bore one of these official codes. */
export const holdersOfCodes = async (tx: Transaction, codes: readonly string[]) =>
  codes.length === 0
    ? []
    : await tx
        .select()
        .from(units)
        .where(inArray(units.code, [...codes]))

/** Villages and ward groups of communes that have no end yet. */
export const openGroupsOf = async (tx: Transaction, communeIds: readonly string[]) =>
  communeIds.length === 0
    ? []
    : await tx
        .select()
        .from(units)
        .where(and(eq(units.level, 'group'), inArray(units.parentId, [...communeIds]), isNull(units.validUntil)))
        .orderBy(units.id)

/** Full names of the provinces by their ids. */
export const provinceNames = async (tx: Transaction): Promise<ReadonlyMap<string, string>> => {
  const found = await tx
    .select({ id: units.id, fullName: units.fullName })
    .from(units)
    .where(eq(units.level, 'province'))
  return new Map(found.map(({ id, fullName }) => [id, fullName]))
}
