import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { isJoinable, type RequestState, type Standing } from './request.ts'
import { noteReached, type RequestRow } from './request-store.ts'
import { readStanding } from './standing-views.ts'

const reachedStep = 2

/**
 * After something changed who counts: whether the legal share is there now. People are told once, when it is there for
 * the first time. The row must be locked. Gives back what was counted; null where nobody is counted any more.
 */
export const settleReached = async (scope: Scope, row: RequestRow): Promise<Standing | null> => {
  if (!isJoinable(row.state as RequestState)) return null
  const now = scope.clock.now()
  const standing = await readStanding(scope.tx, row, vietnamDate(now))
  const { lacking, counted, needed } = standing
  const state = lacking === 0 ? 'reached' : 'open'
  if (state === row.state) return standing
  const isFirst = state === 'reached' && row.step < reachedStep
  await noteReached(scope.tx, row.id, {
    state,
    ...(isFirst ? { reachedAt: now, step: reachedStep, steppedAt: now } : {}),
  })
  // Not as the one who joined or left: the book would tell who asks for what.
  await recordAudit(
    { ...scope, actor: systemActor('settle-reached') },
    {
      action: state === 'reached' ? 'dialogue_request.reached' : 'dialogue_request.fell_below',
      subject: { kind: 'dialogue_request', id: row.id },
      unitId: row.unitId,
      details: { counted, needed },
    },
  )
  return standing
}
