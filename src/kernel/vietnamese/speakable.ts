import type { PlainDate } from '../calendar/plain-date.ts'
import { dateWords, timeWords } from './moment-words.ts'
import { digitWords, numberWords } from './number-words.ts'

// As they stand in titles, places and names of bodies; longer ones first where one begins another.
const abbreviations: readonly (readonly [RegExp, string])[] = (
  [
    ['UB\\s?MTTQ(?:\\s?VN)?', 'Ủy ban Mặt trận Tổ quốc Việt Nam'],
    ['MTTQ(?:\\s?VN)?', 'Mặt trận Tổ quốc Việt Nam'],
    ['UBND', 'Ủy ban nhân dân'],
    ['HĐND', 'Hội đồng nhân dân'],
    ['ĐBQH', 'đại biểu Quốc hội'],
    ['TXCT', 'tiếp xúc cử tri'],
    ['BCH', 'Ban Chấp hành'],
    ['NVH', 'nhà văn hóa'],
    ['TTVH', 'trung tâm văn hóa'],
    ['TDP', 'tổ dân phố'],
    ['KDC', 'khu dân cư'],
    ['GPMB', 'giải phóng mặt bằng'],
    ['VSMT', 'vệ sinh môi trường'],
    ['ATGT', 'an toàn giao thông'],
    ['PCCC', 'phòng cháy, chữa cháy'],
    ['BHYT', 'bảo hiểm y tế'],
    ['BHXH', 'bảo hiểm xã hội'],
    ['CNTT', 'công nghệ thông tin'],
    ['THCS', 'trung học cơ sở'],
    ['THPT', 'trung học phổ thông'],
    ['TP\\.?', 'thành phố'],
    ['NQ', 'nghị quyết'],
    ['P\\.', 'phường'],
    ['Q\\.', 'quận'],
    ['KT-XH', 'kinh tế, xã hội'],
  ] as const
).map(([written, said]) => [new RegExp(`(?<![\\p{L}\\d])${written}(?![\\p{L}])\\s?`, 'gu'), `${said} `])

const isDate = (day: number, month: number): boolean => day >= 1 && day <= 31 && month >= 1 && month <= 12
const plain = (day: string, month: string, year: string): PlainDate =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` as PlainDate

const large = 999_999_999_999
/** What is too long for a number, or begins with a zero, is a number on a list: read digit by digit. */
const saidNumber = (digits: string): string =>
  (digits.length > 1 && digits.startsWith('0')) || Number(digits) > large
    ? digitWords(digits)
    : numberWords(Number(digits))

/**
 * A written text as it is read aloud: dates, hours, numbers and the usual abbreviations in words; signs that nobody says
 * are left out. Names keep their letters. One line.
 */
export const speakable = (written: string): string => {
  let text = written.normalize('NFC').replaceAll(/https?:\/\/\S+/giu, ' ')
  for (const [pattern, said] of abbreviations) text = text.replaceAll(pattern, said)
  return text
    .replaceAll(/(?:ngày\s+)?(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/giu, (whole, day, month, year) =>
      isDate(Number(day), Number(month)) ? dateWords(plain(day, month, year), { withYear: true }) : whole,
    )
    .replaceAll(/(tháng|quý)\s+(\d{1,2})\s?[/.-]\s?(?=\d{4}(?!\d))/giu, '$1 $2 năm ')
    .replaceAll(/(?<!\d)(\d{1,2})\s?(?:giờ|[hg:])\s?(\d{2})?(?!\d|\p{L})(?:\s?phút)?/giu, (whole, hour, minutes) =>
      Number(hour) < 24 && Number(minutes ?? 0) < 60 ? timeWords(Number(hour), Number(minutes ?? 0)) : whole,
    )
    .replaceAll(/(?<=\d)[.](?=\d{3}(?!\d))/g, '')
    .replaceAll(/(?<=\d)\s?%/g, ' phần trăm')
    .replaceAll(/(\d+),(\d+)/g, (_, whole, rest) => `${saidNumber(whole)} phẩy ${saidNumber(rest)}`)
    .replaceAll(/(\d+)\s?m2(?!\p{L}|\d)|(\d+)\s?m²/giu, (_, one, other) => `${saidNumber(one ?? other)} mét vuông`)
    .replaceAll(/(?<=\d)\s?[/](?=\s?\d)/g, ' trên ')
    .replaceAll(/(?<=\d)\s?[-–](?=\s?\d)/g, ' đến ')
    .replaceAll(/(?<=\p{L})(\d+)/gu, ' $1')
    .replaceAll(/\d+/g, (digits) => ` ${saidNumber(digits)} `)
    .replaceAll(/\s[-–—]\s/gu, ', ')
    .replaceAll('&', ' và ')
    .replaceAll(/["“”«»*_#|~^<>[\]{}()]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\s+(?=[,.;:!?])/gu, '')
    .trim()
}

/** Syllables of a text in which nothing but words is left: Vietnamese writes each apart. */
export const countSyllables = (text: string): number => text.match(/[\p{L}\p{M}]+/gu)?.length ?? 0
