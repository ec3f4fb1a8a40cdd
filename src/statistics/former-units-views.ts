import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { pastFigures, pastSheets } from '../database/tables/statistics.ts'
import { unitNames, units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import type { Share, Unit } from '../units/index.ts'
import type { SourcedFigure } from './past-views.ts'
import type { KeptFigure } from './past.ts'

/** A unit of then that went into a unit of today, how much of it, and what documents say of it. */
export type FormerUnit = {
  readonly name: string
  readonly district: string
  readonly share: Share
  readonly since: string
  readonly figures: readonly SourcedFigure[]
}

const figuresOfNames = async (
  database: Queryable,
  provinceId: string,
  folded: readonly string[],
): Promise<readonly (SourcedFigure & { readonly oldFolded: string; readonly districtFolded: string })[]> => {
  const rows = await database
    .select({ figure: pastFigures, source: pastSheets.source, sourceOn: pastSheets.sourceOn })
    .from(pastFigures)
    .innerJoin(pastSheets, eq(pastSheets.id, pastFigures.sheetId))
    .innerJoin(units, eq(units.id, pastSheets.unitId))
    .where(
      and(
        eq(pastSheets.state, 'approved'),
        sql`${units.path} @> array[${provinceId}]::text[]`,
        inArray(pastFigures.oldFolded, [...folded]),
      ),
    )
    .orderBy(asc(pastFigures.fromYear), asc(pastSheets.sourceOn), asc(pastFigures.seq))
  return rows.map(({ figure, source, sourceOn }) => ({
    ...(figure as KeptFigure & { readonly oldFolded: string; readonly districtFolded: string }),
    source,
    sourceOn: sourceOn as PlainDate,
  }))
}

/**
 * What went into a unit of today, each with its own figures: nothing is divided by the share or added up, because no
 * document says how a part of a ward voted or spoke. A name that two districts had fits only where the figure says which.
 */
export const formerUnits = async (
  database: Queryable,
  unit: Pick<Unit, 'id' | 'path'>,
): Promise<readonly FormerUnit[]> => {
  const provinceId = unit.path[1]
  if (provinceId === undefined) return []
  const names = await database
    .select({
      name: unitNames.fullName,
      district: unitNames.district,
      share: unitNames.share,
      since: unitNames.since,
    })
    .from(unitNames)
    .where(and(eq(unitNames.unitId, unit.id), eq(unitNames.kind, 'old')))
    .orderBy(asc(unitNames.fullName), asc(unitNames.district))
  if (names.length === 0) return []
  const folded = [...new Set(names.map(({ name }) => foldVietnamese(name)))]
  const [figures, everywhere] = await Promise.all([
    figuresOfNames(database, provinceId, folded),
    database
      .selectDistinct({ name: unitNames.fullName, district: unitNames.district })
      .from(unitNames)
      .innerJoin(units, eq(units.id, unitNames.unitId))
      .where(
        and(
          eq(unitNames.kind, 'old'),
          sql`${units.path} @> array[${provinceId}]::text[]`,
          inArray(unitNames.fullName, [...new Set(names.map(({ name }) => name))]),
        ),
      ),
  ])
  return names.map(({ name, district, share, since }): FormerUnit => {
    const isAmbiguous = everywhere.filter((one) => one.name === name).length > 1
    const own = figures.filter(
      (figure) =>
        figure.oldFolded === foldVietnamese(name) &&
        (figure.districtFolded === '' ? !isAmbiguous : figure.districtFolded === foldVietnamese(district)),
    )
    return { name, district, share: share ?? 'unknown', since, figures: own }
  })
}
