import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'

/** Whose session it is: Quốc hội, Hội đồng nhân dân cấp tỉnh, cấp xã. */
export const councilBodies = ['national_assembly', 'province', 'commune'] as const
export type CouncilBody = (typeof councilBodies)[number]

/** A session of a council, before and after which its deputies meet their voters. */
export type CouncilSession = {
  readonly id: string
  /** Whose Front keeps the entry; sessions of this unit and below may point to it. */
  readonly unitId: string
  readonly body: CouncilBody
  /** "Kỳ họp thứ 8, Hội đồng nhân dân thành phố khóa XVII". */
  readonly name: string
  readonly opensOn: PlainDate
  readonly closesOn: PlainDate
  readonly deputies: readonly string[]
  readonly version: number
}

export type CouncilMoment = 'before' | 'during' | 'after'

/** Where a meeting with voters stands to the council session. */
export const councilMoment = (
  { opensOn, closesOn }: Pick<CouncilSession, 'opensOn' | 'closesOn'>,
  startsAt: Date,
): CouncilMoment => {
  const day = vietnamDate(startsAt)
  if (day < opensOn) return 'before'
  return day > closesOn ? 'after' : 'during'
}
