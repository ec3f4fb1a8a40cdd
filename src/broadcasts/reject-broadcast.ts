import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { longestNote } from '../officers/index.ts'
import { requireStep } from './broadcast.ts'
import { updateBroadcast } from './broadcast-store.ts'
import { takeBroadcast } from './take-broadcast.ts'

/** Sends a draft back to who wrote it, with the reason; it can be edited or drafted anew. */
export const rejectBroadcast = async (
  scope: Scope,
  input: { readonly id: string; readonly reason: string },
): Promise<void> => {
  const { broadcast } = await takeBroadcast(scope, input.id, ['approver'])
  requireStep(broadcast, 'rejected')
  const rejectedWhy = normaliseText(input.reason).trim()
  if (rejectedWhy === '') {
    throw new AppError('INVALID', 'a rejection needs a reason', { phrase: 'broadcasts:reasonNeeded', field: 'reason' })
  }
  if (rejectedWhy.length > longestNote) {
    throw new AppError('INVALID', `a reason of ${rejectedWhy.length} characters`, {
      phrase: 'broadcasts:tooLong',
      values: { length: rejectedWhy.length, max: longestNote },
      field: 'reason',
    })
  }
  await updateBroadcast(scope.tx, broadcast.id, { state: 'rejected', rejectedWhy }, scope.clock.now())
  await recordAudit(scope, {
    action: 'broadcast.rejected',
    subject: { kind: 'broadcast', id: broadcast.id },
    unitId: broadcast.unitId,
    details: { version: broadcast.contentVersion },
  })
}
