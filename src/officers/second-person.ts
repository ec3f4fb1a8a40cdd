import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { aloneAfterDays, soleEligibleApprover } from './officer-views.ts'

export const longestNote = 300

type Approval = {
  readonly officerId: string
  /** Who wrote the words that stand. */
  readonly writtenBy: string
  readonly unitPath: readonly string[]
  readonly aloneBecause?: string | undefined
}

/**
 * A second person approves what goes out. The author alone may only where nobody else could have for 14 days, and says
 * why: then the reason is given back, to be kept and shown to the level above. Null where two persons acted.
 */
export const requireSecondPerson = async (scope: Scope, approval: Approval): Promise<string | null> => {
  if (approval.officerId !== approval.writtenBy) return null
  const { unitPath } = approval
  const only = await soleEligibleApprover(scope.tx, { unitPath, now: scope.clock.now() })
  if (only !== approval.officerId) {
    throw new AppError('FORBIDDEN', 'the author of a notice may not approve it here', {
      phrase: 'broadcasts:secondPerson',
      values: { days: aloneAfterDays },
    })
  }
  const why = normaliseText(approval.aloneBecause ?? '')
    .replace(/\s+/gu, ' ')
    .trim()
  if (why === '') {
    throw new AppError('INVALID', 'approving alone needs a reason', {
      phrase: 'broadcasts:aloneNeedsReason',
      field: 'aloneBecause',
    })
  }
  if (why.length > longestNote) {
    throw new AppError('INVALID', `a reason of ${why.length} characters`, {
      phrase: 'broadcasts:tooLong',
      values: { length: why.length, max: longestNote },
      field: 'aloneBecause',
    })
  }
  return why
}
