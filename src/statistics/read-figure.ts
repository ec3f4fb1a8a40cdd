import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import {
  earliestYear,
  pastMax,
  type Counting,
  type ElectedBody,
  type Measure,
  type PastFigure,
  type PastLevel,
  type Rhythm,
  type SessionType,
} from './past.ts'

/** The columns of a sheet of past figures, in their order. */
export const figureColumns = [
  'fromYear',
  'toYear',
  'level',
  'oldUnit',
  'oldDistrict',
  'measure',
  'type',
  'rhythm',
  'thematic',
  'electedBody',
  'value',
  'countedIn',
] as const
export type FigureColumn = (typeof figureColumns)[number]

/** What a form asks beside the columns; in a file the words stand in the columns themselves. */
export const wordFields = ['levelWords', 'bodyWords'] as const
export type FigureField = FigureColumn | (typeof wordFields)[number]

export type FigureFault = {
  readonly column: FigureField
  readonly what: 'missing' | 'year' | 'order' | 'future' | 'word' | 'number' | 'tooLong' | 'tierless'
  readonly value: string
}

export type ReadFigure =
  | { readonly ok: true; readonly figure: PastFigure }
  | { readonly ok: false; readonly faults: readonly FigureFault[] }

type Words<Value> = readonly (readonly [Value, readonly string[]])[]

// What officers write in these columns, and the codes that the form sends.
const levels: Words<PastLevel | 'all'> = [
  ['all', ['các cấp', 'mọi cấp', 'tất cả các cấp']],
  ['province', ['tỉnh', 'thành phố', 'cấp tỉnh', 'cấp thành phố', 'cấp tỉnh, thành phố']],
  ['district', ['huyện', 'quận', 'thị xã', 'cấp huyện', 'cấp quận, huyện, thị xã', 'quận, huyện, thị xã']],
  ['commune', ['xã', 'phường', 'thị trấn', 'cấp xã', 'cấp xã, phường, thị trấn', 'xã, phường, thị trấn']],
  ['village', ['thôn', 'tổ dân phố', 'cấp thôn', 'thôn, tổ dân phố']],
]
const measureWords: Words<Measure> = [
  ['sessions', ['cuộc', 'số cuộc', 'hội nghị', 'cuộc, hội nghị']],
  ['participants', ['người dự', 'số người dự', 'lượt người dự']],
  ['opinions', ['ý kiến', 'số ý kiến', 'ý kiến, kiến nghị']],
  ['answered', ['đã trả lời', 'ý kiến đã trả lời', 'số ý kiến đã trả lời']],
  ['households', ['hộ', 'số hộ']],
]
const typeWords: Words<SessionType> = [
  ['dialogue', ['đối thoại', 'tiếp xúc, đối thoại', 'đối thoại trực tiếp']],
  ['voter_contact', ['tiếp xúc cử tri', 'txct']],
]
const rhythmWords: Words<Rhythm> = [
  ['periodic', ['định kỳ']],
  ['ad_hoc', ['đột xuất']],
  ['regular', ['thường xuyên']],
]
const thematicWords: Words<'yes' | 'no'> = [
  ['yes', ['có', 'chuyên đề', 'x']],
  ['no', ['không', 'không chuyên đề']],
]
const bodyWords: Words<ElectedBody> = [
  [
    'assembly_and_province',
    ['quốc hội, hđnd cấp tỉnh', 'quốc hội, hđnd thành phố', 'quốc hội, hđnd tỉnh', 'quốc hội và hđnd thành phố'],
  ],
  ['assembly', ['quốc hội', 'đại biểu quốc hội']],
  ['province', ['hđnd cấp tỉnh', 'hđnd tỉnh', 'hđnd thành phố']],
  ['district', ['hđnd cấp huyện', 'hđnd huyện', 'hđnd quận', 'hđnd các quận, huyện, thị xã']],
  ['commune', ['hđnd cấp xã', 'hđnd xã', 'hđnd phường']],
]
const countingWords: Words<Counting> = [
  ['conference', ['hội nghị']],
  ['round', ['kỳ']],
  ['occasion', ['cuộc']],
  ['person', ['người', 'lượt người']],
  ['opinion', ['ý kiến']],
  ['household', ['hộ']],
]

/** The words that a column takes, those of one meaning one after the other; nothing for columns of years, names and numbers. */
export const allowedWords = (column: FigureColumn): readonly string[] => {
  const tables: Partial<Record<FigureColumn, Words<string>>> = {
    level: levels,
    measure: measureWords,
    type: typeWords,
    rhythm: rhythmWords,
    thematic: thematicWords,
    electedBody: bodyWords,
    countedIn: countingWords,
  }
  return (tables[column] ?? []).flatMap(([, names]) => names)
}

const chosen = <Value extends string>(words: Words<Value>, raw: string): Value | undefined => {
  const folded = foldVietnamese(raw)
  return words.find(([code, names]) => code === raw || names.some((name) => foldVietnamese(name) === folded))?.[0]
}

/** "hơn 1.200" as a document writes it; undefined where it is no whole number. */
const readValue = (raw: string): Pick<PastFigure, 'value' | 'qualifier'> | undefined => {
  const match = /^(?<more>hơn|trên)?\s*(?<digits>\d{1,3}(?:[. ]\d{3})+|\d{1,10})$/u.exec(raw.toLocaleLowerCase('vi'))
  if (!match?.groups) return undefined
  const value = Number((match.groups['digits'] ?? '').replaceAll(/[. ]/g, ''))
  if (value > 1_000_000_000) return undefined
  return { value, qualifier: match.groups['more'] === undefined ? 'exact' : 'more_than' }
}

/** One figure from the cells of a row or the fields of a form; every fault at once, each with its column. */
export const readFigure = (cells: Readonly<Partial<Record<FigureField, string>>>, thisYear: number): ReadFigure => {
  const faults: FigureFault[] = []
  const of = (column: FigureField): string =>
    normaliseText(cells[column] ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim()
  const fault = (column: FigureField, what: FigureFault['what']): void => {
    faults.push({ column, what, value: of(column).slice(0, 60) })
  }
  const year = (column: 'fromYear' | 'toYear'): number => {
    const raw = of(column)
    const read = /^\d{4}$/.test(raw) ? Number(raw) : Number.NaN
    if (raw === '') fault(column, 'missing')
    else if (!(read >= earliestYear)) fault(column, 'year')
    else if (read > thisYear) fault(column, 'future')
    return read
  }
  const text = (column: 'oldUnit' | 'oldDistrict' | 'levelWords' | 'bodyWords'): string => {
    const raw = of(column)
    if (raw.length > pastMax[column]) fault(column, 'tooLong')
    return raw
  }
  const needed = <Value extends string>(column: FigureColumn, words: Words<Value>): Value | undefined => {
    if (of(column) === '') {
      fault(column, 'missing')
      return undefined
    }
    const read = chosen(words, of(column))
    if (read === undefined) fault(column, 'word')
    return read
  }
  const optional = <Value extends string>(column: FigureColumn, words: Words<Value>): Value | null =>
    of(column) === '' ? null : (needed(column, words) ?? null)

  /** The document's own words: said beside the code, or the cell itself where it holds words and no code. */
  const asWritten = (field: 'levelWords' | 'bodyWords', column: FigureColumn): string =>
    text(field) || (/^[a-z_]*$/.test(of(column)) ? '' : of(column))

  const fromYear = year('fromYear')
  const toYear = year('toYear')
  if (toYear < fromYear) fault('toYear', 'order')
  const level = needed('level', levels)
  const oldUnit = text('oldUnit')
  const oldDistrict = text('oldDistrict')
  if (level === 'all' && oldUnit !== '') fault('oldUnit', 'tierless')
  const measure = needed('measure', measureWords)
  const type = optional('type', typeWords)
  const rhythm = optional('rhythm', rhythmWords)
  const thematic = optional('thematic', thematicWords)
  const electedBody = optional('electedBody', bodyWords)
  const value = readValue(of('value'))
  if (of('value') === '') fault('value', 'missing')
  else if (!value) fault('value', 'number')
  const countedIn = needed('countedIn', countingWords)
  if (faults.length > 0 || !level || !measure || !value || !countedIn) return { ok: false, faults }
  const isThematic = thematic === null ? null : thematic === 'yes'
  return {
    ok: true,
    figure: {
      fromYear,
      toYear,
      level: level === 'all' ? null : level,
      levelWords: asWritten('levelWords', 'level'),
      oldUnit,
      oldDistrict,
      measure,
      type,
      rhythm,
      isThematic,
      electedBody,
      bodyWords: asWritten('bodyWords', 'electedBody'),
      ...value,
      countedIn,
    },
  }
}
