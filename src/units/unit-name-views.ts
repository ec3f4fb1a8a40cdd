import { and, arrayContains, asc, eq, lte, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Queryable } from '../database/index.ts'
import { unitNames, units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { holdsOn } from './unit-views.ts'

const provinces = alias(units, 'provinces')

/** One name of a unit that holds, with the unit. */
export type NameRow = Awaited<ReturnType<typeof readNames>>[number]

export type NameFilter = {
  readonly condition: SQL | undefined
  /** The day on which the unit must hold and the name must lead to it. */
  readonly on: PlainDate
  /** Only this unit and what lies below it. */
  readonly within?: string
  /** What comes first; equal ones come in the order of provinces and names, so that answers do not jump. */
  readonly first?: SQL
  readonly limit: number
}

/** The names that fit a condition, with their units, in a stable order. */
export const readNames = async (db: Queryable, filter: NameFilter) =>
  await db
    .select({
      nameId: unitNames.id,
      kind: unitNames.kind,
      nameType: unitNames.type,
      nameFull: unitNames.fullName,
      folded: unitNames.folded,
      district: unitNames.district,
      districtFolded: unitNames.districtFolded,
      nameProvince: unitNames.province,
      provinceFolded: unitNames.provinceFolded,
      share: unitNames.share,
      id: units.id,
      fullName: units.fullName,
      level: units.level,
      type: units.type,
      path: units.path,
      parentId: units.parentId,
      province: provinces.fullName,
      provinceCode: provinces.code,
    })
    .from(unitNames)
    .innerJoin(units, eq(units.id, unitNames.unitId))
    .leftJoin(provinces, eq(provinces.id, sql`${units.path}[2]`))
    .where(
      and(
        filter.condition,
        lte(unitNames.since, filter.on),
        holdsOn(filter.on),
        filter.within === undefined ? undefined : arrayContains(units.path, [filter.within]),
      ),
    )
    .orderBy(
      ...(filter.first ? [filter.first] : []),
      asc(unitNames.provinceFolded),
      asc(units.fullName),
      asc(units.id),
      asc(unitNames.id),
    )
    .limit(filter.limit)
