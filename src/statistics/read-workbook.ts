import { readZipDirectory, unpackEntry } from '../attachments/index.ts'

/** Cells of a row by their column, counted from 0; `line` as the spreadsheet numbers it. */
export type SheetRow = { readonly line: number; readonly cells: readonly string[] }

const partMax = 8 * 1_048_576
const rowsMax = 5_000
const columnsMax = 64

// Attributes in quotes may hold any sign but the quote.
const token = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|<[?!][^>]*>|([^<]+)/g
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,5});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

type Step =
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'text'; readonly text: string }

/** Tags and texts of a part in turn; an empty element opens and closes. Prefixes of names are left out. */
const steps = function* (xml: string): Generator<Step> {
  for (const [, closing, name, attributes, empty, text] of xml.matchAll(token)) {
    if (text !== undefined) yield { kind: 'text', text: unescaped(text) }
    if (name === undefined) continue
    const local = name.slice(name.indexOf(':') + 1)
    if (closing === '') yield { kind: 'open', name: local, attributes: attributes ?? '' }
    if (closing === '/' || empty === '/') yield { kind: 'close', name: local, attributes: '' }
  }
}

const attribute = (attributes: string, name: string): string | undefined => {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return match ? unescaped(match[1] ?? match[2] ?? '') : undefined
}

/** "AB12" is column 27. */
const columnOf = (reference: string): number =>
  (/^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')
    .split('')
    .reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Each shared text; how a Japanese text is read aloud (`rPh`) is no part of it. */
const sharedTexts = (xml: string): string[] => {
  const texts: string[] = []
  let text = ''
  let isIn = false
  let isPhonetic = false
  for (const step of steps(xml)) {
    if (step.kind === 'text') {
      if (isIn && !isPhonetic) text += step.text
    } else if (step.name === 't') isIn = step.kind === 'open'
    else if (step.name === 'rPh') isPhonetic = step.kind === 'open'
    else if (step.name === 'si' && step.kind === 'open') text = ''
    else if (step.name === 'si') texts.push(text)
  }
  return texts
}

const rowsOf = (xml: string, shared: readonly string[]): SheetRow[] | undefined => {
  const rows: SheetRow[] = []
  let cells: string[] = []
  let line = 0
  let at = -1
  let type = ''
  let held = ''
  let isIn = false
  for (const step of steps(xml)) {
    if (step.kind === 'text') {
      if (isIn) held += step.text
      continue
    }
    const { name, kind } = step
    if (name === 'row' && kind === 'open') {
      line = Number(attribute(step.attributes, 'r') ?? line + 1)
      cells = []
      at = -1
    } else if (name === 'row') {
      if (rows.length >= rowsMax) return undefined
      rows.push({ line, cells: Array.from(cells, (cell) => cell ?? '') })
    } else if (name === 'c' && kind === 'open') {
      const reference = attribute(step.attributes, 'r')
      at = reference === undefined ? at + 1 : columnOf(reference)
      type = attribute(step.attributes, 't') ?? 'n'
      held = ''
    } else if (name === 'c') {
      if (at >= 0 && at < columnsMax) cells[at] = (type === 's' ? (shared[Number(held)] ?? '') : held).trim()
    } else if (name === 'v' || name === 't') isIn = kind === 'open'
  }
  return rows
}

/** Where the first sheet lies, by the workbook's own list. */
const firstSheet = (workbook: string, relations: string): string => {
  let id: string | undefined
  for (const step of steps(workbook)) {
    if (step.kind !== 'open' || step.name !== 'sheet' || id !== undefined) continue
    id = /:id\s*=\s*["']([^"']*)/.exec(step.attributes)?.[1]
  }
  for (const step of steps(relations)) {
    if (step.kind !== 'open' || step.name !== 'Relationship') continue
    if (attribute(step.attributes, 'Id') !== id) continue
    const target = attribute(step.attributes, 'Target') ?? ''
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`
  }
  return 'xl/worksheets/sheet1.xml'
}

/** The first sheet of an Excel file (.xlsx), or undefined where it is none, is damaged or holds too much. */
export const readWorkbook = async (bytes: Buffer): Promise<readonly SheetRow[] | undefined> => {
  const entries = readZipDirectory(bytes)
  if (!entries) return undefined
  const part = async (name: string): Promise<string | undefined> => {
    const entry = entries.find((one) => one.name === name)
    if (!entry || entry.encrypted) return undefined
    const unpacked = await unpackEntry(bytes, entry, { maxBytes: partMax, keepBytes: partMax })
    return unpacked.ok ? unpacked.head.toString('utf8') : undefined
  }
  const workbook = await part('xl/workbook.xml')
  if (workbook === undefined) return undefined
  const sheet = await part(firstSheet(workbook, (await part('xl/_rels/workbook.xml.rels')) ?? ''))
  if (sheet === undefined) return undefined
  return rowsOf(sheet, sharedTexts((await part('xl/sharedStrings.xml')) ?? ''))
}
