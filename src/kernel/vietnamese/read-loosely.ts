import { expandAbbreviation } from './abbreviations.ts'
import { damerauLevenshtein } from './damerau-levenshtein.ts'
import { foldVietnamese } from './fold-vietnamese.ts'
import { isSyllable } from './is-syllable.ts'
import { undoTelex } from './undo-telex.ts'

/** One syllable as it is read: of an abbreviation there are several from one written word. */
export type ReadSyllable = {
  /** As it is read, NFC: mended where it was mistyped. */
  readonly read: string
  readonly folded: string
  /** The word in the text that it was read from. */
  readonly written: string
  /** Which written word, counted from 0. */
  readonly word: number
}

const shortestMended = 3

const split = (folded: string, known: ReadonlySet<string>): string[] | null => {
  for (let at = 2; at <= folded.length - 2; at += 1) {
    const parts = [folded.slice(0, at), folded.slice(at)]
    if (parts.every((part) => known.has(part))) return parts
  }
  return null
}

const nearest = (folded: string, known: ReadonlySet<string>): string | null => {
  let found: string | null = null
  for (const one of known) {
    if (one.length < shortestMended || one[0] !== folded[0] || damerauLevenshtein(folded, one, 1) > 1) continue
    // Two that are as near: nobody can say which was meant.
    if (found !== null) return null
    found = one
  }
  return found
}

const mend = (written: string, folded: string, known: ReadonlySet<string>): readonly string[] => {
  if (known.has(folded) || /\d/.test(folded)) return [written]
  if (isSyllable(folded)) return [written]
  // "ddường": the accents came through, the keystroke for đ did not.
  const stroked = written.replace(/^d{2}/i, 'đ')
  if (stroked !== written && isSyllable(foldVietnamese(stroked)) && /[^\x20-\x7e]/.test(written)) return [stroked]
  const undone = undoTelex(written)
  if (undone !== null && isSyllable(foldVietnamese(undone))) return [undone]
  const pair = split(folded, known)
  if (pair) return pair
  const mended = folded.length >= shortestMended ? nearest(folded, known) : null
  return [mended ?? written]
}

/**
 * The syllables of a text as a patient reader takes them: abbreviations in full, keystrokes of Telex and VNI that were
 * left over undone, two syllables that run together parted, and a word that is no Vietnamese syllable taken for the one
 * of `known` (folded) that is a single slip away. Both Unicode forms read the same. For matching only: never shown as
 * what somebody wrote.
 */
export const readLoosely = (text: string, known: ReadonlySet<string>): readonly ReadSyllable[] => {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []
  return words.flatMap((written, word): ReadSyllable[] => {
    const full = expandAbbreviation(written)
    const parts = full === null ? mend(written, foldVietnamese(written), known) : full.split(' ')
    return parts.map((read) => ({ read, folded: foldVietnamese(read), written, word }))
  })
}
