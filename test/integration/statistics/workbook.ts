import { strToU8, zipSync } from 'fflate'

/** As Excel writes it: shared texts, numbers as numbers, empty cells left out. */
export const workbook = (table: readonly (readonly string[])[]): Buffer => {
  const shared: string[] = []
  const cell = (text: string, at: number, row: number): string => {
    const place = `r="${String.fromCodePoint(65 + at)}${row}"`
    if (text === '') return ''
    if (/^\d+$/.test(text)) return `<c ${place}><v>${text}</v></c>`
    shared.push(text)
    return `<c ${place} t="s"><v>${shared.length - 1}</v></c>`
  }
  const lines = table.map(
    (cells, at) => `<row r="${at + 1}">${cells.map((text, c) => cell(text, c, at + 1)).join('')}</row>`,
  )
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return Buffer.from(
    zipSync({
      'xl/workbook.xml': strToU8(
        `<?xml version="1.0"?><workbook xmlns:r="${relation}"><sheets><sheet name="S" sheetId="7" r:id="rId9"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `<Relationships><Relationship Id="rId9" Type="${relation}/worksheet" Target="worksheets/sheet7.xml"/></Relationships>`,
      ),
      'xl/worksheets/sheet7.xml': strToU8(`<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`),
      'xl/sharedStrings.xml': strToU8(
        `<sst>${shared.map((text) => `<si><r><t xml:space="preserve">${text.replaceAll('&', '&amp;')}</t></r><rPh sb="0"><t>kana</t></rPh></si>`).join('')}</sst>`,
      ),
    }),
  )
}
