import { capMarks } from './cap-marks.ts'

const TONES = new Set(['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'])
const STROKE = 'stroke'

type Letter = { readonly base: string; readonly shape: ReadonlySet<string>; readonly tone: string }
type Syllable = { readonly letters: readonly Letter[]; readonly tone: string }

const toneOf = (letters: readonly Letter[]): string => letters.map((letter) => letter.tone).join('')

const readLetters = (word: string): Letter[] => {
  const letters: { base: string; shape: Set<string>; tone: string }[] = []
  for (const char of word.normalize('NFD').toLowerCase()) {
    const last = letters.at(-1)
    if (/\p{M}/u.test(char)) {
      if (last === undefined) continue
      if (TONES.has(char)) last.tone += char
      else last.shape.add(char)
    } else if (/[đðɖ]/.test(char)) letters.push({ base: 'd', shape: new Set([STROKE]), tone: '' })
    else letters.push({ base: char, shape: new Set(), tone: '' })
  }
  return letters
}

const readSyllables = (text: string): Syllable[] =>
  (capMarks(text).match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []).map((word) => {
    const letters = readLetters(word)
    return { letters, tone: toneOf(letters) }
  })

const compareSyllable = (typed: readonly Letter[], canonical: Syllable): 'wrong' | 'less' | 'full' => {
  const tone = toneOf(typed)
  if (tone !== '' && tone !== canonical.tone) return 'wrong'
  let missing = tone !== canonical.tone
  for (const [index, letter] of canonical.letters.entries()) {
    const same = typed[index]
    if (same === undefined || same.base !== letter.base || !same.shape.isSubsetOf(letter.shape)) return 'wrong'
    if (same.shape.size < letter.shape.size) missing = true
  }
  return missing ? 'less' : 'full'
}

const countLetters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0

/** How much of the canonical diacritics was typed: none, some, all; or `wrong` where letters or marks contradict. */
export type DiacriticsTyped = 'wrong' | 'bare' | 'part' | 'full'

/**
 * Compares what was typed with the canonical spelling, syllable by syllable; spaces, case and punctuation do not
 * count. A tone may stand on any letter of its syllable, so "hoà" is "hòa" and "thuỷ" is "thủy". A canonical text
 * without any diacritics ("xem") is `full` when the letters are the same and nothing was added.
 */
export const compareDiacritics = (typed: string, canonical: string): DiacriticsTyped => {
  // A whole opinion is compared with the few words of a button; the look at each letter is for what can agree.
  if (countLetters(typed) !== countLetters(canonical)) return 'wrong'
  const letters = readSyllables(typed).flatMap((syllable) => syllable.letters)
  const wanted = readSyllables(canonical)
  if (letters.length !== wanted.reduce((sum, syllable) => sum + syllable.letters.length, 0)) return 'wrong'
  let at = 0
  const parts = wanted.map((syllable) => {
    const slice = letters.slice(at, at + syllable.letters.length)
    at += syllable.letters.length
    return compareSyllable(slice, syllable)
  })
  if (parts.includes('wrong')) return 'wrong'
  if (parts.every((part) => part === 'full')) return 'full'
  // A syllable that has no marks anyway ("tra" of "tra cứu") says nothing about whether marks were typed.
  return hasDiacritics(typed) ? 'part' : 'bare'
}

/** True when the letters are the same and every diacritic that was typed is in the canonical spelling too. */
export const diacriticsAgree = (typed: string, canonical: string): boolean =>
  compareDiacritics(typed, canonical) !== 'wrong'

/** True when the text has a Vietnamese tone or letter mark, or a đ. */
export const hasDiacritics = (text: string): boolean =>
  /[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323đð]/u.test(capMarks(text).normalize('NFD').toLowerCase())
