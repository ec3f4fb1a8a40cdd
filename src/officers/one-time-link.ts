import { recordAudit } from '../audit/index.ts'
import type { House, Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import type { Officer } from './officer.ts'
import { countOfficers, lockLink, lockOfficer, markLinkUsed, replaceLink, type LinkPurpose } from './officer-store.ts'
import { findOpenLink } from './officer-views.ts'
import { requireOver } from './require-over.ts'
import { newToken, tokenHash, tokenHashes } from './secret-token.ts'

const hoursOf: Readonly<Record<LinkPurpose, number>> = { first_set_up: 24, invitation: 72, new_password: 24 }

export type OneTimeLink = { readonly token: string; readonly expiresAt: Date }

const makeLink = async (scope: Scope, purpose: LinkPurpose, officerId: string | null): Promise<OneTimeLink> => {
  const now = scope.clock.now()
  const token = newToken('link')
  const expiresAt = new Date(now.getTime() + hoursOf[purpose] * 3_600_000)
  const hash = tokenHash(scope.keyring, 'link', token)
  await replaceLink(scope.tx, { tokenHash: hash, purpose, officerId, createdAt: now, expiresAt })
  return { token, expiresAt }
}

/**
 * A link for the very first officer, valid for 24 hours and one use; earlier ones end. Null once there are officers.
 * Its page is `/console/set-up/<token>`.
 */
export const makeSetUpLink = async (scope: Scope): Promise<OneTimeLink | null> => {
  requireSystem(scope.actor)
  return (await countOfficers(scope.tx)) > 0 ? null : await makeLink(scope, 'first_set_up', null)
}

/**
 * A link with which an officer chooses a password, for the first time (72 hours) or anew (24); earlier ones end.
 * Its page is `/console/welcome/<token>`. Handed over by whoever made it, on paper or by phone.
 */
export const makePasswordLink = async (scope: Scope, input: { readonly officerId: string }): Promise<OneTimeLink> => {
  const officer = await lockOfficer(scope.tx, input.officerId)
  if (!officer) throw new AppError('NOT_FOUND', 'no such officer')
  await requireOver(scope, officer.id)
  if (officer.disabledAt) {
    throw new AppError('PRECONDITION', 'the officer is disabled', { phrase: 'officers:disabled' })
  }
  const purpose = officer.passwordHash === null ? 'invitation' : 'new_password'
  await recordAudit(scope, {
    action: 'officer.link_made',
    subject: { kind: 'officer', id: officer.id },
    details: { purpose },
  })
  return await makeLink(scope, purpose, officer.id)
}

export type OpenLink = { readonly purpose: LinkPurpose; readonly officer: Officer | null; readonly expiresAt: Date }

/** What a link is for; undefined when it was never made, is used up or has run out. Looking uses nothing up. */
export const readLink = async (house: House, token: string): Promise<OpenLink | undefined> => {
  const hashes = tokenHashes(house.keyring, 'link', token)
  const found = hashes.length === 0 ? undefined : await findOpenLink(house.database, hashes, house.clock.now())
  if (!found) return undefined
  return { purpose: found.link.purpose as LinkPurpose, officer: found.officer, expiresAt: found.link.expiresAt }
}

/** Uses a link up; of two who try at once, one gets it. */
export const spendLink = async (
  scope: Scope,
  token: string,
  purposes: readonly LinkPurpose[],
): Promise<{ readonly officerId: string | null }> => {
  const now = scope.clock.now()
  for (const hash of tokenHashes(scope.keyring, 'link', token)) {
    const link = await lockLink(scope.tx, hash)
    if (!link || link.usedAt || link.expiresAt <= now || !purposes.includes(link.purpose as LinkPurpose)) continue
    await markLinkUsed(scope.tx, hash, now)
    return { officerId: link.officerId }
  }
  throw new AppError('NOT_FOUND', 'the link is used up, has run out or never was', { phrase: 'officers:linkGone' })
}
