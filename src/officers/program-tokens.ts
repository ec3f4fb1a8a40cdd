import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import type { Actor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { lockOfficer } from './officer-store.ts'
import { newToken, tokenHash } from './secret-token.ts'
import { endToken, insertToken } from './session-store.ts'

/** Tokens are an officer's own affair; the command line may make them too. */
const requireOwner = (actor: Actor, officerId: string): void => {
  if (actor.kind === 'system' || (actor.kind === 'officer' && actor.officerId === officerId)) return
  throw new AppError('FORBIDDEN', 'a token is made and revoked by its owner', { phrase: 'errors:forbidden' })
}

/** Makes a token for a program that works in an officer's name. It is shown once and cannot be read again. */
export const issueToken = async (
  scope: Scope,
  input: { readonly officerId: string; readonly label: string },
): Promise<{ readonly tokenId: string; readonly token: string }> => {
  requireOwner(scope.actor, input.officerId)
  const label = normaliseText(input.label).replaceAll(/\s+/g, ' ').trim()
  if (label === '' || label.length > 80) {
    throw new AppError('INVALID', 'label of a token', { phrase: 'officers:tokenLabel', field: 'label' })
  }
  const officer = await lockOfficer(scope.tx, input.officerId)
  if (!officer || officer.disabledAt) throw new AppError('NOT_FOUND', 'no such officer')
  const tokenId = newId()
  const token = newToken('program')
  await insertToken(scope.tx, {
    id: tokenId,
    tokenHash: tokenHash(scope.keyring, 'program', token),
    officerId: officer.id,
    label,
    createdAt: scope.clock.now(),
  })
  await recordAudit(scope, {
    action: 'officer.token_issued',
    subject: { kind: 'officer', id: officer.id },
    details: { tokenId },
  })
  return { tokenId, token }
}

export const revokeToken = async (
  scope: Scope,
  input: { readonly officerId: string; readonly tokenId: string },
): Promise<void> => {
  requireOwner(scope.actor, input.officerId)
  if (!(await endToken(scope.tx, input.officerId, input.tokenId, scope.clock.now()))) {
    throw new AppError('NOT_FOUND', 'no such token of this officer')
  }
  await recordAudit(scope, {
    action: 'officer.token_revoked',
    subject: { kind: 'officer', id: input.officerId },
    details: { tokenId: input.tokenId },
  })
}
