import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { readGroupName, type GroupName, type GroupNameFault } from './group-name.ts'
import { readCsv, type CsvRow } from './read-csv.ts'

export type GroupsFileFault = {
  /** Counted from 1, with the line of titles. */
  readonly line: number
  readonly why: GroupNameFault | 'no_name_column' | 'no_rows' | 'too_many_rows' | 'not_a_number' | 'twice'
  /** The cell concerned, shortened. */
  readonly value: string
}

export type GroupLine = GroupName & { readonly line: number; readonly voters?: number; readonly population?: number }

const titles: Readonly<Record<string, readonly string[]>> = {
  name: ['ten', 'ten thon to dan pho', 'thon to dan pho', 'ten thon', 'ten to dan pho', 'name', 'full name'],
  voters: ['so cu tri', 'cu tri', 'voters'],
  population: ['dan so', 'nhan khau', 'so nhan khau', 'population'],
}
const keyOf = (title: string): string => {
  const folded = foldVietnamese(title)
  return Object.entries(titles).find(([, names]) => names.includes(folded))?.[0] ?? folded
}

/** No commune has more. */
const mostGroups = 1000
const shownLength = 40

/** "1.234" and "1 234" are how people write thousands here. */
const countOf = (text: string): number | undefined =>
  /^\d{1,3}(?:[. ]?\d{3})*$/.test(text) ? Number(text.replaceAll(/[. ]/g, '')) : undefined

const readLine = ({ line, cells }: CsvRow): GroupLine | GroupsFileFault[] => {
  const written = cells['name'] ?? ''
  const name = readGroupName(written)
  const faults: GroupsFileFault[] = []
  if (typeof name === 'string') faults.push({ line, why: name, value: written.slice(0, shownLength) })
  const figures: { voters?: number; population?: number } = {}
  for (const column of ['voters', 'population'] as const) {
    const cell = cells[column] ?? ''
    if (cell === '') continue
    const count = countOf(cell)
    if (count === undefined) faults.push({ line, why: 'not_a_number', value: cell.slice(0, shownLength) })
    else figures[column] = count
  }
  return typeof name === 'string' || faults.length > 0 ? faults : { line, ...name, ...figures }
}

/**
 * Reads the villages and ward groups of one commune from CSV: a column with the name (`Tên`, `Tên thôn, tổ dân phố`),
 * and if known `Số cử tri` and `Dân số`. Every fault of every line is given, so that one correction is enough.
 */
export const readGroupsFile = (text: string): { groups: GroupLine[]; faults: GroupsFileFault[] } => {
  const { columns, rows } = readCsv(text, keyOf)
  if (!columns.includes('name')) {
    return { groups: [], faults: [{ line: 1, why: 'no_name_column', value: columns.join(', ').slice(0, shownLength) }] }
  }
  if (rows.length === 0) return { groups: [], faults: [{ line: 1, why: 'no_rows', value: '' }] }
  if (rows.length > mostGroups) {
    return { groups: [], faults: [{ line: mostGroups + 2, why: 'too_many_rows', value: String(rows.length) }] }
  }
  const groups: GroupLine[] = []
  const faults: GroupsFileFault[] = []
  const seen = new Set<string>()
  for (const row of rows) {
    const read = readLine(row)
    if (Array.isArray(read)) {
      faults.push(...read)
      continue
    }
    const key = `${read.type} ${read.fullName.toLocaleLowerCase('vi')}`
    if (seen.has(key)) faults.push({ line: read.line, why: 'twice', value: read.fullName.slice(0, shownLength) })
    seen.add(key)
    groups.push(read)
  }
  return { groups, faults }
}
