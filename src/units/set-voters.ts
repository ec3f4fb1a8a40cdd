import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { openUnit } from './open-unit.ts'
import { updateVoters } from './unit-store.ts'

const mostVoters = 9_999_999

/** Notes how many voters a unit has, as its voter list says; rules that ask for a share of them count with it. */
export const setVoters = async (
  scope: Scope,
  input: { readonly unitId: string; readonly voters: number },
): Promise<void> => {
  const unit = await openUnit(scope, input.unitId)
  requireRole(scope.actor, ['front_officer', 'approver'], unit.path)
  const { voters } = input
  if (!Number.isSafeInteger(voters) || voters < 1 || voters > mostVoters) {
    throw new AppError('INVALID', 'no number of voters', {
      phrase: 'units:voters.wrong',
      values: { most: mostVoters },
      field: 'unitVoters',
    })
  }
  await updateVoters(scope.tx, unit.id, voters)
  await recordAudit(scope, {
    action: 'unit.voters_set',
    subject: { kind: 'unit', id: unit.id },
    unitId: unit.id,
    details: { from: unit.voters, to: voters },
  })
}
