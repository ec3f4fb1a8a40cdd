import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import { expandAbbreviation } from '../../kernel/vietnamese/abbreviations.ts'
import { readLoosely, type ReadSyllable } from '../../kernel/vietnamese/read-loosely.ts'
import { findPhrases, phrases, type Phrase, type Span } from '../match-phrases.ts'

const readMax = 6_000

const inFull = (phrase: string): string =>
  phrase
    .split(' ')
    .map((word) => expandAbbreviation(word) ?? word)
    .join(' ')

/** Phrases from lists such as `tổ dân phố | TDP`; abbreviations in full, as texts are read. */
export const loosePhrases = (...lists: readonly string[]): Phrase[] =>
  phrases(...lists.flatMap((list) => list.split(' | ')).map(inFull))

/** The syllables that phrases are made of, folded: what a mistyped word may have meant. */
export const vocabularyOf = (wanted: readonly Phrase[]): Set<string> => new Set(wanted.flatMap((one) => one.folded))

export type LooseText = {
  readonly syllables: readonly ReadSyllable[]
  /** Where phrases stand, as often as they do, in the order of the text. */
  find(wanted: readonly Phrase[]): Span[]
  /** What stands there, as it was written. */
  said(span: Pick<Span, 'from' | 'to'>): string
}

/** A text read for suggestions: by abbreviations, with slips of typing mended towards the words that are looked for. */
export const readLooseText = (text: string, vocabulary: ReadonlySet<string>): LooseText => {
  const syllables = readLoosely(text.slice(0, readMax), vocabulary)
  const typed = syllables.map((one) => one.read)
  const folded = syllables.map((one) => one.folded)
  const places = Map.groupBy(folded.keys(), (at) => folded[at] ?? '')
  return {
    syllables,
    find: (wanted) => findPhrases({ typed, folded, places }, wanted),
    said: ({ from, to }) =>
      syllables
        .slice(from, to)
        .filter((one, at, all) => one.word !== all[at - 1]?.word)
        .map((one) => one.written)
        .join(' '),
  }
}

/** Each text once, whatever its case and accents; at most three. */
export const distinct = (said: readonly string[]): string[] =>
  [...new Map(said.map((one) => [foldVietnamese(one), one])).values()].slice(0, 3)
