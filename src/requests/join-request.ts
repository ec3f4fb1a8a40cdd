import type { Scope } from '../database/index.ts'
import { requireResident } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { deleteJoin, holdPerson, insertJoin } from './join-store.ts'
import { isJoinable, type RequestState } from './request.ts'
import { changeRequest, lockRequest } from './request-store.ts'
import { communeOfResident } from './request-views.ts'
import { settleReached } from './settle-reached.ts'
import { noSuchRequest } from './take-request.ts'

/** A resident asks for the same; counted once, however often they tap. Returns whether it is new, and how many ask now. */
export const joinRequest = async (
  scope: Scope,
  input: { readonly requestId: string },
): Promise<{ readonly isNew: boolean; readonly joined: number }> => {
  const { residentId } = requireResident(scope.actor)
  if (!(await holdPerson(scope.tx, residentId))) throw noSuchRequest()
  const row = await lockRequest(scope.tx, input.requestId)
  if (!row || !isJoinable(row.state as RequestState)) throw noSuchRequest()
  if ((await communeOfResident(scope.tx, residentId)) !== row.unitId) {
    throw new AppError('PRECONDITION', 'a request of another unit', { phrase: 'requests:otherUnit' })
  }
  const isNew = await insertJoin(scope.tx, {
    id: newId(),
    requestId: row.id,
    residentId,
    joinedAt: scope.clock.now(),
    toldStep: row.step,
  })
  const standing = await settleReached(scope, row)
  return { isNew, joined: standing?.joined ?? 0 }
}

/**
 * A resident asks for it no longer; a slip that was found to be theirs goes too. An author who leaves before anybody has
 * checked it takes it back altogether. False where they had not joined.
 */
export const leaveRequest = async (scope: Scope, input: { readonly requestId: string }): Promise<boolean> => {
  const { residentId } = requireResident(scope.actor)
  const row = await lockRequest(scope.tx, input.requestId)
  if (!row || !(row.state === 'asked' || isJoinable(row.state as RequestState))) throw noSuchRequest()
  if (!(await deleteJoin(scope.tx, row.id, residentId))) return false
  if (row.state !== 'asked') await settleReached(scope, row)
  else {
    const endedAt = scope.clock.now()
    await changeRequest(scope.tx, row.id, { state: 'withdrawn', words: null, authorId: null, endedAt })
  }
  return true
}
