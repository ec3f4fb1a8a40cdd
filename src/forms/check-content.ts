import { isQuestion, itemsOf, limits, type FormContent, type Item, type Words } from './content.ts'
import type { ContentFault } from './content-fault.ts'
import { findOfficialsRated } from './rates-official.ts'

const lengths = (content: FormContent): ContentFault[] => {
  const faults: ContentFault[] = []
  const look = (words: Words | undefined, max: number, missing: ContentFault['why'] | null, item?: string): void => {
    const at = item === undefined ? {} : { item }
    const vi = words?.vi.trim() ?? ''
    if (vi === '' && missing) faults.push({ why: missing, ...at })
    if (vi.length > max || (words?.en ?? '').length > max) faults.push({ why: 'tooLong', values: { max }, ...at })
    if (content.inEnglish && vi !== '' && (words?.en ?? '').trim() === '') faults.push({ why: 'noEnglish', ...at })
  }
  look(content.title, limits.title, 'noTitle')
  look(content.intro, limits.intro, 'noIntro')
  for (const item of itemsOf(content)) {
    look(item.text, limits.text, 'noText', item.id)
    if (!isQuestion(item)) continue
    if (item.why) look(item.why, limits.why, null, item.id)
    if ('choices' in item) for (const choice of item.choices) look(choice.text, limits.choice, 'noText', item.id)
  }
  return faults
}

const isWhole = (value: number): boolean => Number.isSafeInteger(value)

const shapeOf = (item: Item): ContentFault[] => {
  const fault = (why: ContentFault['why'], values?: ContentFault['values']): ContentFault[] => [
    { why, item: item.id, ...(values ? { values } : {}) },
  ]
  switch (item.kind) {
    case 'single':
    case 'multiple':
    case 'ranking': {
      const texts = item.choices.map((choice) => choice.text.vi.trim().toLocaleLowerCase('vi')).filter(Boolean)
      if (item.choices.length < 2) return fault('tooFewChoices')
      if (item.choices.length > limits.choices) return fault('tooManyChoices', { max: limits.choices })
      if (new Set(texts).size < texts.length) return fault('sameChoice')
      const most = item.kind === 'multiple' ? item.most : item.kind === 'ranking' ? item.places : undefined
      const isOff = most !== undefined && (!isWhole(most) || most < 1 || most > item.choices.length)
      return isOff ? fault('badMost', { max: item.choices.length }) : []
    }
    case 'scale': {
      const steps = item.to - item.from + 1
      const isRight = isWhole(item.from) && isWhole(item.to) && item.from >= 0 && steps >= 2 && item.to <= limits.scale
      return isRight ? [] : fault('badScale', { max: limits.scale })
    }
    case 'number': {
      const isRight = isWhole(item.least) && isWhole(item.most) && item.least < item.most && item.most <= limits.number
      return isRight && item.least >= 0 ? [] : fault('badNumbers')
    }
    case 'short_text':
    case 'long_text':
    case 'voice':
    case 'photo':
    case 'note':
      return []
  }
}

/** What skip logic of a question may hang on: its choices or steps, and passing over. */
export const conditionsOf = (item: Item): readonly string[] => {
  if (item.kind === 'single' || item.kind === 'multiple') return [...item.choices.map((choice) => choice.id), 'skipped']
  if (item.kind !== 'scale') return ['skipped']
  return [...Array.from({ length: item.to - item.from + 1 }, (_none, step) => String(item.from + step)), 'skipped']
}

/** Items that may come directly after one; `end` for the end of the form. */
const after = (items: readonly Item[], item: Item): readonly string[] => {
  const skips = isQuestion(item) ? (item.skips ?? []) : []
  const told = new Set(skips.map((skip) => skip.when))
  // Every answer has a line of its own: then the next one in order is never what follows.
  const isAllTold =
    (item.kind === 'single' || item.kind === 'scale') &&
    conditionsOf(item).every((when) => told.has(when) || (when === 'skipped' && item.required))
  const next = items[items.indexOf(item) + 1]?.id ?? 'end'
  return [...skips.map((skip) => skip.to), ...(isAllTold ? [] : [next])]
}

/** Where skip logic leads nowhere, in a circle, or past something that nobody can reach. */
const ways = (items: readonly Item[]): ContentFault[] => {
  const faults: ContentFault[] = []
  const byId = new Map(items.map((item) => [item.id, item]))
  for (const item of items) {
    for (const skip of isQuestion(item) ? (item.skips ?? []) : []) {
      if (skip.to !== 'end' && !byId.has(skip.to)) faults.push({ why: 'unknownTarget', item: item.id })
      if (!conditionsOf(item).includes(skip.when)) faults.push({ why: 'unknownCondition', item: item.id })
    }
  }
  const done = new Set<string>()
  const onWay = new Set<string>()
  const visit = (item: Item): void => {
    if (done.has(item.id)) return
    onWay.add(item.id)
    for (const to of after(items, item)) {
      if (onWay.has(to))
        faults.push({ why: 'loop', item: item.id, values: { to: items.findIndex((one) => one.id === to) + 1 } })
      const next = byId.get(to)
      if (next && !onWay.has(to)) visit(next)
    }
    onWay.delete(item.id)
    done.add(item.id)
  }
  if (items[0]) visit(items[0])
  for (const item of items) if (!done.has(item.id)) faults.push({ why: 'unreachable', item: item.id })
  return faults
}

/** Everything that keeps a form from being approved. Empty when it may go out. */
export const checkContent = (content: FormContent): readonly ContentFault[] => {
  const items = itemsOf(content)
  const questions = items.filter(isQuestion)
  const measured = questions.flatMap((item) => (item.kind === 'single' && item.measures ? [item] : []))
  return [
    ...lengths(content),
    ...(questions.length === 0 ? [{ why: 'noQuestion' } as const] : []),
    ...(items.length > limits.items ? [{ why: 'tooManyItems', values: { max: limits.items } } as const] : []),
    ...items.flatMap(shapeOf),
    ...measured
      .filter((item, at) => measured.findIndex((one) => one.measures === item.measures) < at)
      .map((item): ContentFault => ({ why: 'measuredTwice', item: item.id })),
    ...ways(items),
    ...findOfficialsRated(content),
  ]
}
