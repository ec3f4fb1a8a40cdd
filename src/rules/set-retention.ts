import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { checkSource } from './check-source.ts'
import type { RetentionKind } from './retention-kinds.ts'
import { updateRetention } from './retention-store.ts'
import { findRetention } from './retention-views.ts'

export type RetentionInput = {
  readonly kind: RetentionKind
  /** The version that the administrator saw. */
  readonly version: number
  readonly days: number
  readonly source: string
  /** The administrator has read the source itself. */
  readonly isVerified: boolean
  readonly isOn: boolean
}

/** Sets for how long a kind of record is kept. It holds from the coming night on, for older records too. */
export const setRetention = async (scope: Scope, input: RetentionInput): Promise<void> => {
  requireRole(scope.actor, ['admin'], [])
  const former = await findRetention(scope.tx, input.kind)
  if (!former) throw new AppError('NOT_FOUND', 'no such kind', { phrase: 'errors:notFound' })
  const { least, most } = former
  if (!Number.isInteger(input.days) || input.days < least || input.days > most) {
    throw new AppError('INVALID', 'days outside their bounds', {
      phrase: least === most ? 'retention:daysFixed' : 'retention:daysBounds',
      values: { least, most },
      field: 'days',
    })
  }
  // What the house has promised to residents is not switched off.
  if (least === most && !input.isOn) {
    throw new AppError('INVALID', 'a fixed kind stays on', { phrase: 'retention:staysOn', field: 'on' })
  }
  const now = scope.clock.now()
  const state = input.isVerified ? 'verified' : 'unverified'
  // An unverified rule is switched off until somebody has read its source.
  if (state === 'unverified' && input.isOn) {
    throw new AppError('INVALID', 'an unverified period runs', { phrase: 'retention:verifyFirst', field: 'verified' })
  }
  const saved = await updateRetention(scope.tx, input.kind, input.version, {
    days: input.days,
    source: checkSource(input.source, null, vietnamDate(now)),
    state,
    isOn: input.isOn,
    changedBy: scope.actor.kind === 'officer' ? scope.actor.officerId : null,
    changedAt: now,
  })
  if (!saved) throw new AppError('CONFLICT', 'somebody changed it meanwhile', { phrase: 'retention:changed' })
  await recordAudit(scope, {
    action: 'retention.set',
    subject: { kind: 'retention', id: input.kind },
    details: { from: former.days, to: input.days, state, isOn: input.isOn },
  })
}
