import { itemsOf, wordsIn, type FormContent, type FormQuestion, type FormResults } from '../../forms/index.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import type { View } from '../view.ts'

/** What a value of a question says; a choice that only an earlier version offered is found there. */
export const valueWords = (
  view: Pick<View, 'locale'>,
  contents: readonly FormContent[],
  item: FormQuestion,
  value: string,
): string => {
  for (const content of contents.toReversed()) {
    const asked = itemsOf(content).find(({ id }) => id === item.id)
    const choice = asked && 'choices' in asked ? asked.choices.find(({ id }) => id === value) : undefined
    if (choice) return wordsIn(view.locale, choice.text)
  }
  if (item.kind === 'scale') {
    const end = value === String(item.from) ? item.low : value === String(item.to) ? item.high : undefined
    const words = end && wordsIn(view.locale, end)
    if (words) return `${value} (${words})`
  }
  return value.replace('..', '–')
}

const named = ['paper', 'digital', 'female', 'male', 'other', 'under18', '18-29', '30-44', '45-59', '60up']

/** What a row of a split is called. */
export const cellWords = (view: View, places: FormResults['places'], split: string, cell: string): string => {
  if (cell === '?') return view.t('form-results:cell.unknown')
  if (split === 'place') return places.find(({ id }) => id === cell)?.name ?? view.t('form-results:cell.unknown')
  if (split === 'version') return view.t('form-results:cell.version', { number: cell })
  return named.includes(cell) ? view.t(`form-results:cell.${cell}` as PhraseKey) : cell
}
