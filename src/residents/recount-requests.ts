import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { deadlineFor } from '../rules/index.ts'
import { openRequests, setDeadlines } from './data-request-store.ts'

/**
 * A rule or a holiday has changed: what is open gets the days that follow from the law as it is entered now. Returns how
 * many days moved.
 */
export const recountDeadlines = async (scope: Scope): Promise<number> => {
  requireRole(scope.actor, ['admin'], [])
  const { tx } = scope
  let moved = 0
  for (const row of await openRequests(tx)) {
    const answer = await deadlineFor(tx, 'data_request.answer', row.receivedAt)
    const stop = row.stopDueAt && (await deadlineFor(tx, 'data_request.stop', row.receivedAt))
    const next = { answerDueAt: answer?.at ?? row.answerDueAt, stopDueAt: stop?.at ?? row.stopDueAt }
    const isSame =
      Number(next.answerDueAt) === Number(row.answerDueAt) && Number(next.stopDueAt) === Number(row.stopDueAt)
    if (isSame) continue
    await setDeadlines(tx, row.number, next)
    moved += 1
  }
  if (moved > 0) {
    await recordAudit(scope, {
      action: 'data_requests.recounted',
      subject: { kind: 'data_requests', id: 'open' },
      details: { moved },
    })
  }
  return moved
}
