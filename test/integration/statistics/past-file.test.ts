import { expect, it } from 'vitest'
import { columnTitles, figureColumns, readPastFile } from '../../../src/statistics/index.ts'
import { figuresOfDecision2200 } from './seed-figures.ts'
import { workbook } from './workbook.ts'

const rows = figuresOfDecision2200.map((cells) => figureColumns.map((column) => cells[column] ?? ''))
const head = figureColumns.map((column) => columnTitles[column])

const csv = (table: readonly (readonly string[])[]): Buffer =>
  Buffer.from(`\uFEFF${table.map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\r\n')}`)

it('an Excel file and a CSV file of the same figures give the same, “hơn” and all', async () => {
  const fromExcel = await readPastFile(workbook([head, ...rows]), 2026)
  const fromCsv = await readPastFile(csv([head, ...rows]), 2026)
  expect(fromExcel).toEqual(fromCsv)
  if (!fromExcel.ok) throw new Error(JSON.stringify(fromExcel.faults))
  expect(fromExcel.figures.map(({ value, qualifier }) => [value, qualifier])).toEqual([
    [18, 'exact'],
    [210, 'exact'],
    [2_984, 'exact'],
    [1_200, 'more_than'],
    [5_760, 'more_than'],
    [20, 'exact'],
    [10, 'exact'],
  ])
})

it('a file with gaps gives no figure at all, and each fault with its row and column', async () => {
  const gaps = rows.map((row) => [...row])
  const at = (column: (typeof figureColumns)[number]): number => figureColumns.indexOf(column)
  gaps[0]?.splice(at('toYear'), 1, '')
  gaps[1]?.splice(at('value'), 1, 'nhiều')
  gaps[2]?.splice(at('level'), 1, 'cấp vùng')
  gaps[3]?.splice(at('toYear'), 1, '2031')
  gaps.push([...(gaps[4] ?? [])])
  const read = await readPastFile(workbook([head, ...gaps]), 2026)
  expect(read).toEqual({
    ok: false,
    faults: [
      { kind: 'cell', line: 2, column: 'toYear', what: 'missing', value: '' },
      { kind: 'cell', line: 3, column: 'value', what: 'number', value: 'nhiều' },
      { kind: 'cell', line: 4, column: 'level', what: 'word', value: 'cấp vùng' },
      { kind: 'cell', line: 5, column: 'toYear', what: 'future', value: '2031' },
      { kind: 'twice', line: 9, first: 6 },
    ],
  })
})

it('a file that is none, an old .xls, a damaged one, one without a column and an empty one are told in words', async () => {
  const unreadable = { ok: false, faults: [{ kind: 'unreadable' }] }
  expect(await readPastFile(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0]), 2026)).toEqual(unreadable)
  expect(await readPastFile(workbook([head, ...rows]).subarray(0, 900), 2026)).toEqual(unreadable)
  expect(await readPastFile(workbook([head]), 2026)).toEqual({ ok: false, faults: [{ kind: 'nothing' }] })
  const without = await readPastFile(csv([head.slice(1), ...rows.map((row) => row.slice(1))]), 2026)
  expect(without).toEqual({ ok: false, faults: [{ kind: 'column', column: 'fromYear' }] })
})
