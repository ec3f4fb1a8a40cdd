import {
  checkContent,
  conditionsOf,
  itemKinds,
  limits,
  type ContentFault,
  type FormContent,
  type FormItem,
  type ItemKind,
  type Words,
} from '../../forms/index.ts'
import { normaliseText } from '../../kernel/vietnamese/normalise-text.ts'
import { textOf, type Faults, type Form as Typed } from '../forms.ts'
import type { View } from '../view.ts'
import { newPieceId } from './edit-content.ts'
import { ageItem, sexItem } from './templates.ts'

export const kindOf = (text: string): ItemKind | undefined => itemKinds.find((kind) => kind === text)

const line = (typed: Typed, name: string): string => normaliseText(textOf(typed, name)).trim()

const words = (typed: Typed, name: string): Words => {
  const en = line(typed, `${name}_en`)
  return { vi: line(typed, name), ...(en === '' ? {} : { en }) }
}

const linesOf = (typed: Typed, name: string): readonly string[] =>
  textOf(typed, name)
    .split('\n')
    .map((one) => normaliseText(one).trim())

const numberOf = (typed: Typed, name: string): number => {
  const text = textOf(typed, name).trim()
  return /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
}

const choicesOf = (item: FormItem | undefined) => (item && 'choices' in item ? item.choices : [])

/**
 * One choice a line. A line that stood there before keeps its id, and so the branches that hang on it; a line that was
 * only reworded keeps it by its place.
 */
const readChoices = (typed: Typed, before: FormItem | undefined) => {
  const english = linesOf(typed, 'choices_en').filter((text) => text !== '')
  const texts = linesOf(typed, 'choices').filter((text) => text !== '')
  const old = choicesOf(before)
  const same = new Map(old.map((choice) => [choice.text.vi, choice.id]))
  const taken = new Set<string>(texts.flatMap((text) => same.get(text) ?? []))
  const used = new Set<string>()
  return texts.map((vi, at) => {
    const inPlace = old.length === texts.length ? old[at]?.id : undefined
    const wanted = same.get(vi) ?? (inPlace !== undefined && !taken.has(inPlace) ? inPlace : undefined)
    const id = wanted !== undefined && !used.has(wanted) ? wanted : newPieceId()
    used.add(id)
    const en = english[at]
    return { id, text: { vi, ...(en === undefined ? {} : { en }) } }
  })
}

const optional = (typed: Typed, name: string): number | undefined =>
  textOf(typed, name).trim() === '' ? undefined : numberOf(typed, name)

/** What a form of one item holds, as an item; what is wrong with it is told by `faultsOfItem`. */
export const readItem = (kind: ItemKind, id: string, typed: Typed, before?: FormItem): FormItem => {
  const text = words(typed, 'text')
  if (kind === 'note') return { kind, id, text }
  const why = words(typed, 'why')
  const asked = { id, text, required: textOf(typed, 'required') !== '', ...(why.vi === '' ? {} : { why }) }
  const most = optional(typed, 'atMost')
  const withSkips = (item: FormItem): FormItem => {
    if (item.kind === 'note' || !before || before.kind === 'note' || !before.skips) return item
    // A branch of a choice that is gone goes with it.
    const skips = before.skips.filter(({ when }) => conditionsOf(item).includes(when))
    return skips.length === 0 ? item : { ...item, skips }
  }
  switch (kind) {
    case 'single': {
      const measures = textOf(typed, 'measures')
      if (measures !== 'sex' && measures !== 'age') {
        return withSkips({ ...asked, kind, choices: readChoices(typed, before) })
      }
      const fixed = measures === 'sex' ? sexItem(id) : ageItem(id)
      return withSkips({ ...asked, kind, measures, choices: choicesOf(fixed) })
    }
    case 'multiple':
      return withSkips({
        ...asked,
        kind,
        choices: readChoices(typed, before),
        ...(most === undefined ? {} : { most }),
      })
    case 'ranking': {
      const places = optional(typed, 'places')
      return withSkips({
        ...asked,
        kind,
        choices: readChoices(typed, before),
        ...(places === undefined ? {} : { places }),
      })
    }
    case 'scale': {
      const [low, high] = [words(typed, 'low'), words(typed, 'high')]
      return withSkips({
        ...asked,
        kind,
        from: numberOf(typed, 'from'),
        to: numberOf(typed, 'to'),
        ...(low.vi === '' ? {} : { low }),
        ...(high.vi === '' ? {} : { high }),
      })
    }
    case 'number':
      return withSkips({ ...asked, kind, least: numberOf(typed, 'least'), most: numberOf(typed, 'greatest') })
    case 'short_text':
    case 'long_text':
    case 'voice':
    case 'photo':
      return withSkips({ ...asked, kind })
  }
}

const text = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? '' : String(value))

/** An item as the fields of its form hold it. */
export const typedOf = (item: FormItem): Typed => {
  const put = (name: string, value: Words | undefined): Typed => ({
    [name]: value?.vi ?? '',
    [`${name}_en`]: value?.en ?? '',
  })
  if (item.kind === 'note') return put('text', item.text)
  const choices = choicesOf(item)
  return {
    ...put('text', item.text),
    ...put('why', item.why),
    required: item.required ? 'yes' : '',
    choices: choices.map((choice) => choice.text.vi).join('\n'),
    choices_en: choices.map((choice) => choice.text.en ?? '').join('\n'),
    ...(item.kind === 'single' ? { measures: item.measures ?? '' } : {}),
    ...(item.kind === 'multiple' ? { atMost: text(item.most) } : {}),
    ...(item.kind === 'ranking' ? { places: text(item.places) } : {}),
    ...(item.kind === 'scale'
      ? { from: text(item.from), to: text(item.to), ...put('low', item.low), ...put('high', item.high) }
      : {}),
    ...(item.kind === 'number' ? { least: text(item.least), greatest: text(item.most) } : {}),
  }
}

const fields: Partial<Record<ContentFault['why'], string>> = {
  tooFewChoices: 'choices',
  tooManyChoices: 'choices',
  sameChoice: 'choices',
  badScale: 'from',
  badNumbers: 'least',
}

const isLong = (value: Words | undefined, max: number): boolean =>
  (value?.vi ?? '').length > max || (value?.en ?? '').length > max

/** The field beside which a fault is told. */
const fieldOf = (item: FormItem, why: ContentFault['why']): string => {
  if (why === 'badMost') return item.kind === 'ranking' ? 'places' : 'atMost'
  if (why !== 'tooLong' || isLong(item.text, limits.text)) return fields[why] ?? 'text'
  return item.kind !== 'note' && isLong(item.why, limits.why) ? 'why' : 'choices'
}

// What concerns the way through the whole form, or its English, may wait until approval is asked for.
const later = new Set<ContentFault['why']>([
  'noTitle',
  'noIntro',
  'noQuestion',
  'noEnglish',
  'unknownTarget',
  'unknownCondition',
  'loop',
  'unreachable',
])

/** What has to be mended before an item is kept, by the field of its form. */
export const faultsOfItem = (view: View, content: FormContent, item: FormItem): Faults => {
  const alone: FormContent = { ...content, sections: [{ id: 'alone', title: { vi: '' }, items: [item] }] }
  const faults = checkContent(alone).filter((fault) => fault.item === item.id && !later.has(fault.why))
  return Object.fromEntries(
    faults.map(({ why, values }) => [fieldOf(item, why), view.t(`forms:fault.${why}`, values)]).toReversed(),
  )
}
