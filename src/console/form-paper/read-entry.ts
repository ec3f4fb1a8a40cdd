import {
  questionsOf,
  readTyped,
  wordsIn,
  type AnswerFault,
  type FormContent,
  type FormQuestion,
  type Value,
  type Values,
} from '../../forms/index.ts'
import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import type { Locale } from '../../phrases/index.ts'
import { textOf, type Form } from '../forms.ts'

/** Questions that stand on paper: a voice and a photo do not. */
export const paperQuestions = (content: FormContent): readonly FormQuestion[] =>
  questionsOf(content).filter((item) => item.kind !== 'voice' && item.kind !== 'photo')

export const fieldOf = (item: FormQuestion): string => `q-${item.id}`

export type ReadEntry =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly field: string; readonly fault: AnswerFault }

/** Reads what was typed from a paper: numbers as on the paper, or words. An empty field was left empty on the paper. */
export const readEntry = (content: FormContent, form: Form, locale: Locale): ReadEntry => {
  const values: Record<string, Value> = {}
  for (const item of questionsOf(content)) {
    const typed = textOf(form, fieldOf(item)).trim()
    if (typed === '' || item.kind === 'voice' || item.kind === 'photo') values[item.id] = null
    else {
      const read = readTyped(item, typed, { fold: foldVietnamese, locale })
      if (!read.ok) return { ok: false, field: fieldOf(item), fault: read.fault }
      values[item.id] = read.value
    }
  }
  return { ok: true, values }
}

/** What was entered, as it would be typed. */
export const asTyped = (item: FormQuestion, value: Value | undefined): string => {
  if (!value) return ''
  if ('number' in value) return String(value.number)
  if ('text' in value) return value.text
  const ids = 'choice' in value ? [value.choice] : 'choices' in value ? value.choices : []
  if (!('choices' in item)) return ids.join(' ')
  return ids.map((id) => item.choices.findIndex((choice) => choice.id === id) + 1).join(' ')
}

/** "1 Hài lòng · 2 Chưa hài lòng". */
export const legendOf = (item: FormQuestion, locale: Locale): string => {
  if ('choices' in item) return item.choices.map((one, at) => `${at + 1} ${wordsIn(locale, one.text)}`).join(' · ')
  if (item.kind === 'scale') return `${item.from}–${item.to}`
  return item.kind === 'number' ? `${item.least}–${item.most}` : ''
}
