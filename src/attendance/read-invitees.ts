import { AppError } from '../kernel/errors.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'

/** Somebody to be invited by name. */
export type Invitee = {
  readonly name: string
  readonly title: string
  readonly organisation: string
  /** Address or phone number: where the paper goes. */
  readonly contact: string
}

export const mostInvitees = 500
const longestCell = 160

const heads = new Set(['ho ten', 'ho va ten', 'ten', 'nguoi duoc moi', 'name', 'full name'])

const refused = (what: string, values: Record<string, number> = {}): AppError =>
  new AppError('INVALID', `a list of invitees: ${what}`, { phrase: `attendance:cannot.${what}`, field: 'list', values })

/** The cells of one line; a cell in quotes may hold the separator, and a quote written twice. */
const cellsOf = (line: string, separator: string): string[] => {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? ''
    if (isQuoted && sign === '"' && line[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"' && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted
    else if (sign === separator && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += sign
  }
  return [...cells, cell].map((one) => one.replace(/\s+/gu, ' ').trim())
}

/** What a table gives when it is pasted: tabs; a text file: semicolons, else commas. */
const separatorOf = (lines: readonly string[]): string =>
  ['\t', ';'].find((one) => lines.some((line) => line.includes(one))) ?? ','

/** Reads a pasted list: name, title, organisation, address or phone number, one person a line. */
export const readInvitees = (list: string): Invitee[] => {
  const lines = normaliseText(list)
    .split('\n')
    .map((text, index) => ({ text, number: index + 1 }))
    .filter(({ text }) => text.trim() !== '')
  const separator = separatorOf(lines.map(({ text }) => text))
  const rows = lines.map(({ text, number }) => ({ number, cells: cellsOf(text, separator) }))
  const body = heads.has(foldVietnamese(rows[0]?.cells[0] ?? '')) ? rows.slice(1) : rows
  if (body.length === 0) throw refused('emptyList')
  if (body.length > mostInvitees) throw refused('tooMany', { count: body.length, max: mostInvitees })
  return body.map(({ number, cells }) => {
    const [name = '', title = '', organisation = '', ...contact] = cells
    if (name === '') throw refused('noName', { line: number })
    if (cells.some((cell) => cell.length > longestCell)) throw refused('tooLong', { line: number, max: longestCell })
    return { name, title, organisation, contact: contact.filter((one) => one !== '').join(', ') }
  })
}
