import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import type { Dataset, DatasetFault, DatasetOldName } from './dataset.ts'
import { foldName } from './fold-name.ts'
import { foldPlace, ownName } from './own-name.ts'
import { countryId } from './unit.ts'
import {
  analyzePlaces,
  knownOldUnits,
  removeOtherImports,
  removeStaleNames,
  upsertNames,
  type NewUnitName,
  type OldUnitKey,
} from './unit-name-store.ts'
import { knownIds, provinceNames, upsertUnits, type NewUnit } from './unit-store.ts'
import type { Written } from './batch-store.ts'

export type ImportOutcome =
  | { readonly kind: 'imported'; readonly units: Written; readonly names: Written & { readonly removed: number } }
  /** Nothing was written. */
  | { readonly kind: 'refused'; readonly faults: readonly DatasetFault[] }

const country: NewUnit = {
  id: countryId,
  parentId: null,
  path: [countryId],
  level: 'country',
  type: 'country',
  name: 'Việt Nam',
  fullName: 'Việt Nam',
  folded: 'viet nam',
  validFrom: '1945-09-02',
}

const unitsOf = ({ provinces, communes, effectiveOn }: Dataset): NewUnit[] => [
  country,
  ...provinces.map(({ code, type, name, fullName }): NewUnit => ({
    id: code,
    code,
    parentId: countryId,
    path: [countryId, code],
    level: 'province',
    type,
    name,
    fullName,
    folded: foldName(name),
    validFrom: effectiveOn,
  })),
  ...communes.map(({ code, provinceCode, type, name, fullName, population, areaKm2, voters }): NewUnit => ({
    id: code,
    code,
    parentId: provinceCode,
    path: [countryId, provinceCode, code],
    level: 'commune',
    type,
    name,
    fullName,
    folded: foldName(name),
    // PostgreSQL wants the same columns in every row of a batch.
    population: population ?? null,
    areaKm2: areaKm2 ?? null,
    voters: voters ?? null,
    validFrom: effectiveOn,
  })),
]

const oldName = (old: DatasetOldName, since: string, source: string): NewUnitName => ({
  unitId: old.newCode,
  kind: 'old',
  type: old.type,
  fullName: old.fullName,
  folded: foldName(old.name),
  district: old.district,
  districtFolded: foldPlace(old.district),
  province: old.province,
  provinceFolded: foldPlace(old.province),
  share: old.share,
  since,
  source,
})

const keyOf = (unit: OldUnitKey): string => [unit.folded, unit.districtFolded, unit.provinceFolded].join('|')

/** Former provinces went whole into the new ones, so their names lead there. */
const formerProvinces = (dataset: Dataset, source: string): NewUnitName[] => {
  const provinceOf = new Map(dataset.communes.map(({ code, provinceCode }) => [code, provinceCode]))
  const present = new Map(dataset.provinces.map(({ code, name }) => [code, foldName(name)]))
  const former = new Map<string, string>()
  for (const { province, newCode } of dataset.oldNames) {
    const code = provinceOf.get(newCode)
    if (code !== undefined && present.get(code) !== foldPlace(province)) former.set(province, code)
  }
  return [...former].map(([fullName, code]) => ({
    unitId: code,
    kind: 'old',
    type: 'province',
    fullName,
    folded: foldPlace(fullName),
    province: fullName,
    provinceFolded: foldPlace(fullName),
    share: 'whole',
    since: dataset.effectiveOn,
    source,
  }))
}

/** Rows that lead to a unit which neither the data nor the register holds. */
const danglingRows = async ({ tx }: Scope, dataset: Dataset): Promise<DatasetFault[]> => {
  const given = new Set([...dataset.provinces, ...dataset.communes].map(({ code }) => code))
  const asked = [
    ...dataset.communes.map(({ fullName, provinceCode }) => ({ row: fullName, code: provinceCode })),
    ...dataset.oldNames.map(({ fullName, newCode }) => ({ row: fullName, code: newCode })),
  ].filter(({ code }) => !given.has(code))
  const ids = await knownIds(tx, [...new Set(asked.map(({ code }) => code))])
  return asked
    .filter(({ code }) => !ids.has(code))
    .map(({ row, code }) => ({ row, why: `no unit has the code ${code}` }))
}

/**
 * Brings provinces, communes and old names into the register; doing it again changes nothing. Known shares of an old
 * unit take the place of what other imports said about it; unknown ones never do. Closed units are not opened again.
 */
export const importUnits = async (scope: Scope, dataset: Dataset): Promise<ImportOutcome> => {
  requireRole(scope.actor, ['admin'], [countryId])
  const faults = await danglingRows(scope, dataset)
  if (faults.length > 0) return { kind: 'refused', faults }

  const { tx } = scope
  const source = `import: ${dataset.source}`
  const rows = unitsOf(dataset)
  const written = await upsertUnits(tx, rows)
  await removeStaleNames(tx)

  const provinces = await provinceNames(tx)
  const own = rows
    .filter(({ level }) => level !== 'country')
    .map((unit) => ownName(unit, provinces.get(unit.path[1] ?? '') ?? '', source))

  const old = dataset.oldNames.map((name) => oldName(name, dataset.effectiveOn, source))
  const better = old.filter(({ share }) => share !== 'unknown') as (NewUnitName & OldUnitKey)[]
  const removed = await removeOtherImports(tx, better, source)
  const known = new Set((await knownOldUnits(tx)).map(keyOf))
  const useful = old.filter((name) => name.share !== 'unknown' || !known.has(keyOf(name as NewUnitName & OldUnitKey)))
  const names = await upsertNames(tx, [...own, ...formerProvinces(dataset, source), ...useful])
  await analyzePlaces(tx)
  return { kind: 'imported', units: written, names: { ...names, removed } }
}
