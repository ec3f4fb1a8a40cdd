import type { FormContent, Question } from './content.ts'
import { isOpenKind, questionsOf } from './content.ts'
import { placesOf } from './read-answer.ts'
import type { Counts, QuestionResults, Shown, Split, SplitTable } from './results-shape.ts'
import { splits } from './results-shape.ts'
import { suppressColumns, suppressLine, suppressTable } from './suppress.ts'
import { any, passedOver, unknownCell, type TallyLine } from './tally.ts'

type Measure = 'persons' | 'households' | 'aside'
type Line = Pick<TallyLine, 'version' | 'question' | 'value' | 'dimension' | 'cell' | 'isPaper' | Measure>

export type ToCount = {
  readonly lines: readonly Line[]
  /** Approved versions, oldest first. */
  readonly contents: readonly { readonly number: number; readonly content: FormContent }[]
  readonly main: 'persons' | 'households'
  readonly least: number
}

const cellOf = (line: Line, split: Split): string | undefined => {
  if (split === 'way') return line.dimension === 'all' ? (line.isPaper ? 'paper' : 'digital') : undefined
  if (split === 'version') return line.dimension === 'all' ? String(line.version) : undefined
  return line.dimension === split ? line.cell : undefined
}

type Sums = ReadonlyMap<string, number>
/** No text of PostgreSQL holds a zero byte. */
const keyOf = (question: string, value: string, cell = ''): string => `${question}\0${value}\0${cell}`

/** Sums of one measure by question, value and cell. */
const sumUp = (lines: readonly Line[], measure: Measure, cell: (line: Line) => string | undefined): Sums => {
  const sums = new Map<string, number>()
  for (const line of lines) {
    const of = cell(line)
    if (of === undefined) continue
    const key = keyOf(line.question, line.value, of)
    sums.set(key, (sums.get(key) ?? 0) + line[measure])
  }
  return sums
}

/** Cells of a split, those too small drawn together under `?`; empty where that leaves nothing to tell apart. */
export const poolCells = (counts: ReadonlyMap<string, number>, least: number): ReadonlyMap<string, string> => {
  const sorted = [...counts].filter(([, count]) => count > 0).toSorted((one, other) => one[1] - other[1])
  let pooled = 0
  const into = new Map<string, string>()
  for (const [cell, count] of sorted) {
    if (cell !== unknownCell && count >= least) continue
    into.set(cell, unknownCell)
    pooled += count
  }
  for (const [cell, count] of sorted) {
    if (into.has(cell)) continue
    if (pooled > 0 && pooled < least) {
      into.set(cell, unknownCell)
      pooled += count
    } else into.set(cell, cell)
  }
  return new Set(into.values()).size > 1 ? into : new Map()
}

const addsUp = (item: Question): boolean => item.kind === 'single' || item.kind === 'scale' || item.kind === 'number'

const firstNumber = (value: string): number => Number(/^-?\d+/.exec(value)?.[0] ?? 0)

/** What could be chosen, in the order that it was asked in; what only an earlier version offered comes last. */
const valuesOf = (item: Question, counted: readonly string[]): readonly string[] => {
  if (item.kind === 'scale') {
    const steps = Array.from({ length: item.to - item.from + 1 }, (_, at) => String(item.from + at))
    return [...steps, ...counted.filter((one) => !steps.includes(one))]
  }
  if (item.kind === 'number') return counted.toSorted((one, other) => firstNumber(one) - firstNumber(other))
  if (!('choices' in item)) return []
  const offered = item.choices.map(({ id }) => id)
  return [...offered, ...counted.filter((one) => !offered.includes(one))]
}

const asShown = (counts: readonly number[], hidden: readonly boolean[] | null): readonly Shown[] =>
  counts.map((count, at) => (hidden === null || hidden[at] === true ? null : count))

const isOther = (one: Question, other: Question): boolean => {
  const words = ({ text, ...rest }: Question): string => JSON.stringify([text, { ...rest, skips: [], why: null }])
  return words(one) !== words(other)
}

/** All questions of a form, small numbers kept back so that nothing that is shown gives them away. */
export const countQuestions = ({ lines, contents, main, least }: ToCount): readonly QuestionResults[] => {
  const known = new Map<string, { item: Question; isChanged: boolean }>()
  for (const { content } of contents) {
    for (const item of questionsOf(content)) {
      const before = known.get(item.id)
      known.set(item.id, { item, isChanged: before !== undefined && (before.isChanged || isOther(before.item, item)) })
    }
  }
  const whole = {
    persons: sumUp(lines, 'persons', (line) => (line.dimension === 'all' ? '' : undefined)),
    households: sumUp(lines, 'households', (line) => (line.dimension === 'all' ? '' : undefined)),
    aside: sumUp(lines, 'aside', (line) => (line.dimension === 'all' ? '' : undefined)),
  }
  const bySplit = new Map(
    splits.map((split) => {
      const totals = new Map<string, number>()
      for (const line of lines) {
        if (line.question !== any) continue
        const cell = cellOf(line, split)
        if (cell !== undefined) totals.set(cell, (totals.get(cell) ?? 0) + line[main])
      }
      const pools = poolCells(totals, least)
      const pooled = sumUp(lines, main, (line) => {
        const cell = cellOf(line, split)
        return cell === undefined ? undefined : pools.get(cell)
      })
      const pooledTotals = new Map<string, number>()
      for (const [cell, count] of totals) {
        const into = pools.get(cell)
        if (into !== undefined) pooledTotals.set(into, (pooledTotals.get(into) ?? 0) + count)
      }
      return [split, { sums: pooled, totals: pooledTotals, isThere: totals.size > 1 }] as const
    }),
  )
  const everybody = whole[main].get(keyOf(any, any)) ?? 0
  const countedOf = new Map<string, Set<string>>()
  for (const { question, value } of lines) {
    if (value !== any && value !== passedOver) {
      countedOf.set(question, (countedOf.get(question) ?? new Set()).add(value))
    }
  }

  /** Splits in which a question that decides the way has kept something back; `all` of the whole. */
  const keptBack = new Set<Split | 'all'>()
  /** Sexes and ages are questions themselves: what is kept back there would follow from the split. */
  const measuresKept = new Set<Split>()
  for (const { item } of known.values()) {
    if (item.kind !== 'single' || !item.measures) continue
    const counts = item.choices.map(({ id }) => whole[main].get(keyOf(item.id, id)) ?? 0)
    const hidden = suppressLine(counts, least)
    if (!hidden || hidden.includes(true)) measuresKept.add(item.measures)
  }
  const results: QuestionResults[] = []
  for (const { item, isChanged } of known.values()) {
    const at = (measure: Measure, value: string): number => whole[measure].get(keyOf(item.id, value)) ?? 0
    const answered = at(main, any)
    const passed = at(main, passedOver)
    const reached = answered + passed
    const isBranch = reached < everybody
    const base = { item, isChanged, reached, answered, passed }
    if (isOpenKind(item.kind)) {
      results.push({ ...base, isWithheld: false, values: [], tables: [], withheld: [] })
      continue
    }
    const isRanking = item.kind === 'ranking'
    const counted = [...(countedOf.get(item.id) ?? [])].map((one) => (isRanking ? (one.split('@')[0] ?? one) : one))
    const values = valuesOf(item, [...new Set(counted)])
    const isWithheld = answered < least || (isBranch && keptBack.has('all'))
    const decides = (item.skips ?? []).length > 0
    const measured = item.kind === 'single' ? item.measures : undefined
    const withhold = (): void => {
      if (decides) for (const one of [...splits, 'all'] as const) keptBack.add(one)
      results.push({ ...base, isWithheld: true, values: [], tables: [], withheld: [] })
    }
    if (isWithheld) {
      withhold()
      continue
    }
    if (isRanking) {
      const places = Array.from({ length: placesOf(item) }, (_, place) => place + 1)
      const cells = values.map((value) => places.map((place) => at(main, `${value}@${place}`)))
      const table = suppressTable({
        cells,
        hiddenColumns: places.map(() => false),
        lockedRows: cells.map((row) => row.reduce((sum, one) => sum + one, 0) >= least),
        least,
      })
      if (!table) {
        withhold()
        continue
      }
      const none: Counts = { persons: null, households: null, aside: null }
      results.push({
        ...base,
        isWithheld: false,
        values: values.map((value, row) => {
          const sum = (cells[row] ?? []).reduce((so, one) => so + one, 0)
          return {
            value,
            counts: { ...none, [main]: table.rows[row] === true ? null : sum },
            places: asShown(cells[row] ?? [], table.cells[row] ?? null),
          }
        }),
        tables: [],
        withheld: [],
      })
      continue
    }
    const maskOf = (measure: Measure): readonly boolean[] | null => {
      const counts = values.map((value) => at(measure, value))
      return addsUp(item) ? suppressLine(counts, least) : counts.map((count) => count > 0 && count < least)
    }
    const hidden = maskOf(main)
    if (!hidden) {
      withhold()
      continue
    }
    if (hidden.includes(true) && decides) keptBack.add('all')
    const shown = (['persons', 'households', 'aside'] as const).map((measure) =>
      asShown(
        values.map((value) => at(measure, value)),
        maskOf(measure),
      ),
    )
    const tables: SplitTable[] = []
    const withheld: Split[] = []
    for (const split of splits) {
      const of = bySplit.get(split)
      if (of?.isThere !== true || split === measured) continue
      const rows = [...of.totals.keys()]
      const cells = rows.map((cell) => values.map((value) => of.sums.get(keyOf(item.id, value, cell)) ?? 0))
      const bases = rows.map((cell) => of.sums.get(keyOf(item.id, any, cell)) ?? 0)
      const isLeaky = measuresKept.has(split) || (isBranch && (keptBack.has(split) || keptBack.has('all')))
      const masks = isLeaky || rows.length === 0 ? null : maskTable(item, { rows, cells, bases, hidden, least, of })
      if (!masks || (decides && masks.cells.flat().includes(true))) {
        if (decides) keptBack.add(split)
      }
      if (!masks) withheld.push(split)
      else {
        tables.push({
          split,
          rows: rows.map((cell, row) => ({
            cell,
            base: masks.rows[row] === true ? null : (bases[row] ?? 0),
            counts: asShown(cells[row] ?? [], masks.cells[row] ?? null),
          })),
        })
      }
    }
    results.push({
      ...base,
      isWithheld: false,
      values: values.map((value, row) => ({
        value,
        counts: {
          persons: shown[0]?.[row] ?? null,
          households: shown[1]?.[row] ?? null,
          aside: shown[2]?.[row] ?? null,
        },
        places: [],
      })),
      tables,
      withheld,
    })
  }
  return results
}

type OneTable = {
  readonly rows: readonly string[]
  readonly cells: readonly (readonly number[])[]
  readonly bases: readonly number[]
  readonly hidden: readonly boolean[]
  readonly least: number
  readonly of: { readonly totals: ReadonlyMap<string, number> }
}

/** Rows whose every person answered show their sum elsewhere on the page as well, so it stays. */
const maskTable = (item: Question, { rows, cells, bases, hidden, least, of }: OneTable) => {
  if (addsUp(item)) {
    const lockedRows = rows.map((cell, row) => bases[row] === of.totals.get(cell))
    return suppressTable({ cells, hiddenColumns: hidden, lockedRows, least })
  }
  const bare = suppressLine(bases, least)
  const masks = bare && suppressColumns({ cells, hiddenColumns: hidden, least })
  return masks && { cells: masks, rows: bare }
}
