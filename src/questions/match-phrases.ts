import { compareDiacritics } from '../kernel/vietnamese/diacritics.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'

/** A text cut into syllables, for looking up phrases with or without diacritics. */
type Syllables = {
  readonly typed: readonly string[]
  readonly folded: readonly string[]
  /** Where each folded syllable stands. */
  readonly places: ReadonlyMap<string, readonly number[]>
}

/** Where a phrase stands: from the first syllable up to but without the last. */
export type Span = { readonly from: number; readonly to: number; readonly said: string; readonly isBare: boolean }

export type Phrase = { readonly text: string; readonly folded: readonly string[] }

/** From lists such as `cháy nhà | nhà cháy`. */
export const phrases = (...lists: readonly string[]): Phrase[] =>
  lists.flatMap((list) => list.split(' | ')).map((text) => ({ text, folded: foldVietnamese(text).split(' ') }))

/**
 * Where the phrases stand in a text. Diacritics that were typed must agree with the phrase's own ("chảy nhà" is not
 * "cháy nhà"); none at all agree as well. With `fullOnly` a phrase counts only in its own diacritics.
 */
export const findPhrases = (text: Syllables, wanted: readonly Phrase[], fullOnly = false): Span[] => {
  const found: Span[] = []
  for (const phrase of wanted) {
    const length = phrase.folded.length
    // Hundreds of phrases are looked up in each text; nearly all of them end here.
    for (const from of text.places.get(phrase.folded[0] ?? '') ?? []) {
      if (!phrase.folded.every((syllable, at) => syllable === text.folded[from + at])) continue
      const said = text.typed.slice(from, from + length).join(' ')
      const typed = compareDiacritics(said, phrase.text)
      if (typed === 'wrong' || (fullOnly && typed !== 'full')) continue
      found.push({ from, to: from + length, said, isBare: typed === 'bare' })
    }
  }
  return found.toSorted((one, other) => one.from - other.from)
}

/** Those that share no syllable with any of the others. */
export const outside = (spans: readonly Span[], covered: readonly Span[]): Span[] =>
  spans.filter((span) => covered.every((cover) => span.to <= cover.from || span.from >= cover.to))
