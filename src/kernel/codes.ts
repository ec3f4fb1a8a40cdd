import { randomInt } from 'node:crypto'

// The quasigroup of order 10 from H. Michael Damm, "Total anti-symmetrische Quasigruppen" (Marburg 2004): it finds
// every wrong digit and every swap of neighbours.
const DAMM: readonly (readonly number[])[] = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
]

const RECEIPT_LENGTH = 12
const NOTICE_LENGTH = 6

/** Gives one random digit, 0 to 9, each equally likely. */
export type RandomDigit = () => number

const cryptoDigit: RandomDigit = () => randomInt(10)

const damm = (digits: string): number => {
  let interim = 0
  for (const digit of digits) {
    const next = DAMM[interim]?.[Number(digit)]
    if (next === undefined) throw new RangeError('A code consists of the digits 0 to 9')
    interim = next
  }
  return interim
}

/** The Damm check digit of a string of digits; throws RangeError on anything else. */
export const checkDigit = (digits: string): string => String(damm(digits))

/** True when the last digit is the Damm check digit of those before it. */
export const passesCheck = (digits: string): boolean => /^[0-9]{2,}$/.test(digits) && damm(digits) === 0

const makeCode = (length: number, digit: RandomDigit): string => {
  let body = ''
  while (body.length < length - 1) body += String(digit())
  return body + checkDigit(body)
}

/** A new receipt code: twelve bare digits, eleven random and the check digit. Uniqueness is the database's to enforce. */
export const receiptCode = (digit: RandomDigit = cryptoDigit): string => makeCode(RECEIPT_LENGTH, digit)

/** A new notice code: six bare digits, five random and the check digit. Uniqueness is the database's to enforce. */
export const noticeCode = (digit: RandomDigit = cryptoDigit): string => makeCode(NOTICE_LENGTH, digit)

/** As people see it: `4821 9370 6514`, `204 812`. Digits of another length come back unchanged. */
export const formatCode = (digits: string): string => {
  if (digits.length === RECEIPT_LENGTH) return digits.replace(/(.{4})(?=.)/g, '$1 ')
  if (digits.length === NOTICE_LENGTH) return digits.replace(/(.{3})(?=.)/g, '$1 ')
  return digits
}

/** What someone typed where a code was expected. `mistyped`: a digit is wrong, missing or too many. */
export type ParsedCode =
  | { readonly kind: 'receipt' | 'notice'; readonly digits: string }
  | { readonly kind: 'mistyped'; readonly length: number }

const LABEL_WORDS = 'mã|ma|số|so|code|receipt|notice|tra cứu|tra cuu|biên nhận|bien nhan|thông báo|thong bao|là|la'
const LABEL = new RegExp(`^(?:(?:${LABEL_WORDS})(?=[\\s:#.0-9])[\\s:#.]*)+`, 'iu')
const SEPARATORS = /[\s.,;:\-_\u2010-\u2015·•()[\]#*\u200b-\u200f\u2060\ufeff]|\ufe0f|\u20e3/gu

/**
 * Reads a code: spaces of any kind, dots, dashes, full-width digits, a label before it ("Mã số: …") and the letters
 * O, l and I for 0 and 1 do not matter. Null when the text is no such thing: other words, slashes, fewer than 4 or
 * more than 20 digits. A phone number counts as mistyped, so ask this only where a code is expected.
 */
export const parseCode = (text: string): ParsedCode | null => {
  if (text.length > 200) return null
  const plain = text.normalize('NFKC').replace(/^[\s#*([]+/, '')
  const bare = plain.replace(LABEL, '').replace(SEPARATORS, '')
  const real = bare.replace(/\D/g, '').length
  if (real < 4 || bare.length > 20 || !/^[0-9OolI|]+$/.test(bare)) return null
  const digits = bare.replace(/[Oo]/g, '0').replace(/[lI|]/g, '1')
  if (digits.length === RECEIPT_LENGTH && passesCheck(digits)) return { kind: 'receipt', digits }
  if (digits.length === NOTICE_LENGTH && passesCheck(digits)) return { kind: 'notice', digits }
  return { kind: 'mistyped', length: digits.length }
}

/**
 * The codes that stand anywhere in a longer text (a pasted notice), in order, each once, check digit verified. One
 * six-digit number in ten passes by chance, so what is found still has to be looked up.
 */
export const findCodes = (text: string): ParsedCode[] => {
  const plain = text.slice(0, 20_000).normalize('NFKC')
  const gap = '[ .\\u2010-\\u2015-]'
  const pattern = new RegExp(
    `(?<![0-9])(?:[0-9]{4}${gap}?[0-9]{4}${gap}?[0-9]{4}|(?<![0-9]{3}${gap})[0-9]{3}${gap}?[0-9]{3})(?![0-9]|${gap}[0-9]{3})`,
    'gu',
  )
  const found = new Map<string, ParsedCode>()
  for (const [match] of plain.matchAll(pattern)) {
    const code = parseCode(match)
    if (code !== null && code.kind !== 'mistyped') found.set(code.digits, code)
  }
  return [...found.values()]
}
