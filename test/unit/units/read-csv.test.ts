import { expect, it } from 'vitest'
import { readCsv } from '../../../src/units/read-csv.ts'

const lower = (title: string): string => title.toLowerCase()

it('reads what spreadsheets write: byte order mark, quotes, line breaks inside them, Windows line ends', () => {
  expect(readCsv('\uFEFFA,B\r\n"x, ""y""\nz", 2 \r\n\r\n3\r\n', lower)).toEqual({
    columns: ['a', 'b'],
    rows: [
      { line: 2, cells: { a: 'x, "y"\nz', b: '2' } },
      { line: 5, cells: { a: '3', b: '' } },
    ],
  })
})

it.each([
  ['A;B\n1,5;2', { a: '1,5', b: '2' }],
  ['A\tB\n1;5\t2', { a: '1;5', b: '2' }],
])('finds out the separator (%#)', (text, cells) => {
  expect(readCsv(text, lower).rows).toEqual([{ line: 2, cells }])
})

it('gives nothing for an empty text and survives a quote that is never closed', () => {
  expect(readCsv('', lower)).toEqual({ columns: [], rows: [] })
  expect(readCsv('A\n"never closed\nmore', lower).rows).toEqual([{ line: 2, cells: { a: 'never closed\nmore' } }])
})
