import { daysBetween, vietnamTime, weekday, type PlainDate } from './plain-date.ts'

const WEEKDAYS_VI = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']
const WEEKDAYS_EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const NEAR_VI: Readonly<Record<number, string>> = {
  [-2]: 'hôm kia',
  [-1]: 'hôm qua',
  0: 'hôm nay',
  1: 'ngày mai',
  2: 'ngày kia',
}
const NEAR_EN: Readonly<Record<number, string>> = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' }

const named = (names: readonly string[], index: number): string => names[index] ?? ''

/** "thứ Hai" … "thứ Bảy", "Chủ nhật". */
export const weekdayVi = (date: PlainDate): string => named(WEEKDAYS_VI, weekday(date) - 1)

export const weekdayEn = (date: PlainDate): string => named(WEEKDAYS_EN, weekday(date) - 1)

/** "05/12/2026": for tables and lists. */
export const formatShortDateVi = (date: PlainDate): string => date.split('-').reverse().join('/')

/** "thứ Bảy, ngày 05/12/2026": for notices, in the middle of a sentence. */
export const formatDateVi = (date: PlainDate): string => `${weekdayVi(date)}, ngày ${formatShortDateVi(date)}`

/** "Saturday, 5 December 2026". */
export const formatDateEn = (date: PlainDate): string =>
  `${weekdayEn(date)}, ${Number(date.slice(8))} ${named(MONTHS_EN, Number(date.slice(5, 7)) - 1)} ${date.slice(0, 4)}`

const timeParts = (at: Date | string): [hour: number, minutes: string] => {
  const [hour = '', minutes = ''] = (typeof at === 'string' ? at : vietnamTime(at)).split(':')
  if (!/^\d{1,2}$/.test(hour) || !/^\d{2}$/.test(minutes)) throw new RangeError('A time of day is written HH:MM')
  return [Number(hour), minutes]
}

/** "19 giờ 30", "8 giờ 05", "19 giờ" on the hour; takes a moment or `HH:MM`. */
export const formatTimeVi = (at: Date | string): string => {
  const [hour, minutes] = timeParts(at)
  return minutes === '00' ? `${hour} giờ` : `${hour} giờ ${minutes}`
}

/** "7:30 pm", "8 am", "12 noon"; takes a moment or `HH:MM`. */
export const formatTimeEn = (at: Date | string): string => {
  const [hour, minutes] = timeParts(at)
  if (minutes === '00' && hour % 12 === 0) return hour === 0 ? '12 midnight' : '12 noon'
  const shown = hour % 12 === 0 ? 12 : hour % 12
  return `${shown}${minutes === '00' ? '' : `:${minutes}`} ${hour < 12 ? 'am' : 'pm'}`
}

/** "hôm nay", "ngày mai", "ngày kia", "hôm qua", "hôm kia"; null for days further off. */
export const relativeDayVi = (date: PlainDate, today: PlainDate): string | null =>
  NEAR_VI[daysBetween(today, date)] ?? null

/** "today", "tomorrow", "yesterday"; null for other days. */
export const relativeDayEn = (date: PlainDate, today: PlainDate): string | null =>
  NEAR_EN[daysBetween(today, date)] ?? null
