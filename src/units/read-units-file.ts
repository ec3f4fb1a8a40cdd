import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Dataset, DatasetCommune, DatasetOldName } from './dataset.ts'
import { readCsv, type CsvRow } from './read-csv.ts'
import { levelOf, shares, splitFullName, type Share } from './unit.ts'

/** What is wrong with a line of a file; `line` counts from 1 with the line of titles. */
export type UnitsFileFault = { readonly line: number; readonly why: string }

export type UnitsFile =
  | { readonly kind: 'data'; readonly data: Dataset }
  | { readonly kind: 'faults'; readonly faults: readonly UnitsFileFault[] }

const unitColumns = ['code', 'full_name', 'province_code']
const oldNameColumns = ['old_name', 'old_district', 'old_province', 'new_code', 'share']

const tidy = (text: string | undefined): string => (text ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim()

const figureOf = (text: string | undefined, whole: boolean): number | undefined => {
  const figure = tidy(text)
  if (figure === '') return undefined
  return /^\d{1,9}(?:\.\d{1,4})?$/.test(figure) && (!whole || !figure.includes('.')) ? Number(figure) : Number.NaN
}

const communeOf = ({ cells }: CsvRow): DatasetCommune | string => {
  const code = tidy(cells['code'])
  const provinceCode = tidy(cells['province_code'])
  const fullName = tidy(cells['full_name'])
  const named = splitFullName(fullName)
  if (!/^\d{5}$/.test(code)) return `"code" must be five digits, not "${code}"`
  if (!/^\d{2}$/.test(provinceCode)) return `"province_code" must be two digits, not "${provinceCode}"`
  if (!named || levelOf(named.type) !== 'commune')
    return `"full_name" must start with Phường, Xã or Đặc khu: "${fullName}"`
  const population = figureOf(cells['population'], true)
  const areaKm2 = figureOf(cells['area_km2'], false)
  const voters = figureOf(cells['voters'], true)
  for (const [column, figure] of Object.entries({ population, area_km2: areaKm2, voters })) {
    if (Number.isNaN(figure)) return `"${column}" is not a number: "${cells[column] ?? ''}"`
  }
  return {
    code,
    provinceCode,
    ...named,
    fullName,
    ...(population === undefined ? {} : { population }),
    ...(areaKm2 === undefined ? {} : { areaKm2 }),
    ...(voters === undefined ? {} : { voters }),
  }
}

const oldNameOf = ({ cells }: CsvRow): DatasetOldName | string => {
  const fullName = tidy(cells['old_name'])
  const district = tidy(cells['old_district'])
  const province = tidy(cells['old_province'])
  const newCode = tidy(cells['new_code'])
  const share = tidy(cells['share'])
  const named = splitFullName(fullName)
  if (!named) return `"old_name" must start with Phường, Xã or Thị trấn: "${fullName}"`
  if (district === '' || province === '') return '"old_district" and "old_province" are needed'
  if (!/^\d{5}$/.test(newCode)) return `"new_code" must be five digits, not "${newCode}"`
  if (!shares.includes(share as Share)) return `"share" must be one of ${shares.join(', ')}, not "${share}"`
  return { ...named, fullName, district, province, newCode, share: share as Share }
}

const readRows = <Row>(
  rows: readonly CsvRow[],
  read: (row: CsvRow) => Row | string,
): { good: Row[]; faults: UnitsFileFault[] } => {
  const good: Row[] = []
  const faults: UnitsFileFault[] = []
  for (const row of rows) {
    const result = read(row)
    if (typeof result === 'string') faults.push({ line: row.line, why: result })
    else good.push(result)
  }
  return { good, faults }
}

/** An old unit that went over whole went to one unit only. */
const contradictions = (rows: readonly CsvRow[]): UnitsFileFault[] => {
  const byOldUnit = Map.groupBy(rows, ({ cells }) =>
    [cells['old_name'], cells['old_district'], cells['old_province']].map(tidy).join(', '),
  )
  return [...byOldUnit].flatMap(([name, lines]) => {
    const last = lines.at(-1)
    if (!last || lines.length === 1 || !lines.some(({ cells }) => tidy(cells['share']) === 'whole')) return []
    return [{ line: last.line, why: `${name} is "whole" in one line and has further lines` }]
  })
}

/**
 * Reads better data than the package holds from a CSV file: units (`code,full_name,province_code` and, if known,
 * `population,area_km2,voters`) or old names (`old_name,old_district,old_province,new_code,share`). All lines must be
 * right, else every fault is given and nothing is to be imported.
 */
export const readUnitsFile = (
  text: string,
  origin: { readonly effectiveOn: PlainDate; readonly source: string },
): UnitsFile => {
  const { columns, rows } = readCsv(text, (title) => title.trim().toLowerCase())
  const has = (wanted: readonly string[]): boolean => wanted.every((column) => columns.includes(column))
  if (!has(unitColumns) && !has(oldNameColumns)) {
    const why = `the first line must name the columns ${unitColumns.join(', ')}, or ${oldNameColumns.join(', ')}`
    return { kind: 'faults', faults: [{ line: 1, why }] }
  }
  if (rows.length === 0) return { kind: 'faults', faults: [{ line: 1, why: 'there is no line below the titles' }] }
  const communes = has(unitColumns) ? readRows(rows, communeOf) : { good: [], faults: [] }
  const oldNames = has(unitColumns) ? { good: [], faults: [] } : readRows(rows, oldNameOf)
  const faults = [...communes.faults, ...oldNames.faults, ...(has(unitColumns) ? [] : contradictions(rows))]
  if (faults.length > 0) return { kind: 'faults', faults: faults.toSorted((one, other) => one.line - other.line) }
  return {
    kind: 'data',
    data: { provinces: [], communes: communes.good, oldNames: oldNames.good, faults: [], ...origin },
  }
}
