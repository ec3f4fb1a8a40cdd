import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  columnTitles,
  figureColumns,
  readFigure,
  readPastFile,
  templateGuide,
  type FigureColumn,
} from '../../../src/statistics/index.ts'
import { phrase } from '../../../src/phrases/index.ts'
import { openConsole, type OpenConsole } from '../console/open-console.ts'

let here: OpenConsole
beforeAll(async () => {
  here = await openConsole()
})
afterAll(async () => await here.close())

const file = async (): Promise<Buffer> => {
  const officer = await here.browser('hoa', [{ role: 'front_officer', unitId: '00082' }])
  return (await officer.get('/console/statistics/past/file')).rawPayload
}
const [titles, ...below] = templateGuide.rows
const examples = below.slice(0, 3)
const words = below.slice(4)
const cellsOf = (row: readonly string[]) =>
  Object.fromEntries(titles.map((title, at) => [figureColumns.find((one) => columnTitles[one] === title), row[at]]))

it('the file to fill in has the titles on its first sheet, and on a second one examples and the words of each column', async () => {
  const bytes = await file()
  const parts = unzipSync(new Uint8Array(bytes))
  const text = (name: string): string => strFromU8(parts[name] ?? new Uint8Array())
  expect(text('xl/workbook.xml')).toContain('<sheet name="Hướng dẫn" sheetId="2" r:id="rId2"/>')
  expect(text('xl/_rels/workbook.xml.rels')).toContain('Id="rId2"')
  expect(text('[Content_Types].xml')).toContain('/xl/worksheets/sheet2.xml')
  const guide = text('xl/worksheets/sheet2.xml')
  for (const cell of [...examples.flat(), ...words.flat()]) expect(guide).toContain(`>${cell}</t>`)
  // What is filled in is read from the first sheet only: as it comes it holds nothing.
  expect(await readPastFile(bytes, 2026)).toEqual({ ok: false, faults: [{ kind: 'nothing' }] })
})

it('each example is taken as it stands, and so is each word that the guide allows', () => {
  expect(examples.map((row) => readFigure(cellsOf(row), 2026).ok)).toEqual([true, true, true])
  const tried = figureColumns.flatMap((column, at) =>
    words.flatMap((row) => (row[at] === undefined || row[at] === '' ? [] : [{ column, word: row[at] }])),
  )
  const free: readonly FigureColumn[] = ['fromYear', 'toYear', 'oldUnit', 'oldDistrict', 'value']
  const fixed = tried.filter(({ column }) => !free.includes(column))
  expect(fixed.length).toBeGreaterThan(40)
  for (const { column, word } of fixed) {
    const read = readFigure({ ...cellsOf(examples[0] ?? []), [column]: word }, 2026)
    expect([column, word, read.ok]).toEqual([column, word, true])
  }
})

it('a word that no column knows leads to the guide and to guide 25', () => {
  expect(phrase('vi', 'statistics:cell.word', { value: 'cấp vùng' })).toMatch(/“Hướng dẫn”.*hướng dẫn 25/)
})
