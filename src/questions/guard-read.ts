import { capMarks } from '../kernel/vietnamese/cap-marks.ts'
import { expandAbbreviation } from '../kernel/vietnamese/abbreviations.ts'
import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'
import { isSyllable } from '../kernel/vietnamese/is-syllable.ts'
import { readLoosely, type ReadSyllable } from '../kernel/vietnamese/read-loosely.ts'

// As long as an opinion may be: what stands on the last page counts as well.
const readMax = 20_000
// Nobody's word is longer; what is, is there to make the reading slow.
const wordMax = 24

export type GuardedSyllable = {
  /** As it is read, NFC, small letters. */
  readonly read: string
  readonly folded: string
  /** The word in the text that it was read from. */
  readonly written: string
  /** Which written word, and in which sentence, counted from 0. */
  readonly word: number
  readonly sentence: number
}

/** A text as the guard reads it. */
export type GuardedText = readonly GuardedSyllable[]

const plainLetters = /^[A-Za-z]+$/
const mayBeShort = (written: string): boolean =>
  plainLetters.test(written) && (written.length < 3 || written === written.toUpperCase())

/** The words folded, all at once where that gives one for each. */
const foldAll = (words: readonly string[]): readonly string[] => {
  const folded = foldVietnamese(words.join(' ')).split(' ')
  return folded.length === words.length ? folded : words.map(foldVietnamese)
}

/**
 * Reads a text as a patient reader does: abbreviations in full, slips of typing mended towards the words of `mended`
 * (folded), stretched letters drawn together ("cháyyyy"), both Unicode forms alike.
 */
export const readGuarded = (text: string, mended: ReadonlySet<string>): GuardedText => {
  const plain = capMarks(text.slice(0, readMax))
    .normalize('NFC')
    .replaceAll(/(\p{L})\1{2,}/gu, '$1')
  const read: GuardedSyllable[] = []
  const loosely = new Map<string, readonly ReadSyllable[]>()
  let word = 0
  for (const [sentence, part] of plain.split(/(?<=[.!?…])\s+|[\n;]+/u).entries()) {
    const words = part.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []
    const folded = foldAll(words)
    for (const [at, written] of words.entries()) {
      const letters = folded[at] ?? ''
      const isKnown = isSyllable(letters) || mended.has(letters) || /^\d/.test(letters) || written.length > wordMax
      const short = mayBeShort(written) ? expandAbbreviation(written) : null
      if (isKnown && short === null)
        read.push({ read: written.toLowerCase(), folded: letters, written, word, sentence })
      else {
        const again = loosely.get(written) ?? readLoosely(written, mended)
        loosely.set(written, again)
        for (const one of again) {
          read.push({ read: one.read.toLowerCase(), folded: one.folded, written, word, sentence })
        }
      }
      word += 1
    }
  }
  return read
}
