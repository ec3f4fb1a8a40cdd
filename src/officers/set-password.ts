import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireSystem } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import type { PasswordHash } from './hash-password.ts'
import { deleteOpenLinks, lockOfficer, updateOfficer } from './officer-store.ts'
import { spendLink } from './one-time-link.ts'
import { deleteSessions } from './session-store.ts'

const setPassword = async (scope: Scope, officerId: string, passwordHash: PasswordHash, exceptId?: string) => {
  const officer = await lockOfficer(scope.tx, officerId)
  if (!officer || officer.disabledAt) throw new AppError('NOT_FOUND', 'no such officer')
  await updateOfficer(scope.tx, officerId, { passwordHash }, scope.clock.now())
  // Whoever knew the old password must not stay in.
  await deleteSessions(scope.tx, officerId, exceptId)
  await deleteOpenLinks(scope.tx, officerId)
  await recordAudit(scope, { action: 'officer.password_set', subject: { kind: 'officer', id: officerId }, details: {} })
  return officer
}

/** With the link of an invitation or of a forgotten password. Signs the officer out everywhere. */
export const setPasswordByLink = async (
  scope: Scope,
  input: { readonly token: string; readonly passwordHash: PasswordHash },
): Promise<{ readonly officerId: string }> => {
  requireSystem(scope.actor)
  const { officerId } = await spendLink(scope, input.token, ['invitation', 'new_password'])
  if (officerId === null) throw new AppError('NOT_FOUND', 'the link is nobody’s', { phrase: 'officers:linkGone' })
  await setPassword(scope, officerId, input.passwordHash)
  return { officerId }
}

/**
 * A signed-in officer's new password; the door has checked the present one (`checkOwnPassword`), against `provenHash`.
 * Signs out every other device. CONFLICT when the password was changed elsewhere in between.
 */
export const changePassword = async (
  scope: Scope,
  input: { readonly provenHash: string; readonly passwordHash: PasswordHash; readonly sessionId: string },
): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  const before = await setPassword(scope, officerId, input.passwordHash, input.sessionId)
  if (before.passwordHash !== input.provenHash) throw new AppError('CONFLICT', 'the password was changed meanwhile')
}
