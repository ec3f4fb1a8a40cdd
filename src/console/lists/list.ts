import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import writeXlsxFile from 'write-excel-file/node'
import { dateStamp } from './date-stamp.ts'
import type { View } from '../view.ts'

export type Cell = string | number | Date | null

/** A list as people take it home: read page by page, so that a long one is never in memory as a whole. */
export type List = {
  /** Without an ending: `y-kien`. */
  readonly name: string
  readonly columns: readonly { readonly label: string; readonly width: number }[]
  readonly rows: AsyncIterable<readonly Cell[]>
}

export const listFormats = ['csv', 'xlsx'] as const
export type ListFormat = (typeof listFormats)[number]

/** Excel is made as a whole; a longer list is for CSV. */
const excelRowsMax = 20_000

/** What a spreadsheet would run as a formula becomes plain text (OWASP, CSV injection). */
const harmless = (text: string): string => (/^[=+\-@\t\r]/u.test(text) ? `'${text}` : text)

const asCsv = (cell: Cell): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = cell instanceof Date ? dateStamp(cell) : harmless(cell)
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const csvOf = async function* (list: List): AsyncGenerator<string> {
  // Excel takes a file without this mark for an old code page, and every diacritic is lost.
  yield `\uFEFF${list.columns.map(({ label }) => asCsv(label)).join(',')}\r\n`
  for await (const row of list.rows) yield `${row.map(asCsv).join(',')}\r\n`
}

const asExcel = (cell: Cell) => {
  if (cell === null) return null
  if (cell instanceof Date) return { value: dateStamp(cell), type: String }
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String, wrap: true }
}

const excelOf = async (view: View, list: List): Promise<Buffer> => {
  const data: (ReturnType<typeof asExcel> | { value: string; type: StringConstructor; fontWeight: 'bold' })[][] = [
    list.columns.map(({ label }) => ({ value: label, type: String, fontWeight: 'bold' as const })),
  ]
  for await (const row of list.rows) {
    if (data.length > excelRowsMax) {
      data.push([{ value: view.t('overview:cut', { max: excelRowsMax }), type: String }])
      break
    }
    data.push(row.map(asExcel))
  }
  return await writeXlsxFile(data, {
    columns: list.columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer()
}

/** Sends a list as a file. */
export const sendList = async (
  reply: FastifyReply,
  view: View,
  format: ListFormat,
  list: List,
): Promise<FastifyReply> => {
  const file = `${list.name}.${format}`
  void reply.header('cache-control', 'no-store').header('content-disposition', `attachment; filename="${file}"`)
  if (format === 'csv') return await reply.type('text/csv; charset=utf-8').send(Readable.from(csvOf(list)))
  return await reply
    .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .send(await excelOf(view, list))
}
