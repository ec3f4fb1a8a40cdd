import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { addDays, readPlainDate, vietnamDate } from '../kernel/calendar/plain-date.ts'
import { requireLine, requireText } from './read-line.ts'
import { longestOpenDays, reasonMax, titleMax } from './request.ts'
import { changeRequest, lockRequest } from './request-store.ts'
import { settleReached } from './settle-reached.ts'
import { takeRequest } from './take-request.ts'
import { wrongField } from './wrong-field.ts'

type Known = { readonly id: string; readonly version: number }

const openStep = 1
export const endStep = 4

/** The officer has checked it: from now until the last day people of the unit may join. The title is what they read. */
export const openRequest = async (
  scope: Scope,
  input: Known & { readonly title: string; /** `YYYY-MM-DD` */ readonly openUntil: string },
): Promise<void> => {
  const { row, officerId } = await takeRequest(scope, input, { states: ['asked'] })
  const title = requireLine(input.title, { field: 'title', max: titleMax })
  const now = scope.clock.now()
  const today = vietnamDate(now)
  const openUntil = readPlainDate(input.openUntil)
  if (!openUntil) throw wrongField('openUntil', 'noDay')
  if (openUntil <= today || openUntil > addDays(today, longestOpenDays)) {
    throw wrongField('openUntil', 'openUntil', { count: longestOpenDays })
  }
  const change = { state: 'open', title, openUntil, checkedBy: officerId, checkedAt: now, step: openStep }
  await changeRequest(scope.tx, row.id, { ...change, steppedAt: now })
  await recordAudit(scope, {
    action: 'dialogue_request.opened',
    subject: { kind: 'dialogue_request', id: row.id },
    unitId: row.unitId,
    details: { openUntil },
  })
  // A unit may be so small that one voter who was verified before is enough.
  const opened = await lockRequest(scope.tx, row.id)
  if (opened) await settleReached(scope, opened)
}

/** The officer does not take it up and says why; its author is told in these words. */
export const refuseRequest = async (scope: Scope, input: Known & { readonly reason: string }): Promise<void> => {
  const { row, officerId } = await takeRequest(scope, input, { states: ['asked', 'open', 'reached'] })
  const reason = requireText(input.reason, { field: 'reason', max: reasonMax })
  const now = scope.clock.now()
  await changeRequest(scope.tx, row.id, {
    state: 'refused',
    reason,
    endedBy: officerId,
    endedAt: now,
    step: endStep,
    steppedAt: now,
  })
  await recordAudit(scope, {
    action: 'dialogue_request.refused',
    subject: { kind: 'dialogue_request', id: row.id },
    unitId: row.unitId,
  })
}
