import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireRole } from '../kernel/actor.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { setRuleState } from './rule-store.ts'

type Switch = {
  readonly key: string
  readonly validFrom: PlainDate
  readonly isOn: boolean
  /** The administrator has read the act itself. */
  readonly verified?: true
}

/** Switches a rule on or off for the whole installation. */
export const switchRule = async (scope: Scope, input: Switch): Promise<void> => {
  requireRole(scope.actor, ['admin'], [])
  const next = { isOn: input.isOn, ...(input.verified ? { state: 'verified' as const } : {}) }
  if (!(await setRuleState(scope.tx, input.key, input.validFrom, next))) {
    throw new AppError('NOT_FOUND', `no rule ${input.key} from ${input.validFrom}`, { phrase: 'errors:notFound' })
  }
  await recordAudit(scope, {
    action: 'rule.switched',
    subject: { kind: 'rule', id: `${input.key}/${input.validFrom}` },
    details: { isOn: input.isOn, verified: input.verified ?? false },
  })
}
