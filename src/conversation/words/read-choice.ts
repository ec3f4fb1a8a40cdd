import { compareDiacritics, diacriticsAgree } from '../../kernel/vietnamese/diacritics.ts'
import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'

const NUMBER_WORDS: readonly (readonly [word: string, value: number])[] = [
  ['một', 1],
  ['hai', 2],
  ['ba', 3],
  ['bốn', 4],
  ['tư', 4],
  ['năm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['bẩy', 7],
  ['tám', 8],
  ['chín', 9],
  ['mười', 10],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
]
const foldedNumber = new Map(NUMBER_WORDS.map(([word]) => [word, foldVietnamese(word)]))
// Alone and without diacritics the others are everyday words: "nam", "sau", "bay", "tam", "tu", "muoi".
const CLEAR_WITHOUT_DIACRITICS = new Set(['mot', 'hai', 'ba', 'bon', 'chin', 'one', 'two', 'three', 'four', 'five'])

const PREFIX =
  /^(?:(?:tôi|toi|em|con) )?(?:(?:chọn|chon|bấm|bam|nhấn|nhan|lấy|lay|choose|option|pick|number) ?)?(?:(?:số|so|mục|muc|câu|cau|ý|phương án|phuong an|dòng) ?)?/iu
const POLITE = /\s+(?:ạ|a|nhé|nhe|nha)$/iu
const DIGITS = /^(?:0|0?[1-9]|[1-9]\d{1,2})$/

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\ufe0f\u20e3]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s([{"“'#]+/u, '')
    .replace(/[\s.)\]}"”'!:;,…-]+$/u, '')

const numberWord = (text: string, prefixed: boolean): number | null => {
  const folded = foldVietnamese(text)
  for (const [word, value] of NUMBER_WORDS) {
    if (foldedNumber.get(word) !== folded) continue
    const typed = compareDiacritics(text, word)
    if (typed === 'full') return value
    if (typed === 'bare' && (prefixed || CLEAR_WITHOUT_DIACRITICS.has(folded))) return value
  }
  return null
}

/**
 * The number that a whole message says, 0 to 999: "2", "2.", "(2)", "số 2", "chọn 2 ạ", "hai", "②", "2️⃣", "２". Null for
 * everything else, telephone numbers, fractions, percentages, negative numbers and "2 người" among them.
 */
export const readNumber = (text: string): number | null => {
  if (text.length > 60) return null
  const said = bare(text).replace(POLITE, '')
  const prefix = PREFIX.exec(said)?.[0] ?? ''
  const core = said.slice(prefix.length).trim()
  if (DIGITS.test(core)) return Number(core)
  return numberWord(said, false) ?? (prefix === '' || core === '' ? null : numberWord(core, true))
}

const agreeing = (text: string, labels: readonly string[]): number | null => {
  if (!/[\p{L}\p{N}]/u.test(text)) return null
  const found = labels.flatMap((label, index) => (diacriticsAgree(text, label) ? [index + 1] : []))
  return found.length === 1 ? (found[0] ?? null) : null
}

/**
 * Which entry of a numbered list was chosen, 1 to `max`, or null. Besides the number alone, a label of the list may be
 * sent back, with or without its number ("1. Gửi", "gui"); where both are given they must fit. 0 is no choice: it is
 * the menu.
 */
export const readChoice = (text: string, max: number, labels: readonly string[] = []): number | null => {
  if (text.length > 300) return null
  const number = readNumber(text)
  if (number !== null) return number >= 1 && number <= max ? number : null
  const named = agreeing(text, labels.slice(0, max))
  if (named !== null) return named
  const [, digits = '', rest = ''] = /^(\d{1,2})[\s.):–-]+(.+)$/su.exec(bare(text)) ?? []
  const choice = Number(digits)
  return digits !== '' && choice <= max && agreeing(rest, labels.slice(0, max)) === choice ? choice : null
}
