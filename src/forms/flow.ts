import { isQuestion, itemsOf, type FormContent, type Item, type Question } from './content.ts'

/** What was chosen: a choice's id, several, a number; words and files of open questions. `null`: passed over. */
export type Value =
  | { readonly choice: string }
  | { readonly choices: readonly string[] }
  | { readonly number: number }
  | { readonly text: string }
  | { readonly files: readonly string[] }
  | null

/** Question to what was answered. What was not reached is absent. */
export type Values = Readonly<Record<string, Value>>

const keyOf = (value: Value): string => {
  if (value === null) return 'skipped'
  if ('choice' in value) return value.choice
  return 'number' in value ? String(value.number) : ''
}

/** Whether a line of skip logic speaks of what was answered. */
const fits = (when: string, value: Value): boolean =>
  value !== null && 'choices' in value ? value.choices.includes(when) : when === keyOf(value)

/** The item that comes after one; undefined at the end of the form. */
export const nextItem = (content: FormContent, item: Item, value: Value): Item | undefined => {
  const items = itemsOf(content)
  const to = isQuestion(item) ? item.skips?.find((skip) => fits(skip.when, value))?.to : undefined
  if (to === 'end') return undefined
  if (to !== undefined) return items.find((one) => one.id === to)
  return items[items.findIndex((one) => one.id === item.id) + 1]
}

export type Walk = {
  /** What was passed so far, in order; notes as well. */
  readonly passed: readonly Item[]
  /** The question that is to be answered now; undefined when all are. */
  readonly open: Question | undefined
}

/** The way through a form with these answers: where it stands, and what lies behind. */
export const walk = (content: FormContent, values: Values): Walk => {
  const passed: Item[] = []
  const seen = new Set<string>()
  let item: Item | undefined = itemsOf(content)[0]
  while (item && !seen.has(item.id)) {
    seen.add(item.id)
    const value = values[item.id]
    if (isQuestion(item) && value === undefined) return { passed, open: item }
    passed.push(item)
    item = nextItem(content, item, value ?? null)
  }
  return { passed, open: undefined }
}

/** The answers that lie on the way: what was answered before somebody went back and turned elsewhere does not count. */
export const onTheWay = (content: FormContent, values: Values): Values => {
  const { passed } = walk(content, values)
  return Object.fromEntries(passed.filter(isQuestion).map((item) => [item.id, values[item.id] ?? null]))
}
