import { dateOf, type PlainDate } from '../kernel/calendar/plain-date.ts'

const found = <Value>(
  text: string,
  pattern: RegExp,
  read: (groups: readonly (string | undefined)[]) => Value | null,
): Value[] => {
  const values = [...text.normalize('NFC').matchAll(pattern)].flatMap((match) => read([...match]) ?? [])
  return [...new Set(values)]
}

const fullDate =
  /(?<!\d)(\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+|\s+thang\s+)(\d{1,2})(?:\s?[/.-]\s?|,?\s+năm\s+|,?\s+nam\s+)(\d{4}|\d{2})(?!\d)/giu

/** Full dates in digits that stand in a text: "05/12/2026", "5-12-26", "5 tháng 12 năm 2026". */
export const datesIn = (text: string): PlainDate[] =>
  found(text, fullDate, ([, day, month, year = '']) =>
    dateOf(year.length === 2 ? 2000 + Number(year) : Number(year), Number(month), Number(day)),
  )

/** Days with or without a year as `MM-DD`: "5/12", "05/12/2026", "ngày 5 tháng 12". */
export const daysIn = (text: string): string[] =>
  found(text, /(?<![\d/.-])(\d{1,2})(?:\/|\s+tháng\s+|\s+thang\s+)(\d{1,2})(?!\d)/giu, ([, day, month]) => {
    // A leap year, so that 29 February counts as a day.
    return dateOf(2024, Number(month), Number(day))?.slice(5) ?? null
  })

const timeOfDay = (hour: number, minutes: string): string | null =>
  hour < 24 && Number(minutes) < 60 ? `${String(hour).padStart(2, '0')}:${minutes}` : null

const inEnglish = (hour: number, half: string): number => {
  const isLate = half === 'pm' || half === 'noon'
  return (hour % 12) + (isLate ? 12 : 0)
}

/** Times of day, `HH:MM`: "8 giờ 30", "8h30", "08:30", "19h", "7:30 pm", "8 am", "12 noon". */
export const hoursIn = (text: string): string[] => [
  ...new Set([
    ...found(
      text,
      /(?<![\d:/])(\d{1,2})\s?(?:giờ|gio|h|g)(?!\p{L})(?:\s?(\d{2})(?![\d/]|[.-]\d))?/giu,
      ([, hour, minutes = '00']) => timeOfDay(Number(hour), minutes),
    ),
    ...found(text, /(?<![\d:/])(\d{1,2}):(\d{2})(?!\d)(?:\s?(am|pm)\b)?/giu, ([, hour, minutes = '', half]) =>
      timeOfDay(half === undefined ? Number(hour) : inEnglish(Number(hour), half.toLowerCase()), minutes),
    ),
    ...found(text, /(?<![\d:/])(\d{1,2})\s?(am|pm|noon|midnight)\b/giu, ([, hour, half = '']) =>
      timeOfDay(inEnglish(Number(hour), half.toLowerCase()), '00'),
    ),
  ]),
]

/** Runs of eight digits and more, however they are grouped: telephones and bank accounts. Dates are none. */
export const numbersIn = (text: string): string[] =>
  found(text.normalize('NFKC'), /\+?\d(?:[ \t.()-]{0,2}\d){7,23}/gu, ([whole = '']) => {
    if (/^\d{1,2}([.-])\d{1,2}\1\d{4}$/.test(whole)) return null
    return whole.replace(/\D/g, '').replace(/^84(?=\d{9,10}$)/, '0')
  })

const endings = 'com|net|org|vn|me|ly|xyz|top|info|site|online|shop|link|cc|io|app|club|vip'
const link = new RegExp(
  String.raw`(?:https?://|www\.)[^\s<>"]+|(?<![\p{L}\d@.])(?:[a-z0-9-]+\.)+(?:${endings})(?![\p{L}\d])`,
  'giu',
)

/** Hosts of the web addresses in a text, with or without https, in lower case. */
export const linksIn = (text: string): string[] =>
  found(text.normalize('NFKC').toLowerCase(), link, ([whole = '']) =>
    whole
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .replace(/[/?#].*$/, '')
      .replace(/[.,;:)]+$/, ''),
  )

/** Sums of money: "200.000 đồng", "200k", "2 triệu". */
export const sumsIn = (text: string): string[] =>
  found(
    text.toLowerCase(),
    /(?<!\d)\d[\d.,]*\s?(?:k|đ|vnd|vnđ|đồng|dong|nghìn|ngàn|triệu|trieu|tr)(?![\p{L}\d])/gu,
    ([whole = '']) => whole.replace(/\s/g, ''),
  )
