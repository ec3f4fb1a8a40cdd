import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { dateStamp } from './date-stamp.ts'
import type { View } from '../view.ts'
import { excelStream } from './excel-stream.ts'
import type { Cell, List } from './rows.ts'

export const listFormats = ['csv', 'xlsx'] as const
export type ListFormat = (typeof listFormats)[number]

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
    .send(Readable.from(excelStream(list, view.t('overview:cut'))))
}
