import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { endStep } from './check-request.ts'
import { changeRequest, lockOver } from './request-store.ts'

const pageMax = 100

/**
 * A job: what did not find enough voters by its last day ends, and everybody who joined is told. What has reached the
 * share waits for the Front, however late it is. Returns how many ended.
 */
export const lapseRequests = async (scope: Scope): Promise<number> => {
  requireSystem(scope.actor)
  const now = scope.clock.now()
  const over = await lockOver(scope.tx, vietnamDate(now), pageMax)
  for (const row of over) {
    await changeRequest(scope.tx, row.id, { state: 'lapsed', endedAt: now, step: endStep, steppedAt: now })
    await recordAudit(scope, {
      action: 'dialogue_request.lapsed',
      subject: { kind: 'dialogue_request', id: row.id },
      unitId: row.unitId,
    })
  }
  return over.length
}
