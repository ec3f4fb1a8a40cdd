import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { forgetJoins, moveJoins, requestsJoined } from './join-store.ts'
import { forgetAuthor, lockRequests, moveAuthor } from './request-store.ts'
import { settleReached } from './settle-reached.ts'
import { forgetVoterChecks, moveVoterChecks } from './voter-store.ts'

const settleAll = async (scope: Scope, ids: readonly string[]): Promise<void> => {
  for (const row of await lockRequests(scope.tx, ids)) await settleReached(scope, row)
}

/** For an erasure: what somebody asked for, joined and was verified for no longer leads to them, nor counts. */
export const eraseRequestsOf = async (scope: Scope, residentId: string): Promise<void> => {
  const { actor } = scope
  if (actor.kind === 'officer' || (actor.kind === 'resident' && actor.residentId !== residentId)) {
    throw new AppError('FORBIDDEN', 'only the person or a job erases requests', { phrase: 'errors:forbidden' })
  }
  const joined = await requestsJoined(scope.tx, residentId)
  await lockRequests(scope.tx, joined)
  await forgetAuthor(scope.tx, residentId, scope.clock.now())
  await forgetJoins(scope.tx, residentId)
  await forgetVoterChecks(scope.tx, residentId)
  await settleAll(scope, joined)
}

/** Two contacts turned out to be one person: they count once from now on. */
export const moveRequests = async (scope: Scope, fromResidentId: string, toResidentId: string): Promise<void> => {
  const joined = [
    ...(await requestsJoined(scope.tx, fromResidentId)),
    ...(await requestsJoined(scope.tx, toResidentId)),
  ]
  await lockRequests(scope.tx, joined)
  await moveAuthor(scope.tx, fromResidentId, toResidentId)
  await moveJoins(scope.tx, fromResidentId, toResidentId)
  await moveVoterChecks(scope.tx, fromResidentId, toResidentId)
  await settleAll(scope, joined)
}
