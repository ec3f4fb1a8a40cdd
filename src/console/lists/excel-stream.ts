import { strToU8, Zip, ZipDeflate } from 'fflate'
import { dateStamp } from './date-stamp.ts'
import type { Cell, List } from './rows.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'

// What a workbook of these sheets holds (ECMA-376, part 1); their names are ours and need no escape. Style 1 is bold, style 2 wraps.
const partsOf = (names: readonly string[]): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${names.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${names.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf></cellXfs></styleSheet>`,
})

/** What XML 1.0 cannot hold is left out; Excel refuses a file with it. */
const isPrintable = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d
  return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff
}
const escaped = (text: string): string =>
  Array.from(text).filter(isPrintable).join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const asText = (text: string, style: 1 | 2): string =>
  `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

const asCell = (cell: Cell): string => {
  if (cell === null) return '<c/>'
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c><v>${cell}</v></c>` : '<c/>'
  return asText(cell instanceof Date ? dateStamp(cell) : cell, 2)
}

/** Rows that one sheet of Excel holds, its head included. */
const excelRowsMax = 1_048_576
const bufferedChars = 64 * 1_024

/** A list as an Excel file, made while its rows are read: neither the rows nor the file are ever in memory as a whole. */
export const excelStream = async function* (list: List, cut: string): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    made.push(chunk)
  })
  const taken = (): Uint8Array[] => {
    const ready = made
    made = []
    return ready
  }
  const open = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name, { level: 6 })
    // A zip names no time zone; the same rows give the same bytes.
    file.mtime = '2020-01-01T00:00:00'
    zip.add(file)
    return file
  }
  const names = ['Danh mục', ...(list.guide ? [list.guide.name] : [])]
  for (const [name, text] of Object.entries(partsOf(names))) open(name).push(strToU8(head + text), true)
  const sheet = open('xl/worksheets/sheet1.xml')
  const columns = list.columns
    .map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  const labels = list.columns.map(({ label }) => asText(label, 1)).join('')
  let text = `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData><row>${labels}</row>`
  let count = 1
  for await (const row of list.rows) {
    count += 1
    if (count === excelRowsMax) {
      text += `<row>${asText(cut, 2)}</row>`
      break
    }
    text += `<row>${row.map(asCell).join('')}</row>`
    if (text.length < bufferedChars) continue
    sheet.push(strToU8(text))
    text = ''
    yield* taken()
  }
  sheet.push(strToU8(`${text}</sheetData></worksheet>`), true)
  if (list.guide) {
    const rows = list.guide.rows.map(
      (row, at) => `<row>${row.map((cell) => asText(cell, at === 0 ? 1 : 2)).join('')}</row>`,
    )
    const guide = `${head}<worksheet xmlns="${main}"><cols>${columns}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
    open('xl/worksheets/sheet2.xml').push(strToU8(guide), true)
  }
  zip.end()
  yield* taken()
}
