import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { unitChanges, unitNames, units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'

export type NewUnit = typeof units.$inferInsert
export type NewUnitName = typeof unitNames.$inferInsert
export type NewUnitChange = typeof unitChanges.$inferInsert
export type Written = { readonly added: number; readonly updated: number }

const batchSize = 1000

const inBatches = async <Row>(
  rows: readonly Row[],
  write: (batch: Row[]) => Promise<{ inserted: boolean }[]>,
): Promise<Written> => {
  let added = 0
  let updated = 0
  for (let at = 0; at < rows.length; at += batchSize) {
    const written = await write(rows.slice(at, at + batchSize))
    const fresh = written.filter(({ inserted }) => inserted).length
    added += fresh
    updated += written.length - fresh
  }
  return { added, updated }
}

const incoming = (column: string) => sql.raw(`excluded.${column}`)
// PostgreSQL tells a fresh row from an updated one by the deleting transaction id, which is zero on a fresh one.
const inserted = sql<boolean>`(xmax = 0)`

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

/** Adds names and brings known ones up to date. */
export const upsertNames = async (tx: Transaction, rows: readonly NewUnitName[]): Promise<Written> =>
  await inBatches(
    rows,
    async (batch) =>
      await tx
        .insert(unitNames)
        .values(batch)
        .onConflictDoUpdate({
          target: [unitNames.unitId, unitNames.kind, unitNames.fullName, unitNames.district, unitNames.province],
          set: {
            type: incoming('type'),
            folded: incoming('folded'),
            share: incoming('share'),
            source: incoming('source'),
          },
          setWhere: sql`(${unitNames.type}, ${unitNames.folded}, ${unitNames.share})
            is distinct from (excluded.type, excluded.folded, excluded.share)`,
        })
        .returning({ inserted }),
  )

/** A unit is found by the name it bears now: takes away own names that it bears no more. */
export const removeStaleNames = async (tx: Transaction): Promise<void> => {
  await tx.execute(sql`
    delete from ${unitNames} using ${units}
    where ${units.id} = ${unitNames.unitId} and ${unitNames.kind} = 'current'
      and ${unitNames.fullName} <> ${units.fullName}`)
}

/** The key of an old unit, by which sources are compared. */
export type OldUnitKey = {
  readonly folded: string
  readonly districtFolded: string
  readonly provinceFolded: string
}

/** Old units of which the shares are known. */
export const knownOldUnits = async (tx: Transaction): Promise<OldUnitKey[]> =>
  await tx
    .selectDistinct({
      folded: unitNames.folded,
      districtFolded: unitNames.districtFolded,
      provinceFolded: unitNames.provinceFolded,
    })
    .from(unitNames)
    .where(and(eq(unitNames.kind, 'old'), sql`${unitNames.share} <> 'unknown'`))

/** Takes away what other imports said about these old units; what changes of our own recorded stays. */
export const removeOtherImports = async (
  tx: Transaction,
  oldUnits: readonly OldUnitKey[],
  source: string,
): Promise<number> => {
  if (oldUnits.length === 0) return 0
  const removed = await tx.execute(sql`
    delete from ${unitNames}
    using unnest(
      ${sql.param(oldUnits.map(({ folded }) => folded))}::text[],
      ${sql.param(oldUnits.map(({ districtFolded }) => districtFolded))}::text[],
      ${sql.param(oldUnits.map(({ provinceFolded }) => provinceFolded))}::text[]
    ) as better (folded, district, province)
    where ${unitNames.kind} = 'old' and ${unitNames.folded} = better.folded
      and ${unitNames.districtFolded} = better.district and ${unitNames.provinceFolded} = better.province
      and ${unitNames.source} like 'import: %' and ${unitNames.source} <> ${source}
    returning 1`)
  return removed.length
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

export const namesOf = async (tx: Transaction, ids: readonly string[]) =>
  await tx
    .select()
    .from(unitNames)
    .where(inArray(unitNames.unitId, [...ids]))
    .orderBy(unitNames.id)

/** After thousands of new rows the planner would search without knowing them; a role that may not gets a warning. */
export const analyzePlaces = async (tx: Transaction): Promise<void> => {
  await tx.execute(sql`analyze ${units}, ${unitNames}`)
}
