import { isOpenKind, questionsOf, sexes, ageBands, type FormContent, type Question } from './content.ts'
import type { Value, Values } from './flow.ts'

export const dimensions = ['all', 'place', 'sex', 'age'] as const
export type Dimension = (typeof dimensions)[number]

/** What stands for the form as a whole, and for "answered at all". */
export const any = '*'
/** What stands for a question that was passed over. */
export const passedOver = '-'
/** What stands for people of whom the dimension is not known. */
export const unknownCell = '?'

/** One answer, as it is counted. */
export type Counted = {
  readonly version: number
  readonly answers: Values
  readonly placeId: string | null
  readonly isPaper: boolean
  readonly countsPerson: boolean
  readonly countsHousehold: boolean
}

export type TallyLine = {
  readonly version: number
  readonly question: string
  readonly value: string
  readonly dimension: Dimension
  readonly cell: string
  readonly isPaper: boolean
  persons: number
  households: number
  aside: number
}

const exactSpan = 100
const steps = 20

/** Where a number is counted: by itself, or in one of twenty equal steps where it may be one of many. */
export const stepOf = (item: Extract<Question, { kind: 'number' }>, number: number): string => {
  const span = item.most - item.least
  if (span <= exactSpan) return String(number)
  const width = Math.ceil((span + 1) / steps)
  const from = item.least + Math.floor((number - item.least) / width) * width
  return `${from}..${Math.min(from + width - 1, item.most)}`
}

const valuesOf = (item: Question, value: Value): readonly string[] => {
  if (value === null) return [passedOver]
  if ('choice' in value) return [value.choice, any]
  if ('choices' in value) {
    const chosen = item.kind === 'ranking' ? value.choices.map((id, at) => `${id}@${at + 1}`) : value.choices
    return [...chosen, any]
  }
  if ('number' in value) return [item.kind === 'number' ? stepOf(item, value.number) : String(value.number), any]
  return [any]
}

const measured = (content: FormContent, answers: Values, what: 'sex' | 'age'): string | null => {
  const item = questionsOf(content).find((one) => one.kind === 'single' && one.measures === what)
  const value = item ? answers[item.id] : undefined
  const known: readonly string[] = what === 'sex' ? sexes : ageBands
  return value && 'choice' in value && known.includes(value.choice) ? value.choice : null
}

/** Sex and age band that somebody gave where the form asks for them. */
export const measuresOf = (
  content: FormContent,
  answers: Values,
): { readonly sex: string | null; readonly ageBand: string | null } => ({
  sex: measured(content, answers, 'sex'),
  ageBand: measured(content, answers, 'age'),
})

/** Counts answers by question, value and one dimension at a time; lines of the same cell are drawn together. */
export const tally = (
  contents: ReadonlyMap<number, FormContent>,
  answers: readonly Counted[],
): readonly TallyLine[] => {
  const lines = new Map<string, TallyLine>()
  for (const one of answers) {
    const content = contents.get(one.version)
    if (!content) throw new Error(`version ${one.version} of a form has no words`)
    const { sex, ageBand } = measuresOf(content, one.answers)
    const cells: readonly (readonly [Dimension, string])[] = [
      ['all', ''],
      ['place', one.placeId ?? unknownCell],
      ['sex', sex ?? unknownCell],
      ['age', ageBand ?? unknownCell],
    ]
    const pairs: [string, string][] = [[any, any]]
    for (const item of questionsOf(content)) {
      const value = one.answers[item.id]
      if (value !== undefined) for (const said of valuesOf(item, value)) pairs.push([item.id, said])
    }
    for (const [question, value] of pairs) {
      for (const [dimension, cell] of cells) {
        const key = JSON.stringify([one.version, question, value, dimension, cell, one.isPaper])
        let line = lines.get(key)
        if (!line) {
          line = {
            version: one.version,
            question,
            value,
            dimension,
            cell,
            isPaper: one.isPaper,
            persons: 0,
            households: 0,
            aside: 0,
          }
          lines.set(key, line)
        }
        if (one.countsPerson) line.persons += 1
        if (one.countsHousehold) line.households += 1
        if (!one.countsPerson && !one.countsHousehold) line.aside += 1
      }
    }
  }
  return [...lines.values()]
}

/** What is counted, and what is read by people: the two halves of an answer. */
export const partAnswer = (
  content: FormContent,
  values: Values,
): {
  readonly counted: Values
  readonly words: Readonly<Record<string, { text?: string; files?: readonly string[] }>>
} => {
  const counted: Record<string, Value> = {}
  const words: Record<string, { text?: string; files?: readonly string[] }> = {}
  for (const item of questionsOf(content)) {
    const value = values[item.id]
    if (value === undefined) continue
    if (isOpenKind(item.kind) && value !== null) {
      if ('text' in value) words[item.id] = { text: value.text }
      if ('files' in value) words[item.id] = { files: value.files }
      // That it was answered is counted; what was said is not in the row.
      counted[item.id] = { text: '' }
    } else counted[item.id] = value
  }
  return { counted, words }
}
