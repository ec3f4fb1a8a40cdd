import { recordAudit } from '../../audit/index.ts'
import type { Scope } from '../../database/index.ts'
import { requireOfficer } from '../../kernel/actor.ts'
import { vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { findDisclosure, readersOf, type DisclosureState } from './disclosure-views.ts'
import { openPrivate } from './sealed-privacy.ts'

export type SeenIdentity = {
  readonly id: string
  readonly opinionId: string
  readonly purpose: string
  readonly until: PlainDate
  readonly state: DisclosureState
  /** Null unless it is granted and its last day is not over. */
  readonly identity: string | null
}

/** For those who are named, and nobody else whatever their role. Every look at an identity is noted. */
export const seeIdentity = async (scope: Scope, disclosureId: string): Promise<SeenIdentity> => {
  const { officerId } = requireOfficer(scope.actor)
  const found = isId(disclosureId) ? await findDisclosure(scope.tx, disclosureId) : undefined
  const readers = found ? ((await readersOf(scope.tx, [disclosureId])).get(disclosureId) ?? []) : []
  if (!found || !readers.some(({ id }) => id === officerId)) {
    throw new AppError(found ? 'FORBIDDEN' : 'NOT_FOUND', 'not named as a reader', {
      phrase: 'privacy:identity.notNamed',
    })
  }
  const { disclosure: one, opinionState, unitId } = found
  const isOpen =
    one.state === 'granted' &&
    opinionState === 'received' &&
    one.identity !== null &&
    one.until >= vietnamDate(scope.clock.now())
  if (isOpen) {
    await recordAudit(scope, {
      action: 'identity.seen',
      subject: { kind: 'disclosure', id: one.id },
      unitId,
      details: { opinion: one.opinionId },
    })
  }
  return {
    id: one.id,
    opinionId: one.opinionId,
    purpose: openPrivate(scope.keyring, 'disclosures.purpose', one.id, one.purpose),
    until: one.until as PlainDate,
    state: one.state as DisclosureState,
    identity: isOpen && one.identity ? openPrivate(scope.keyring, 'disclosures.identity', one.id, one.identity) : null,
  }
}
