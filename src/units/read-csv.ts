/** A row of a CSV file: its number in the file, counted from 1, and its cells by the folded title of their column. */
export type CsvRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> }

export type Csv = { readonly columns: readonly string[]; readonly rows: readonly CsvRow[] }

const separators = [',', ';', '\t']

const separatorOf = (head: string): string =>
  separators.toSorted((one, other) => head.split(other).length - head.split(one).length)[0] ?? ','

/**
 * Reads CSV as spreadsheets write it (RFC 4180): quotes, line breaks inside them, a byte order mark, commas,
 * semicolons or tabs. Empty lines are passed over. `titleOf` turns a column's title into its key.
 */
export const readCsv = (text: string, titleOf: (title: string) => string): Csv => {
  const input = text.replace(/^\uFEFF/, '')
  const separator = separatorOf(input.split(/\r?\n/, 1)[0] ?? '')
  const records: { line: number; cells: string[] }[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let startedAt = 1
  const endRecord = (): void => {
    cells.push(cell.trim())
    if (cells.some((one) => one !== '')) records.push({ line: startedAt, cells })
    cells = []
    cell = ''
  }
  for (let at = 0; at < input.length; at += 1) {
    const sign = input[at] ?? ''
    if (sign === '\n') line += 1
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (input[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (sign === separator) {
      cells.push(cell.trim())
      cell = ''
    } else if (sign === '\n') {
      endRecord()
      startedAt = line
    } else if (sign !== '\r') cell += sign
  }
  endRecord()

  const columns = (records[0]?.cells ?? []).map(titleOf)
  const rows = records.slice(1).map((record) => ({
    line: record.line,
    cells: Object.fromEntries(columns.map((column, index) => [column, record.cells[index] ?? ''])),
  }))
  return { columns, rows }
}
