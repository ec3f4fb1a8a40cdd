import {
  formatDateEn,
  formatDateVi,
  formatShortDateVi,
  formatTimeEn,
  formatTimeVi,
  relativeDayEn,
  relativeDayVi,
} from '../kernel/calendar/format-date.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import type { View } from './view.ts'

/** "thứ Bảy, ngày 05/12/2026". */
export const longDay = (view: View, at: Date): string => {
  const day = vietnamDate(at)
  return view.locale === 'vi' ? formatDateVi(day) : formatDateEn(day)
}

export const timeOfDay = (view: View, at: Date): string => (view.locale === 'vi' ? formatTimeVi(at) : formatTimeEn(at))

/** "19 giờ 30, thứ Bảy, ngày 05/12/2026". */
export const fullMoment = (view: View, at: Date): string => `${timeOfDay(view, at)}, ${longDay(view, at)}`

/** "05/12/2026". */
export const shortDay = (day: PlainDate): string => formatShortDateVi(day)

/** As in a list: "9 giờ 05 hôm nay", "hôm qua", then the date. */
export const listMoment = (view: View, at: Date): string => {
  const day = vietnamDate(at)
  const today = vietnamDate(view.now)
  const near = view.locale === 'vi' ? relativeDayVi(day, today) : relativeDayEn(day, today)
  return near === null ? `${timeOfDay(view, at)}, ${shortDay(day)}` : `${timeOfDay(view, at)} ${near}`
}

/** "2 phút", "30 giây": how long somebody has to wait, rounded up. */
export const waitFor = (view: View, until: Date): string => {
  const seconds = Math.max(1, Math.ceil((until.getTime() - view.now.getTime()) / 1000))
  return seconds <= 60
    ? view.t('console:wait.seconds', { count: seconds })
    : view.t('console:wait.minutes', { count: Math.ceil(seconds / 60) })
}

// Made once: a page of tables shows thousands of figures.
const counts = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') }

/** "1.234" in Vietnamese, "1,234" in English. */
export const formatCount = (view: Pick<View, 'locale'>, count: number): string => counts[view.locale].format(count)
