import { parseDateVi } from '../kernel/calendar/parse-date.ts'
import { weekday, yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import type { Holiday } from './holiday.ts'

export type HolidayLine = Pick<Holiday, 'date' | 'kind' | 'name' | 'state'>

type HolidayFault = 'columns' | 'date' | 'year' | 'kind' | 'name' | 'state' | 'weekday' | 'twice'
export type HolidayLineFault = { readonly line: number; readonly why: HolidayFault }

const kinds: Readonly<Record<string, 'off' | 'worked'>> = {
  nghi: 'off',
  off: 'off',
  'lam bu': 'worked',
  worked: 'worked',
}
const states: Readonly<Record<string, 'verified' | 'unverified'>> = {
  '': 'verified',
  'da xac minh': 'verified',
  verified: 'verified',
  'chua xac minh': 'unverified',
  unverified: 'unverified',
}
const longestName = 120

const readLine = (text: string, year: number, today: PlainDate): HolidayLine | HolidayFault => {
  const cells = text.split(/[;\t]/).map((cell) => cell.trim())
  const [day = '', kindWord = '', name = '', stateWord = ''] = cells
  if (cells.length < 3 || cells.length > 4) return 'columns'
  const date = parseDateVi(day, today)
  if (date === null) return 'date'
  if (yearOf(date) !== year) return 'year'
  const kind = kinds[foldVietnamese(kindWord)]
  if (kind === undefined) return 'kind'
  if (name === '' || name.length > longestName) return 'name'
  const state = states[foldVietnamese(stateWord)]
  if (state === undefined) return 'state'
  if (kind === 'worked' && weekday(date) < 6) return 'weekday'
  return { date, kind, name: name.normalize('NFC'), state }
}

/**
 * Days of one year as they are pasted: `05/02/2027;nghỉ;Tết Nguyên đán`, a worked day `21/08/2027;làm bù;…`, and
 * `chưa xác minh` in a fourth column where nobody has read the document. All is well, or every wrong line is named.
 */
export const readHolidays = (
  csv: string,
  year: number,
): { readonly days: readonly HolidayLine[]; readonly faults: readonly HolidayLineFault[] } => {
  const days: HolidayLine[] = []
  const faults: HolidayLineFault[] = []
  const seen = new Set<string>()
  for (const [index, text] of csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const isTitle = index === 0 && !/\d/.test(text)
    if (text.trim() === '' || isTitle) continue
    const read = readLine(text, year, `${year}-01-01` as PlainDate)
    const line = index + 1
    if (typeof read === 'string') faults.push({ line, why: read })
    else if (seen.has(read.date)) faults.push({ line, why: 'twice' })
    else days.push(read)
    if (typeof read !== 'string') seen.add(read.date)
  }
  return { days, faults }
}
