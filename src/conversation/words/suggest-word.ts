import { compareDiacritics } from '../../kernel/vietnamese/diacritics.ts'
import { damerauLevenshtein } from '../../kernel/vietnamese/damerau-levenshtein.ts'
import { isSyllable } from '../../kernel/vietnamese/is-syllable.ts'
import { spellings, type Spelling } from './command-words.ts'
import { foldedSpelling, type Token } from './match-spelling.ts'

const SHORTEST = 5

const isMistyped = (tokens: readonly Token[], spelling: Spelling): boolean => {
  const parts = foldedSpelling(spelling.text)
  const wanted = parts.join('')
  const typed = tokens.map((token) => token.folded).join('')
  if (wanted.length < SHORTEST || typed[0] !== wanted[0] || tokens.length > parts.length + 1) return false
  // Real words ("chiều" for phiếu, "tiếp xúc" for tiếp tục) are what they are; an error makes a syllable that is none.
  if (typed !== wanted)
    return damerauLevenshtein(typed, wanted, 1) === 1 && !tokens.every((token) => isSyllable(token.folded))
  const syllables = spelling.text.split(' ')
  if (syllables.length < 2 || tokens.length !== syllables.length) return false
  const wrong = tokens.filter((token, index) => compareDiacritics(token.text, syllables[index] ?? '') !== 'full')
  return wrong.length === 1
}

/**
 * The word that a whole message meant when one letter, or the marks of one of its syllables, went wrong: something to
 * ask about, never to act on. Words below five letters are too near to others, and erasing is never suggested.
 */
export const suggestWord = (tokens: readonly Token[]): Spelling | null =>
  spellings.find((spelling) => spelling.word !== 'XOANGAY' && isMistyped(tokens, spelling)) ?? null
