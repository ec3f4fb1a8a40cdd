import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { addOrganisation, removeOrganisation } from './organisation-store.ts'
import { organisations, type Organisation } from './organisations.ts'
import { ownResident } from './own-resident.ts'
import { lastConsent } from './resident-store.ts'

/** A resident says that they belong to an organisation, or no longer. Serves notices alone, so it needs that consent. */
export const switchOrganisation = async (
  scope: Scope,
  input: { readonly organisation: Organisation; readonly isMember: boolean },
): Promise<void> => {
  const { id } = await ownResident(scope)
  if (!organisations.includes(input.organisation)) {
    throw new AppError('INVALID', 'no such organisation', { phrase: 'errors:invalid' })
  }
  if (!input.isMember) return await removeOrganisation(scope.tx, id, input.organisation)
  if ((await lastConsent(scope.tx, id, 'notices')) !== 'given') {
    throw new AppError('PRECONDITION', 'without a consent to notices', { phrase: 'residents:organisations.noNotices' })
  }
  await addOrganisation(scope.tx, id, input.organisation, scope.clock.now())
}
