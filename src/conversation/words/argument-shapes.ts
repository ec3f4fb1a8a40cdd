import { findCodes, parseCode } from '../../kernel/codes.ts'
import { hasDiacritics } from '../../kernel/vietnamese/diacritics.ts'
import { syllables } from '../../kernel/vietnamese/fold-vietnamese.ts'

/** True when what follows TRACUU or KIEMTRA is meant as a code, right or mistyped. */
export const isCodeShaped = (rest: string): boolean => parseCode(rest) !== null

/** True when what follows KIEMTRA is a pasted notice: on lines of its own, with a code in it. */
export const isPastedNotice = (gap: string, rest: string): boolean =>
  /[\n:]/.test(gap) && rest.length >= 40 && findCodes(rest).length > 0

// What sentences have and names of places have not. Without diacritics most of it could be a name (Cổ Nhuế, La Phù,
// Thường Tín), so only a few syllables tell.
const IN_SENTENCES =
  /(?<!\p{L})(?:bị|đang|không|ko|rất|quá|tôi|mình|chúng|này|đó|gần|thì|là|có|chưa|sắp|nhiều|thường xuyên|khi|vì|nên|được|phải|của)(?!\p{L})/iu
const IN_SENTENCES_FOLDED = /\b(?:bi|khong|ko|rat|qua|toi|nhieu|duoc|chung toi|gia dinh)\b/
const OWNER = /^(?:ong|ba|anh|chi|em|con|chau|dan|nguoi|gia|ban|vo|chong|bo|me|nha|toi|minh|chung)$/

/**
 * Whether what follows NOIO reads as a place: `yes`, `no`, or `perhaps` where "cua ong" is Cửa Ông as well as
 * "của ông". Which place it is, the units decide; what they do not know is plain text after all.
 */
export const placeShape = (rest: string): 'yes' | 'perhaps' | 'no' => {
  if (rest.length > 100 || /[\n?!;]/.test(rest)) return 'no'
  const words = syllables(rest)
  if (!/\p{L}/u.test(rest) || words.length > 14) return 'no'
  // Clauses of an address are short: "tổ 5, phường Cửa Nam, Hà Nội".
  if (rest.split(/[,\-–/]/).some((part) => syllables(part).length > 7)) return 'no'
  if (hasDiacritics(rest)) return IN_SENTENCES.test(rest) ? 'no' : 'yes'
  const [first, second = ''] = words
  if (first === 'cua' && OWNER.test(second)) return words.length === 2 && second === 'ong' ? 'perhaps' : 'no'
  return IN_SENTENCES_FOLDED.test(words.join(' ')) ? 'no' : 'yes'
}
