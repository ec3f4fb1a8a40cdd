import {
  nextItem,
  questionsOf,
  walk,
  type FormContent,
  type FormItem,
  type FormQuestion,
  type Value,
  type Values,
} from '../forms/index.ts'

/** How far somebody has come on the page: everything stands in the page itself, nothing is kept of who has only begun. */
export type FormState = {
  readonly version: number
  /** What was answered, page by page. */
  readonly steps: readonly (readonly string[])[]
  readonly values: Values
}

const questionsAtMost = 5

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const asValue = (raw: unknown): Value | undefined => {
  if (raw === null) return null
  if (!isRecord(raw)) return undefined
  const { choice, choices, number, text } = raw
  if (typeof choice === 'string') return { choice }
  if (areTexts(choices)) return { choices }
  if (typeof number === 'number') return { number }
  return typeof text === 'string' ? { text } : undefined
}

/** Reads the state that a page brought back; whatever is not of its shape is a beginning. */
export const readState = (written: unknown, version: number): FormState => {
  const start: FormState = { version, steps: [], values: {} }
  if (typeof written !== 'string' || written === '') return start
  try {
    const raw: unknown = JSON.parse(written)
    if (!isRecord(raw) || !isRecord(raw['values']) || !Array.isArray(raw['steps'])) return start
    const values = Object.entries(raw['values']).flatMap(([id, one]) => {
      const value = asValue(one)
      return value === undefined ? [] : [[id, value] as const]
    })
    const own = raw['version']
    return {
      version: typeof own === 'number' && Number.isInteger(own) && own >= 1 && own <= version ? own : version,
      steps: raw['steps'].filter(areTexts),
      values: Object.fromEntries(values),
    }
  } catch {
    return start
  }
}

/**
 * What stands on the page now: the open question with the notes before it, and those that follow in any case, up to a
 * question that branches, the end of its section, or the fifth. Empty when everything is answered.
 */
export const stretchOf = (content: FormContent, state: FormState): readonly FormItem[] => {
  const { open, passed } = walk(content, state.values)
  if (!open) return []
  const before: FormItem[] = []
  for (const item of passed.toReversed()) {
    if (item.kind !== 'note') break
    before.unshift(item)
  }
  const section = content.sections.find((one) => one.items.some((item) => item.id === open.id))
  const items: FormItem[] = [...before]
  let count = 0
  let item: FormItem | undefined = open
  while (item && section?.items.includes(item) && count < questionsAtMost) {
    items.push(item)
    if (item.kind !== 'note') {
      count += 1
      if ((item.skips ?? []).length > 0) break
    }
    item = nextItem(content, item, null)
  }
  return items
}

/** One page back: what it asked is open again. */
export const stepBack = (state: FormState): FormState => {
  const last = new Set(state.steps.at(-1) ?? [])
  return {
    ...state,
    steps: state.steps.slice(0, -1),
    values: Object.fromEntries(Object.entries(state.values).filter(([id]) => !last.has(id))),
  }
}

/** What a page typed in a field of a question, as the question's value; `undefined` where it cannot be one. */
export const readField = (item: FormQuestion, body: Readonly<Record<string, unknown>>): Value => {
  const raw = body[`q-${item.id}`]
  const texts = (Array.isArray(raw) ? raw : [raw]).filter((one) => typeof one === 'string' && one !== '') as string[]
  const [first] = texts
  switch (item.kind) {
    case 'single':
      return first === undefined ? null : { choice: first }
    case 'multiple':
      return texts.length === 0 ? null : { choices: texts }
    case 'ranking': {
      const places = item.choices.map((_choice, at) => body[`q-${item.id}-${at + 1}`])
      const chosen = places.filter((one) => typeof one === 'string' && one !== '') as string[]
      return chosen.length === 0 ? null : { choices: chosen }
    }
    case 'scale':
    case 'number':
      return first === undefined ? null : { number: /^\d{1,10}$/.test(first.trim()) ? Number(first) : Number.NaN }
    case 'short_text':
    case 'long_text':
      return first === undefined || first.trim() === '' ? null : { text: first.replaceAll('\0', '') }
    case 'voice':
    case 'photo':
      return null
  }
}

/** How many questions there are at most, and how many are behind. */
export const progressOf = (
  content: FormContent,
  state: FormState,
): { readonly done: number; readonly all: number } => ({
  done: walk(content, state.values).passed.filter((item) => item.kind !== 'note').length,
  all: questionsOf(content).length,
})
