import type { View } from '../view.ts'

const minute = 60

/** "khoảng 3 giờ 20 phút", "chưa đến một phút". */
export const lasts = (view: View, seconds: number): string => {
  if (seconds < minute) return view.t('console:plan.underMinute')
  const minutes = Math.ceil(seconds / minute)
  return minutes < 60
    ? view.t('console:plan.minutes', { count: minutes })
    : view.t('console:plan.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}
