import { recordAudit } from '../audit/index.ts'
import { act, type House, type Scope } from '../database/index.ts'
import { requireOfficer, systemActor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { deleteIdentities, officerOfIdentity, replaceIdentity } from './identity-store.ts'
import { findForSignInById } from './officer-views.ts'
import { afterFirstStep, type SignInOutcome } from './sign-in.ts'

type Identity = { readonly issuer: string; readonly subject: string }

/** Links the account with which the officer has just come back from the provider, while signed in here. */
export const linkIdentity = async (scope: Scope, identity: Identity): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  if (!(await replaceIdentity(scope.tx, officerId, identity, scope.clock.now()))) {
    throw new AppError('CONFLICT', 'the account is linked to another officer', { phrase: 'access:identity.taken' })
  }
  await recordAudit(scope, { action: 'officer.identity_linked', subject: { kind: 'officer', id: officerId } })
}

export const unlinkIdentity = async (scope: Scope): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  if ((await deleteIdentities(scope.tx, officerId)) === 0) return
  await recordAudit(scope, { action: 'officer.identity_unlinked', subject: { kind: 'officer', id: officerId } })
}

/** Signs in whoever linked this account; the second factor is still asked for where the officer has one. */
export const signInByIdentity = async (
  house: House,
  input: Identity & { readonly device: string },
): Promise<SignInOutcome | { readonly kind: 'unknown' }> => {
  const officer = await act(house, systemActor('sign-in'), async ({ tx }) => {
    const officerId = await officerOfIdentity(tx, input)
    return officerId === undefined ? undefined : await findForSignInById(tx, officerId)
  })
  return officer ? await afterFirstStep(house, officer, input.device) : { kind: 'unknown' }
}
