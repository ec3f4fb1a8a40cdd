import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { daysIn, hoursIn, linksIn, numbersIn, sumsIn } from './facts-in-text.ts'
import { noticeWords } from './notice-words.ts'

/** What a copy says otherwise than we did. `wording`: no fact that we know of, but the words. */
export type Difference = 'date' | 'hour' | 'place' | 'number' | 'link' | 'money' | 'wording'

export type Comparison =
  /** All our words in a row, with nothing added that could harm; or only a part of them. */
  { readonly kind: 'same' | 'part' } | { readonly kind: 'different'; readonly differs: readonly Difference[] }

// Shorter pieces could stand in any text.
const shortestPart = 8

const has = (words: string, part: string): boolean => ` ${words} `.includes(` ${part} `)

const strangers = (read: (text: string) => readonly string[], copy: string, ours: string): boolean => {
  const known = read(ours)
  return read(copy).some((value) => !known.includes(value))
}

/**
 * Compares a copy with what we sent. `copy` is without forwarding marks, `pasted` with them: a demand for money may
 * hide in a line that looks like one.
 */
export const compareNotice = (
  { copy, pasted }: { readonly copy: string; readonly pasted: string },
  ours: string,
  place: string,
): Comparison => {
  const copyWords = noticeWords(copy)
  const ourWords = noticeWords(ours)
  if (noticeWords(pasted) === ourWords) return { kind: 'same' }
  const isWhole = has(copyWords, ourWords)
  const isPart = copyWords.split(' ').length >= shortestPart && has(ourWords, copyWords)
  const facts: readonly (readonly [Difference, boolean])[] = [
    ['date', strangers(daysIn, copy, ours)],
    ['hour', strangers(hoursIn, copy, ours)],
    ['place', !isPart && place !== '' && !has(copyWords, foldVietnamese(place))],
    ['number', strangers(numbersIn, pasted, ours)],
    ['link', strangers(linksIn, pasted, ours)],
    ['money', strangers(sumsIn, pasted, ours)],
  ]
  const differs = facts.filter(([, isDifferent]) => isDifferent).map(([name]) => name)
  if (differs.length > 0) return { kind: 'different', differs }
  if (isWhole) return { kind: 'same' }
  return isPart ? { kind: 'part' } : { kind: 'different', differs: ['wording'] }
}
