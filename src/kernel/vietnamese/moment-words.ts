import { weekdayVi } from '../calendar/format-date.ts'
import { vietnamDate, vietnamTime, type PlainDate } from '../calendar/plain-date.ts'
import { numberWords } from './number-words.ts'

/** "ngày năm tháng mười hai", with "năm hai nghìn không trăm hai mươi sáu" where it is asked for; April is "tháng tư". */
export const dateWords = (date: PlainDate, options: { readonly withYear?: boolean } = {}): string => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const words = `ngày ${numberWords(day)} tháng ${month === 4 ? 'tư' : numberWords(month)}`
  return options.withYear ? `${words} năm ${numberWords(year)}` : words
}

const parts = [
  { from: 0, name: 'đêm' },
  { from: 1, name: 'sáng' },
  { from: 11, name: 'trưa' },
  { from: 13, name: 'chiều' },
  { from: 18, name: 'tối' },
  { from: 23, name: 'đêm' },
] as const

/** "bảy giờ ba mươi phút sáng", "bảy giờ tối", "mười hai giờ trưa": by the clock of twelve hours, as people say it. */
export const timeWords = (hour: number, minutes: number): string => {
  const part = parts.findLast((one) => hour >= one.from)?.name ?? ''
  const shown = hour > 12 ? hour - 12 : hour === 0 ? 12 : hour
  const rest = minutes === 0 ? '' : ` ${numberWords(minutes)} phút`
  return `${numberWords(shown)} giờ${rest} ${part}`
}

/** "bảy giờ ba mươi phút sáng thứ bảy, ngày năm tháng mười hai", in the time of Vietnam. */
export const momentWords = (at: Date): string => {
  const [hour = 0, minutes = 0] = vietnamTime(at).split(':').map(Number)
  const day = vietnamDate(at)
  return `${timeWords(hour, minutes)} ${weekdayVi(day).toLocaleLowerCase('vi')}, ${dateWords(day)}`
}
