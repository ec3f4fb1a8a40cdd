import { itemsOf, wordsIn, type FormContent, type FormQuestion } from '../../forms/index.ts'
import type { View } from '../view.ts'

const longest = 60

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text)

/** What a line of skip logic hangs on, as the officer wrote it. */
export const conditionWords = (view: View, item: FormQuestion, when: string): string => {
  if (when === 'skipped') return view.t('form-builder:skip.skipped')
  const choice = 'choices' in item ? item.choices.find(({ id }) => id === when) : undefined
  if (choice) return `“${wordsIn(view.locale, choice.text)}”`
  return item.kind === 'scale' ? view.t('form-builder:skip.step', { step: when }) : view.t('form-builder:skip.gone')
}

/** Where it leads. */
export const targetWords = (view: View, content: FormContent, to: string): string => {
  if (to === 'end') return view.t('form-builder:skip.end')
  const items = itemsOf(content)
  const at = items.findIndex(({ id }) => id === to)
  const target = items[at]
  if (!target) return view.t('form-builder:skip.gone')
  return `${view.t('form-builder:item.place', { place: at + 1 })}: ${shortened(wordsIn(view.locale, target.text))}`
}
