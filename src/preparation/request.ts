import type { PlainDate } from '../kernel/calendar/plain-date.ts'

export type RequestState = 'asked' | 'answered' | 'withdrawn'
/** As people see it: `late` is asked beyond its day, or answered after it. */
export type RequestStanding = 'asked' | 'late' | 'answered' | 'answeredLate' | 'withdrawn'

export type AnswerRequest = {
  readonly id: string
  readonly dialogueId: string
  /** On whose unit the responders work. */
  readonly unitId: string
  readonly unitPath: readonly string[]
  readonly unitName: string
  /** One responder alone; null: any of the unit. */
  readonly officerId: string | null
  readonly body: string
  readonly itemId: string | null
  readonly topicId: string | null
  /** The matter, by name. */
  readonly about: string
  readonly question: string
  readonly askedOn: PlainDate
  readonly dueOn: PlainDate
  readonly state: RequestState
  readonly answer: string | null
  readonly answeredBy: string | null
  readonly answeredOn: PlainDate | null
  readonly version: number
  readonly sessionTitle: string
  readonly sessionStartsAt: Date
}

export const requestBodyMax = 120
export const questionMax = 2_000
export const answerMax = 8_000
/** Working days that an agency has, unless the officer says otherwise. */
export const usualDays = 3

export const standingOf = (
  request: Pick<AnswerRequest, 'state' | 'dueOn' | 'answeredOn'>,
  today: PlainDate,
): RequestStanding => {
  if (request.state === 'withdrawn') return 'withdrawn'
  if (request.state === 'answered') return (request.answeredOn ?? today) > request.dueOn ? 'answeredLate' : 'answered'
  return today > request.dueOn ? 'late' : 'asked'
}
