import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { HolidayCalendar } from '../kernel/calendar/working-days.ts'

export type Holiday = {
  readonly date: PlainDate
  /** A day off, or a Saturday or Sunday that is worked in exchange. */
  readonly kind: 'off' | 'worked'
  readonly name: string
  readonly source: string
  readonly sourceDate: PlainDate
  readonly state: 'verified' | 'unverified'
}

/** Single days as the calendars that deadlines are counted with: one for each year, source and state. */
export const asCalendars = (days: readonly Holiday[]): HolidayCalendar[] => {
  const groups = Map.groupBy(days, (day) => [day.date.slice(0, 4), day.sourceDate, day.state, day.source].join('|'))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    return [
      {
        year: Number(first.date.slice(0, 4)),
        holidays: group.filter(({ kind }) => kind === 'off').map(({ date, name }) => ({ date, name })),
        compensatory: group.filter(({ kind }) => kind === 'worked').map(({ date }) => date),
        source: first.source,
        sourceDate: first.sourceDate,
        state: first.state,
      },
    ]
  })
}
