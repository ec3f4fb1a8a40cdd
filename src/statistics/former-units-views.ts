import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { pastFigures, pastSheets } from '../database/tables/statistics.ts'
import { unitNames, units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import type { Share, Unit } from '../units/index.ts'
import type { SourcedFigure } from './past-views.ts'
import type { KeptFigure } from './past.ts'

/** A unit or district of then of which something went into a unit of today, and what documents say of it as a whole. */
export type FormerUnit = {
  readonly name: string
  /** Empty where it is a district itself. */
  readonly district: string
  readonly share: Share
  /** Every unit of today that took something of it; a figure is told under each and divided among none. */
  readonly heirs: readonly string[]
  readonly figures: readonly SourcedFigure[]
}

type Name = {
  readonly name: string
  readonly district: string
  readonly province: string
  readonly share: Share | null
  readonly unitId: string
  readonly heir: string
}
type Folded = SourcedFigure & { readonly oldFolded: string; readonly districtFolded: string }

/** "Quận Ba Đình" is also written "Ba Đình". */
const districtKey = (name: string): string => foldVietnamese(name).replace(/^(?:quan|huyen|thi xa|thanh pho) /, '')

/** Names of then within a province that a unit of today took over, with all others who took over the same or lay in the same districts. */
const namesAround = async (database: Queryable, unitId: string, provinceId: string): Promise<readonly Name[]> =>
  await database
    .select({
      name: unitNames.fullName,
      district: unitNames.district,
      province: unitNames.province,
      share: unitNames.share,
      unitId: units.id,
      heir: units.fullName,
    })
    .from(unitNames)
    .innerJoin(units, eq(units.id, unitNames.unitId))
    .where(
      and(
        eq(unitNames.kind, 'old'),
        sql`${units.path} @> array[${provinceId}]::text[] and ${units.validUntil} is null`,
        sql`exists (select 1 from unit_names own where own.unit_id = ${unitId} and own.kind = 'old'
          and (own.district = ${unitNames.district} or own.full_name = ${unitNames.fullName}))`,
      ),
    )
    .orderBy(asc(unitNames.fullName), asc(unitNames.district), asc(units.fullName))

const figuresOfNames = async (
  database: Queryable,
  provinceId: string,
  { names, districts }: { readonly names: readonly string[]; readonly districts: readonly string[] },
): Promise<readonly Folded[]> => {
  const withKinds = districts.flatMap((name) => [
    name,
    ...['quan', 'huyen', 'thi xa', 'thanh pho'].map((kind) => `${kind} ${name}`),
  ])
  const rows = await database
    .select({ figure: pastFigures, source: pastSheets.source, sourceOn: pastSheets.sourceOn })
    .from(pastFigures)
    .innerJoin(pastSheets, eq(pastSheets.id, pastFigures.sheetId))
    .innerJoin(units, eq(units.id, pastSheets.unitId))
    .where(
      and(
        eq(pastSheets.state, 'approved'),
        sql`${units.path} @> array[${provinceId}]::text[]`,
        or(
          inArray(pastFigures.oldFolded, [...names, ...withKinds]),
          sql`${pastFigures.oldFolded} = '' and ${pastFigures.districtFolded} = any(${arrayLiteral(withKinds)}::text[])`,
        ),
      ),
    )
    .orderBy(asc(pastFigures.fromYear), asc(pastSheets.sourceOn), asc(pastFigures.seq))
  return rows.map(({ figure, source, sourceOn }) => ({
    ...(figure as Omit<Folded, 'source' | 'sourceOn'> & KeptFigure),
    source,
    sourceOn: sourceOn as PlainDate,
  }))
}

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)]

/** A figure of a district itself, or of a whole tier in it. */
const isOfDistrict = (figure: Folded, key: string): boolean =>
  figure.oldFolded === ''
    ? districtKey(figure.districtFolded) === key
    : figure.level === 'district' && districtKey(figure.oldFolded) === key

const districtOf = (around: readonly Name[], figures: readonly Folded[], name: string): FormerUnit => {
  const all = around.filter(({ district }) => district === name)
  const heirs = unique(all.map(({ heir }) => heir))
  // Two provinces that became one may both have had it, and a figure does not say which.
  const isAmbiguous = unique(all.map(({ province }) => province)).length > 1
  const own = isAmbiguous ? [] : figures.filter((figure) => isOfDistrict(figure, districtKey(name)))
  return { name, district: '', share: heirs.length === 1 ? 'whole' : 'unknown', heirs, figures: own }
}

const formerUnitOf = (around: readonly Name[], figures: readonly Folded[], name: Name): FormerUnit => {
  const namesakes = around.filter((one) => one.name === name.name)
  const isAmbiguous = unique(namesakes.map(({ district, province }) => `${district}, ${province}`)).length > 1
  const own = figures.filter(
    (figure) =>
      figure.oldFolded === foldVietnamese(name.name) &&
      (figure.districtFolded === '' ? !isAmbiguous : districtKey(figure.districtFolded) === districtKey(name.district)),
  )
  const heirs = unique(namesakes.filter(({ district }) => district === name.district).map(({ heir }) => heir))
  return { name: name.name, district: name.district, share: name.share ?? 'unknown', heirs, figures: own }
}

/**
 * What went into a unit of today, with figures of then under the names of then: first the districts, then the units. Nothing
 * is divided by the share or added up, because no document says how a part of a ward voted or spoke. A name that two
 * districts had fits only where the figure says which.
 */
export const formerUnits = async (
  database: Queryable,
  unit: Pick<Unit, 'id' | 'path'>,
): Promise<readonly FormerUnit[]> => {
  const provinceId = unit.path[1]
  if (provinceId === undefined) return []
  const around = await namesAround(database, unit.id, provinceId)
  const own = around.filter(({ unitId }) => unitId === unit.id)
  if (own.length === 0) return []
  const districts = unique(own.map(({ district }) => district))
    .filter((district) => district !== '')
    .toSorted((one, other) => one.localeCompare(other, 'vi'))
  const figures = await figuresOfNames(database, provinceId, {
    names: unique(own.map(({ name }) => foldVietnamese(name))),
    districts: unique(districts.map(districtKey)),
  })
  return [
    // A district of which nothing is told would only stand in the way.
    ...districts.map((name) => districtOf(around, figures, name)).filter((one) => one.figures.length > 0),
    ...own.map((name) => formerUnitOf(around, figures, name)),
  ]
}
