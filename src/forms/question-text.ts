import { phrase, type Locale } from '../phrases/index.ts'
import { isQuestion, questionsOf, wordsIn, type FormContent, type Item } from './content.ts'
import { placesOf } from './read-answer.ts'

export type QuestionText = {
  /** Without the numbered lines: whoever sends it adds them from the choices. */
  readonly text: string
  /** The number that answers it, and its words. The steps of a scale are their own numbers. */
  readonly choices: readonly { readonly number: number; readonly label: string }[]
}

const choicesOf = (locale: Locale, item: Item): QuestionText['choices'] => {
  if ('choices' in item) {
    return item.choices.map(({ text }, at) => ({ number: at + 1, label: wordsIn(locale, text) }))
  }
  if (item.kind !== 'scale') return []
  return Array.from({ length: item.to - item.from + 1 }, (_none, at) => {
    const number = item.from + at
    const end = at === 0 ? item.low : number === item.to ? item.high : undefined
    return { number, label: end ? wordsIn(locale, end) : phrase(locale, 'form-chat:step', { step: number }) }
  })
}

const howTo = (locale: Locale, item: Item): string => {
  switch (item.kind) {
    case 'multiple':
      return phrase(locale, 'form-builder:ask.multiple', { most: item.most ?? item.choices.length })
    case 'ranking':
      return phrase(locale, 'form-builder:ask.ranking', { places: placesOf(item) })
    case 'number':
      return phrase(locale, 'form-builder:ask.number', { least: item.least, most: item.most })
    case 'single':
    case 'scale':
    case 'short_text':
    case 'long_text':
    case 'voice':
    case 'photo':
      return phrase(locale, `form-builder:ask.${item.kind}`)
    case 'note':
      return ''
  }
}

/** One item as a chat says it: which question of how many, how to answer, and which words go another way. */
export const questionText = (locale: Locale, content: FormContent, item: Item): QuestionText => {
  if (!isQuestion(item)) return { text: wordsIn(locale, item.text), choices: [] }
  const questions = questionsOf(content)
  const place = questions.findIndex(({ id }) => id === item.id) + 1
  const ways = [
    ...(item.required ? [] : [phrase(locale, 'form-builder:ask.skip')]),
    ...(item.why ? [phrase(locale, 'form-builder:ask.why')] : []),
  ]
  const asked = phrase(locale, 'form-builder:ask.place', {
    place,
    all: questions.length,
    text: wordsIn(locale, item.text),
  })
  return {
    text: [asked, [howTo(locale, item), ...ways].join('\n')].join('\n\n'),
    choices: choicesOf(locale, item),
  }
}
