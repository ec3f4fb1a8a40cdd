import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { verifyVoter } from '../residents/index.ts'
import { recordAudit } from '../audit/index.ts'
import { markSame, requestsJoined } from './join-store.ts'
import { isJoinable, type RequestState } from './request.ts'
import { lockRequests } from './request-store.ts'
import { communeOfResident } from './request-views.ts'
import { settleReached } from './settle-reached.ts'
import { noteVoterCheck } from './voter-store.ts'
import { wrongField } from './wrong-field.ts'

type Verified = {
  /** In so many open requests of this unit the person counts now. */
  readonly requests: number
}

/**
 * The person at the desk shows the code of their chat, and stands in the voter list: kept are who looked and when. From
 * now on they count in the requests of their commune that they join. `slip` says that they signed a paper list of
 * `requestId` too; that slip is not counted then.
 */
export const verifyAtDesk = async (
  scope: Scope,
  input: { readonly code: string; readonly slip?: { readonly requestId: string; readonly number: number } },
): Promise<Verified> => {
  const { officerId } = requireOfficer(scope.actor)
  const { residentId } = await verifyVoter(scope, { code: input.code })
  const unitId = await communeOfResident(scope.tx, residentId)
  if (unitId === null) throw new AppError('PRECONDITION', 'no commune is known', { phrase: 'requests:verify.noUnit' })
  // Locked before the check is written: somebody else may be handing one of them over.
  const rows = await lockRequests(scope.tx, await requestsJoined(scope.tx, residentId))
  await noteVoterCheck(scope.tx, { residentId, unitId, checkedBy: officerId, checkedAt: scope.clock.now() })
  const { slip } = input
  if (slip) {
    const joined = rows.find(({ id, unitId: of }) => id === slip.requestId && of === unitId)
    const mark = { requestId: slip.requestId, slip: slip.number, residentId }
    if (!joined) throw wrongField('slip', 'notJoined')
    if (!(await markSame(scope.tx, mark))) throw wrongField('slip', 'noSuchSlip')
    await recordAudit(scope, {
      action: 'dialogue_request.slip_matched',
      subject: { kind: 'dialogue_request', id: slip.requestId },
      unitId,
      details: { slip: slip.number },
    })
  }
  const open = rows.filter((row) => row.unitId === unitId && isJoinable(row.state as RequestState))
  for (const row of open) await settleReached(scope, row)
  return { requests: open.length }
}
