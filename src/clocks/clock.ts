import type { PlainDate } from '../kernel/calendar/plain-date.ts'

/** What has a last day: by a rule of the law, or by a day that somebody concluded or asked for. */
export type ClockKind =
  | 'notice'
  | 'result'
  | 'yearly'
  | 'on_request'
  | 'petition_accepted'
  | 'synthesis_before'
  | 'synthesis_after'
  | 'petition_answer'
  | 'data_answer'
  | 'data_stop'
  | 'task'
  | 'remark'

/** Red: the last day has passed. Amber: it comes soon. What lies further off is on no list. */
export type ClockTone = 'red' | 'amber'

export type Clock = {
  readonly kind: ClockKind
  readonly unitId: string
  readonly unitName: string
  /** What it is about; an id of a session, a request and so on, by the kind. */
  readonly subjectId: string
  readonly title: string
  /** How many matters, requests and so on stand behind it; the day is that of the oldest. */
  readonly count: number
  /** The last day in time; null where the law names no days. */
  readonly dueOn: PlainDate | null
  readonly tone: ClockTone
  /** The act that says so; null for a day that people agreed on. */
  readonly source: string | null
}

/** Days ahead at which a clock turns amber: a third of its period, at least three days and at most three weeks. */
export const amberDays = (period: number): number => Math.min(21, Math.max(3, Math.ceil(period / 3)))
