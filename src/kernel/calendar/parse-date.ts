import { foldVietnamese } from '../vietnamese/fold-vietnamese.ts'
import { addDays, dateOf, weekday, yearOf, type PlainDate } from './plain-date.ts'

const RELATIVE: Readonly<Record<string, number>> = {
  'hom nay': 0,
  'ngay mai': 1,
  mai: 1,
  'ngay kia': 2,
  'hom qua': -1,
  'hom kia': -2,
}

const WEEKDAYS: Readonly<Record<string, number>> = {
  'thu hai': 1,
  'thu 2': 1,
  'thu ba': 2,
  'thu 3': 2,
  'thu tu': 3,
  'thu 4': 3,
  'thu nam': 4,
  'thu 5': 4,
  'thu sau': 5,
  'thu 6': 5,
  'thu bay': 6,
  'thu 7': 6,
  'chu nhat': 7,
  cn: 7,
}

const WEEKDAY = /^(thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn)\b ?(.*)$/
const NUMERIC = /^(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2})(?: (?:nam )?(\d{4}|\d{2}))?$/
const ISO = /^(\d{4}) (\d{2}) (\d{2})$/

const nextOccurrence = (month: number, day: number, today: PlainDate): PlainDate | null => {
  // Eight years reach the next 29 February even across a century.
  for (let year = yearOf(today); year <= yearOf(today) + 8; year += 1) {
    const date = dateOf(year, month, day)
    if (date !== null && date >= today) return date
  }
  return null
}

const readDay = (folded: string, today: PlainDate): PlainDate | null => {
  const days = RELATIVE[folded]
  if (days !== undefined) return addDays(today, days)
  const iso = ISO.exec(folded)
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const match = NUMERIC.exec(folded)
  if (match === null) return null
  const [, day, month, year] = match
  if (year === undefined) return nextOccurrence(Number(month), Number(day), today)
  return dateOf(year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(day))
}

const inWeek = (weekdayWanted: number, week: string, today: PlainDate): PlainDate | null => {
  const monday = addDays(today, 1 - weekday(today))
  if (week === 'tuan nay') return addDays(monday, weekdayWanted - 1)
  if (week === 'tuan sau' || week === 'tuan toi') return addDays(monday, weekdayWanted + 6)
  return null
}

/**
 * Reads a day as people write it: "5/12", "05/12/2026", "5-12-26", "ngày 5 tháng 12 năm 2026", "thứ Bảy, ngày
 * 05/12/2026", "ngày mai", "thứ 7 tuần này", with or without diacritics; ISO too. Day before month, always. Without
 * a year the next such day from `today` on is meant. Weeks begin on Monday. Null for what is not exact ("thứ 7"),
 * for lunar days ("mùng 5"), for days that do not exist and where weekday and date contradict each other.
 */
export const parseDateVi = (text: string, today: PlainDate): PlainDate | null => {
  if (text.length > 80) return null
  // Signs between numbers decide: "5/12" is a date, "5, 12" and "5 12" are two numbers.
  if (/\d\s*[^\d\s/.\-–\p{L}]\s*\d/u.test(text) || /^\s*\d+\s+\d+(\s+\d+)?\s*$/.test(text)) return null
  const folded = foldVietnamese(text)
  const match = WEEKDAY.exec(folded)
  if (match === null) return readDay(folded, today)
  const wanted = WEEKDAYS[match[1] ?? ''] ?? 0
  const rest = match[2] ?? ''
  const date = inWeek(wanted, rest, today) ?? readDay(rest, today)
  return date !== null && weekday(date) === wanted ? date : null
}
