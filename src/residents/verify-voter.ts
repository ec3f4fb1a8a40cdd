import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { linkCodeHash, readLinkCode } from './link-code.ts'
import { useLinkCode } from './link-code-store.ts'
import { residentUnder } from './mute-resident.ts'
import { updateResident } from './resident-store.ts'

/**
 * An officer has checked, at the desk, that this person stands in the voter list. The person shows a link code from
 * their chat, so no paper and no number is entered anywhere; kept are who checked and when.
 */
export const verifyVoter = async (
  scope: Scope,
  input: { readonly code: string },
): Promise<{ readonly residentId: string }> => {
  const { officerId } = requireOfficer(scope.actor)
  const now = scope.clock.now()
  const digits = readLinkCode(input.code)
  const residentId = digits && (await useLinkCode(scope.tx, linkCodeHash(scope.keyring, digits), now))
  if (!residentId) {
    throw new AppError('NOT_FOUND', 'no such link code', { phrase: 'residents:codeWrong', field: 'code' })
  }
  const row = await residentUnder(scope, residentId)
  await updateResident(scope.tx, row.id, { voterCheckedBy: officerId, voterCheckedAt: now }, now)
  await recordAudit(scope, {
    action: 'resident.voter-checked',
    subject: { kind: 'resident', id: row.id },
    ...(row.unitId === null ? {} : { unitId: row.unitId }),
  })
  return { residentId: row.id }
}
