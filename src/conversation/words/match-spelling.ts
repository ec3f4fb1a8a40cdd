import { compareDiacritics, type DiacriticsTyped } from '../../kernel/vietnamese/diacritics.ts'
import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import { undoTelex } from '../../kernel/vietnamese/undo-telex.ts'

/** A run of letters and digits, and where it ends in the text. */
export type Token = { readonly text: string; readonly folded: string; readonly end: number }

/** How the beginning of a text writes a spelling. */
export type SpellingMatch = {
  readonly tokens: number
  readonly typed: Exclude<DiacriticsTyped, 'wrong'>
  /** Several syllables in one token ("gopy"): no ordinary word looks like that. */
  readonly joined: boolean
}

const MOST = 8

/** The first few tokens of a text: enough to see every command, cheap on a text of any length. */
export const firstTokens = (text: string): Token[] => {
  const tokens: Token[] = []
  for (const { 0: typed, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const token = typed.normalize('NFKC')
    const end = index + typed.length
    // "TRACUU482193706514": the code is a token of its own.
    const glued = /^(\p{L}[\p{L}\p{M}]*)(\d{4,})$/u.exec(token)
    if (glued === null) tokens.push({ text: token, folded: foldVietnamese(token), end })
    else {
      const [, word = '', digits = ''] = glued
      tokens.push({ text: word, folded: foldVietnamese(word), end: end - digits.length })
      tokens.push({ text: digits, folded: digits, end })
    }
    if (tokens.length >= MOST) break
  }
  return tokens
}

const folded = new Map<string, readonly string[]>()

/** The folded syllables of a spelling. */
export const foldedSpelling = (spelling: string): readonly string[] => {
  const known = folded.get(spelling)
  if (known !== undefined) return known
  const parts = foldVietnamese(spelling).split(' ')
  folded.set(spelling, parts)
  return parts
}

const matchLetters = (tokens: readonly Token[], parts: readonly string[]): number => {
  if (parts.every((part, index) => tokens[index]?.folded === part)) return parts.length
  return tokens[0]?.folded === parts.join('') ? 1 : 0
}

/**
 * How the first tokens write the spelling, or null. Typed diacritics must agree with it. One syllable with some of its
 * marks is another word ("dùng", "sủa"), so there it is all or none. Keystrokes of an idle Telex or VNI keyboard count
 * when they give every mark.
 */
export const matchSpelling = (tokens: readonly Token[], spelling: string): SpellingMatch | null => {
  const parts = foldedSpelling(spelling)
  if (tokens[0]?.folded[0] !== parts[0]?.[0]) return null
  const count = matchLetters(tokens, parts)
  if (count > 0) {
    const written = tokens.slice(0, count).map((token) => token.text)
    const typed = compareDiacritics(written.join(' '), spelling)
    if (typed === 'wrong' || (typed === 'part' && parts.length === 1)) return null
    return { tokens: count, typed, joined: parts.length > 1 && count === 1 }
  }
  if (!/[^\0-\x7f]/.test(spelling) || tokens.length < parts.length) return null
  const meant = undoTelex(
    tokens
      .slice(0, parts.length)
      .map((token) => token.text)
      .join(' '),
  )
  if (meant === null || compareDiacritics(meant, spelling) !== 'full') return null
  return { tokens: parts.length, typed: 'full', joined: false }
}
