import type { Queryable, Scope } from '../database/index.ts'
import { noticeAdvice, type Dialogue, type NoticeAdvice } from '../dialogues/index.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { findRule, workingCalendars } from '../rules/index.ts'
import type { Broadcast } from './broadcast.ts'

const reasonMin = 10

type Notice = Pick<Broadcast, 'id' | 'kind' | 'beginsAt'>

/** How an announcement would stand to the rule of its legal basis if it went out as arranged. */
const adviceOf = async (db: Queryable, notice: Notice, session: Dialogue, now: Date): Promise<NoticeAdvice> => {
  // Who was told before was told in time; what follows must not be hindered.
  if (notice.kind !== 'announcement' || session.told !== null) return { kind: 'no_rule' }
  const day = vietnamDate(notice.beginsAt !== null && notice.beginsAt > now ? notice.beginsAt : now)
  const rule = await findRule(db, 'dialogue.notice', day)
  return noticeAdvice(session, day, rule, await workingCalendars(db))
}

/** It would come too late, and its session is one that may be announced late for a reason. */
export const isLate = async (db: Queryable, notice: Notice, session: Dialogue, now: Date): Promise<boolean> =>
  session.rhythm === 'ad_hoc' && (await adviceOf(db, notice, session, now)).kind === 'late'

/**
 * An announcement that would come later than the rule of its legal basis allows is refused. Only a session that is called
 * without notice (đột xuất) may still be announced, with the reason on record. Gives that reason, or null in time.
 */
export const requireLawful = async (
  scope: Scope,
  notice: Notice,
  session: Dialogue,
  lateBecause: string | undefined,
): Promise<string | null> => {
  const advice = await adviceOf(scope.tx, notice, session, scope.clock.now())
  if (advice.kind !== 'late') return null
  const values = { days: advice.days, lastDay: formatShortDateVi(advice.lastDay), source: advice.source }
  if (session.rhythm !== 'ad_hoc') {
    throw new AppError('PRECONDITION', `the notice of session ${session.id} is too late by law`, {
      phrase: 'broadcasts:cannot.late',
      values,
    })
  }
  const reason = lateBecause?.trim() ?? ''
  if (reason.length < reasonMin) {
    throw new AppError('INVALID', `the notice of session ${session.id} is late and has no reason`, {
      phrase: 'broadcasts:late.reason',
      field: 'lateBecause',
      values,
    })
  }
  return reason
}
