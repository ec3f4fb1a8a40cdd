import { compareDiacritics } from '../../kernel/vietnamese/diacritics.ts'

const YES = [
  'có',
  'vâng',
  'dạ',
  'dạ vâng',
  'dạ có',
  'vâng có',
  'ừ',
  'đúng',
  'đúng rồi',
  'đúng vậy',
  'dạ đúng',
  'phải',
  'phải rồi',
  'đồng ý',
  'tôi đồng ý',
  'dạ đồng ý',
  'nhất trí',
  'được',
  'dạ được',
  'ok',
  'oke',
  'okay',
  'yes',
  'yep',
  'y',
  'i agree',
]
const NO = [
  'không',
  'ko',
  'khỏi',
  'dạ không',
  'không đồng ý',
  'tôi không đồng ý',
  'không phải',
  'không đúng',
  'không cần',
  'thôi',
  'dạ thôi',
  'đừng',
  'chưa',
  'chưa đúng',
  'sai',
  'sai rồi',
  'no',
  'nope',
  'n',
]
const POLITE = /[\s,]+(?:ạ|nhé|nhe|nha|a)$/iu

const fits = (said: string, answers: readonly string[]): boolean =>
  answers.some((answer) => {
    const typed = compareDiacritics(said, answer)
    // One syllable with half its marks is another word: "cỏ", "đung".
    if (typed === 'part') return answer.includes(' ')
    // A lone letter without its marks ("u") is no answer.
    return typed === 'full' || (typed === 'bare' && answer.length > 1)
  })

/**
 * A whole message as yes or no. `unclear` where, without diacritics, both are possible: "dung" is "đúng" and "đừng" as
 * well as "dừng", so ask again with numbers. Null for anything else; the caller decides what an emoji or a longer
 * sentence means to it. Only for an open yes-or-no prompt.
 */
export const readYesNo = (text: string): 'yes' | 'no' | 'unclear' | null => {
  if (text.length > 60) return null
  const shown = text.normalize('NFC').replace(/[\s.!,…]+$/u, '')
  if (/^👍[\u{1f3fb}-\u{1f3ff}]?$/u.test(shown)) return 'yes'
  if (/^👎[\u{1f3fb}-\u{1f3ff}]?$/u.test(shown)) return 'no'
  if (!/\p{L}/u.test(shown) || shown.includes('?')) return null
  const said = shown.replace(POLITE, '')
  const [yes, no] = [fits(said, YES), fits(said, NO)]
  if (yes && no) return 'unclear'
  return yes ? 'yes' : no ? 'no' : null
}
