import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { unitNames, units } from '../database/tables/units.ts'
import { inBatches, incoming, inserted, type Written } from './batch-store.ts'

export type NewUnitName = typeof unitNames.$inferInsert

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
