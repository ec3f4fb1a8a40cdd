import { damerauLevenshtein } from '../kernel/vietnamese/damerau-levenshtein.ts'

const shortest = 4

const digitsOf = (text: string): string => text.replaceAll(/\D+/g, ' ').trim()

/**
 * Whether two folded names are one typing error apart: a letter too many, too few, wrong, or two neighbours swapped.
 * Names below four characters never are, and numbers must agree: "Hà Giang 1" is not a misspelt "Hà Giang 2".
 */
export const oneTypoApart = (one: string, other: string): boolean =>
  Math.min(one.length, other.length) >= shortest &&
  digitsOf(one) === digitsOf(other) &&
  damerauLevenshtein(one, other, 1) === 1
