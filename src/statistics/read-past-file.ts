import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { readCsv } from '../units/index.ts'
import { figuresMax, keyOf, type PastFigure } from './past.ts'
import { figureColumns, readFigure, type FigureColumn, type FigureFault, type FigureField } from './read-figure.ts'
import { readWorkbook } from './read-workbook.ts'

/** The titles of the columns, as the file to fill in has them. */
export const columnTitles: Readonly<Record<FigureField, string>> = {
  fromYear: 'Từ năm',
  toYear: 'Đến năm',
  level: 'Cấp',
  oldUnit: 'Tên đơn vị khi đó',
  oldDistrict: 'Thuộc quận, huyện khi đó',
  measure: 'Đếm gì',
  type: 'Loại hình',
  rhythm: 'Tính chất',
  thematic: 'Chuyên đề',
  electedBody: 'Đại biểu',
  value: 'Số lượng',
  countedIn: 'Đơn vị tính',
  levelWords: 'Cấp',
  bodyWords: 'Đại biểu',
}

/** A fault of the file as a whole, of a column that is lacking, or of one cell. */
export type FileFault =
  | { readonly kind: 'unreadable' | 'nothing' | 'tooMany' }
  | { readonly kind: 'column'; readonly column: FigureColumn }
  | { readonly kind: 'twice'; readonly line: number; readonly first: number }
  | ({ readonly kind: 'cell'; readonly line: number } & FigureFault)

export type ReadFile =
  | { readonly ok: true; readonly figures: readonly PastFigure[] }
  | { readonly ok: false; readonly faults: readonly FileFault[] }

type Row = { readonly line: number; readonly cells: Readonly<Record<string, string>> }
type Table = { readonly columns: readonly string[]; readonly rows: readonly Row[] }

const titles = new Map<string, FigureColumn>(
  figureColumns.map((column) => [foldVietnamese(columnTitles[column]), column]),
)
const titleOf = (title: string): string => titles.get(foldVietnamese(title)) ?? ''

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))

const tableOf = async (bytes: Buffer): Promise<Table | undefined> => {
  if (!isZip(bytes)) {
    const text = bytes.toString('utf8')
    // An old .xls and any other file of bytes is no text.
    return text.includes('\u0000') || text.includes('\uFFFD') ? undefined : readCsv(text, titleOf)
  }
  const all = await readWorkbook(bytes)
  const rows = all?.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (!rows) return undefined
  const columns = (rows[0]?.cells ?? []).map(titleOf)
  return {
    columns,
    rows: rows.slice(1).map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])),
    })),
  }
}

/** The figures of a file, or everything that is wrong with it; never a part of them. */
export const readPastFile = async (bytes: Buffer, thisYear: number): Promise<ReadFile> => {
  const table = await tableOf(bytes)
  if (!table) return { ok: false, faults: [{ kind: 'unreadable' }] }
  const lacking = figureColumns.filter((column) => !table.columns.includes(column))
  if (lacking.length > 0) return { ok: false, faults: lacking.map((column) => ({ kind: 'column', column })) }
  if (table.rows.length === 0) return { ok: false, faults: [{ kind: 'nothing' }] }
  if (table.rows.length > figuresMax) return { ok: false, faults: [{ kind: 'tooMany' }] }
  const faults: FileFault[] = []
  const figures: PastFigure[] = []
  const seen = new Map<string, number>()
  for (const { line, cells } of table.rows) {
    const read = readFigure(cells, thisYear)
    if (!read.ok) {
      faults.push(...read.faults.map((fault) => ({ kind: 'cell' as const, line, ...fault })))
      continue
    }
    const first = seen.get(keyOf(read.figure))
    if (first !== undefined) faults.push({ kind: 'twice', line, first })
    seen.set(keyOf(read.figure), line)
    figures.push(read.figure)
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, figures }
}
