import type { PlainDate } from '../kernel/calendar/plain-date.ts'

/** Tiếp thu; giải trình; giải quyết, tháo gỡ; chuyển; không tiếp thu, nêu rõ lý do. */
export const decisions = ['accepted', 'explained', 'resolved', 'transferred', 'declined'] as const
export type Decision = (typeof decisions)[number]

/** `sent_back`: the second person wants it better; its writer goes on with it. `approved`: told to everybody who asked. */
export type AnswerState = 'draft' | 'asked' | 'sent_back' | 'approved'

export const scores = ['satisfied', 'partly', 'not'] as const
export type Score = (typeof scores)[number]

/** Why somebody is not satisfied, in the words of the conferences: "chung chung", "không đúng cơ quan có thẩm quyền"… */
export const ratingReasons = ['general', 'wrong_body', 'not_done', 'late', 'unclear', 'other'] as const
export type RatingReason = (typeof ratingReasons)[number]

export const answerWordsMax = 4_000
export const basisMax = 400
export const lineMax = 160
export const whatIsNewMax = 600
export const sendBackMax = 600
export const reasonWordsMax = 600
export const evidenceMax = 5
/** So long an asker may change a rating. */
export const ratingDays = 7
/** Fewer ratings than this are shown of no body. */
export const smallestShown = 5

/** What an officer writes. Texts as typed; a day is `YYYY-MM-DD`, empty where there is none. */
export type AnswerDraft = {
  readonly decision: Decision
  readonly words: string
  readonly basis: string
  readonly responsible: string
  readonly dueOn: PlainDate | null
  readonly doneOn: PlainDate | null
  readonly whatIsNew: string
  readonly answeringBody: string
  readonly post: string
  readonly personName: string | null
  readonly answeredOn: PlainDate
}

export type Answer = AnswerDraft & {
  readonly id: string
  readonly itemId: string
  readonly unitId: string
  /** 1; a matter that was opened again gets a 2. */
  readonly seq: number
  readonly state: AnswerState
  readonly writtenBy: string
  readonly writtenAt: Date
  readonly askedAt: Date | null
  readonly sentBackWhy: string | null
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly aloneBecause: string | null
  readonly version: number
}

export const holderOf = (answerId: string): string => `answer:${answerId}`
