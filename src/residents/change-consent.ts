import type { Scope } from '../database/index.ts'
import { newId } from '../kernel/ids.ts'
import type { ConsentGiven } from './consent.ts'
import { registerRequest, type DataRequest } from './data-requests.ts'
import { forgetOrganisations } from './organisation-store.ts'
import { ownResident } from './own-resident.ts'
import { insertConsents, lastConsent } from './resident-store.ts'

/** One more purpose, by an act of the resident. Saying yes again adds nothing. */
export const giveConsent = async (scope: Scope, input: ConsentGiven): Promise<void> => {
  const { id } = await ownResident(scope)
  if ((await lastConsent(scope.tx, id, input.purpose)) === 'given') return
  await insertConsents(scope.tx, [{ ...input, id: newId(), residentId: id, state: 'given', at: scope.clock.now() }])
}

/**
 * Takes a consent back, as easily as it was given: what needs it stops with this turn. The register notes it with its
 * clock; null when there was nothing to take back.
 */
export const withdrawConsent = async (scope: Scope, input: ConsentGiven): Promise<DataRequest | null> => {
  const { id, unitId } = await ownResident(scope)
  if ((await lastConsent(scope.tx, id, input.purpose)) !== 'given') return null
  const now = scope.clock.now()
  await insertConsents(scope.tx, [{ ...input, id: newId(), residentId: id, state: 'withdrawn', at: now }])
  if (input.purpose === 'notices') await forgetOrganisations(scope.tx, id)
  return await registerRequest(scope, { residentId: id, unitId, kind: 'withdraw', outcome: 'stopped' })
}
