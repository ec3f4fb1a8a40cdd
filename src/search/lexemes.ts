import type { Keyring } from '../kernel/keyring.ts'
import { syllables } from '../kernel/vietnamese/fold-vietnamese.ts'

// A text of 20,000 characters has some 5,000 syllables; PostgreSQL keeps a megabyte of lexemes a row.
const syllablesMax = 6_000
const termsMax = 12

/** 48 bits of a keyed hash: nobody without the key can tell the syllable, and no two of a language meet by chance. */
const hidden = (keyring: Keyring, purpose: 'w' | 'p', words: string): string =>
  purpose + keyring.blindIndex('search', words).replaceAll('-', '').slice(0, 12)

/** The distinct lexemes of a text: its folded syllables, and each with the one behind it, for phrases. */
export const lexemesOf = (keyring: Keyring, text: string): string[] => {
  const found = syllables(text).slice(0, syllablesMax)
  const pairs = found.slice(1).map((next, at) => `${found[at]} ${next}`)
  return [
    ...new Set(found).values().map((one) => hidden(keyring, 'w', one)),
    ...new Set(pairs).values().map((pair) => hidden(keyring, 'p', pair)),
  ]
}

/**
 * What a query asks for: every syllable, and in "quotation marks" each pair of neighbours as well. The first twelve
 * terms count. Nothing where no word stands.
 */
export const lexemesAsked = (keyring: Keyring, query: string): string[] => {
  const quoted = [...query.matchAll(/["“”]([^"“”]+)["“”]/gu)].map((match) => match[1] ?? '')
  const pairs = quoted.flatMap((phrase) => {
    const said = syllables(phrase)
    return said.slice(1).map((next, at) => hidden(keyring, 'p', `${said[at]} ${next}`))
  })
  const words = syllables(query).map((one) => hidden(keyring, 'w', one))
  return [...new Set([...pairs, ...words])].slice(0, termsMax)
}

/** A `tsvector` without positions, or a `tsquery` of which all must be found: lexemes hold letters, digits, `:` and `-`. */
export const asVector = (lexemes: readonly string[]): string =>
  lexemes.map((one) => `'${one.replaceAll("'", '')}'`).join(' ')
export const asQuery = (lexemes: readonly string[]): string =>
  lexemes.map((one) => `'${one.replaceAll("'", '')}'`).join(' & ')
