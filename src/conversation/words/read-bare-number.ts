import { findCodes, parseCode } from '../../kernel/codes.ts'
import { readNumber } from './read-choice.ts'

/**
 * What a message of digits alone may be. `receipt`, `notice`: a code, perhaps with a typing error; `identity`: a receipt
 * code with an error or the number of an identity card, which look the same; `phoneOrReceipt`: a telephone number of
 * eleven digits, or a receipt code that lacks one; `other`: an amount, a date, a year …
 */
export type BareNumber = 'receipt' | 'notice' | 'identity' | 'phone' | 'phoneOrReceipt' | 'other'

// Mobile numbers, landlines with their area, the same from abroad without "+", and the paid lines 1800 and 1900.
const PHONE = /^(?:0[35789]\d{8}|02\d{9}|84[35789]\d{8}|1[89]00\d{4}(?:\d{2})?)$/
const ABROAD = /^\s*(?:\+\s*[1-9]|00\s?84)/
// Circular 59/2021/TT-BCA: three digits of the province (001 to 096), one of century and sex, two of the year, six more.
const IDENTITY = /^0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}$/
const DATE = /^\s*\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2}(?:\d{2})?\s*$|^\s*\d{1,2} \d{1,2} \d{4}\s*$/
// "204.813" may as well be a notice's code, so one dot alone says nothing about six digits.
const AMOUNT = /^\s*\d{1,3}(?:[.,]\d{3}){2,}\s*$|^\s*\d{1,2}[.,]\d{3}\s*$/

/** Two digits too few or too many of twelve are still a slip; a notice's six are too short for that. */
const couldBeReceipt = (length: number): boolean => length >= 10 && length <= 14

/**
 * Reads a message that holds digits and signs but no word. Null for anything else, for what could be the number of a
 * list (0 to 999), and where a whole code stands among other digits. The wrong digits of a code tell nothing of what else they could be, so the length and the shape decide.
 */
export const readBareNumber = (text: string): BareNumber | null => {
  if (text.length > 60 || !/^[\d\s.,/()+–-]*\d[\d\s.,/()+–-]*$/u.test(text)) return null
  if (readNumber(text) !== null) return null
  const plain = /^[\d\s.-]+$/u.test(text)
  const code = plain ? parseCode(text) : null
  if (code && code.kind !== 'mistyped') return code.kind
  const digits = text.replaceAll(/\D/gu, '')
  if (ABROAD.test(text) && digits.length >= 9 && digits.length <= 15) return 'phone'
  if (PHONE.test(digits)) return digits.length === 11 ? 'phoneOrReceipt' : 'phone'
  if (DATE.test(text) || AMOUNT.test(text)) return 'other'
  if (findCodes(text).length > 0) return null
  if (!plain) return 'other'
  if (IDENTITY.test(digits)) return 'identity'
  if (couldBeReceipt(digits.length)) return 'receipt'
  return digits.length === 6 ? 'notice' : 'other'
}
