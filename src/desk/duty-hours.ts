import type { DutyHours } from './desk-store.ts'
import { vietnamDate, vietnamTime, weekday } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'

export type { DutyHours }

const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** Days count from Monday (1) to Sunday (7); a span is half-open, so "17:30" is no longer on duty. */
export const isOnDuty = (hours: DutyHours, at: Date): boolean => {
  const day = weekday(vietnamDate(at))
  const now = vietnamTime(at)
  return hours.some((span) => span.days.includes(day) && span.from <= now && now < span.until)
}

const wrong = (why: 'noDays' | 'noTime' | 'hoursInvalid', field: string): AppError =>
  new AppError('INVALID', `duty hours: ${why}`, { phrase: `desk:${why}`, field })

export const checkHours = (hours: DutyHours): void => {
  for (const { days, from, until } of hours) {
    const areDays = days.length > 0 && days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)
    if (!areDays) throw wrong('noDays', 'days')
    if (!time.test(from) || !time.test(until)) throw wrong('noTime', 'hours')
    if (from >= until) throw wrong('hoursInvalid', 'hours')
  }
}

/** Ten or eleven digits of a Vietnamese number, or a short one such as 1022; spaces, dots and brackets allowed. */
export const isPhone = (text: string): boolean =>
  /^[\d\s().+-]{3,20}$/.test(text) && /^\+?\d{3,12}$/.test(text.replaceAll(/[\s().-]/g, ''))
