import { act, type House, type Queryable, type Scope } from '../database/index.ts'
import { requireOfficer, requireSystem, systemActor, type OfficerActor } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import type { Officer } from './officer.ts'
import { findSession, findToken, grantsOf, listSessions, type OfficerGrant } from './officer-views.ts'
import { newToken, tokenHash, tokenHashes } from './secret-token.ts'
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessions,
  insertSession,
  takeLapsedSession,
  touchSession,
  touchTokens,
} from './session-store.ts'

const hour = 3_600_000
export const sessionIdleHours = 12
export const sessionDays = 7
// Moving the mark at each request would be a write a click.
const touchEveryMs = 5 * 60_000

export const idleSince = (now: Date): Date => new Date(now.getTime() - sessionIdleHours * hour)

export type NewSession = { readonly token: string; readonly sessionId: string; readonly expiresAt: Date }

/** Signs a browser in. The token leaves the house once, in the cookie. */
export const openSession = async (
  scope: Scope,
  input: { readonly officerId: string; readonly device: string },
): Promise<NewSession> => {
  requireSystem(scope.actor)
  const now = scope.clock.now()
  await deleteExpiredSessions(scope.tx, now, idleSince(now))
  const token = newToken('browser')
  const sessionId = newId()
  const expiresAt = new Date(now.getTime() + sessionDays * 24 * hour)
  await insertSession(scope.tx, {
    id: sessionId,
    tokenHash: tokenHash(scope.keyring, 'browser', token),
    officerId: input.officerId,
    device: input.device.slice(0, 80),
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
  })
  return { token, sessionId, expiresAt }
}

export type SignedIn = {
  readonly actor: OfficerActor
  readonly officer: Officer
  readonly grants: readonly OfficerGrant[]
  readonly sessionId: string
}

const actorOf = async (database: Queryable, officerId: string) => {
  const grants = (await grantsOf(database, [officerId])).get(officerId) ?? []
  const actor: OfficerActor = {
    kind: 'officer',
    officerId,
    grants: grants.map(({ role, unitId, unitPath }) => ({ role, unitId, unitPath })),
  }
  return { grants, actor }
}

/** Who is behind a browser's cookie; undefined when it is unknown, ended, 12 hours idle or 7 days old. */
export const actorOfSession = async (house: House, token: string): Promise<SignedIn | undefined> => {
  const now = house.clock.now()
  const hashes = tokenHashes(house.keyring, 'browser', token)
  const found = hashes.length === 0 ? undefined : await findSession(house.database, hashes, now, idleSince(now))
  if (!found) return undefined
  if (now.getTime() - found.session.lastSeenAt.getTime() > touchEveryMs) {
    await touchSession(house.database, found.session.id, now)
  }
  return { ...(await actorOf(house.database, found.officer.id)), officer: found.officer, sessionId: found.session.id }
}

/**
 * Somebody comes with a session of ours that has run out: written down once, for the session is gone then. A token that we
 * never gave, or that was signed out, is nobody's. `route` is what they asked for.
 */
export const noteLapsedSession = async (house: House, token: string, route: string): Promise<void> => {
  const hashes = tokenHashes(house.keyring, 'browser', token)
  if (hashes.length === 0) return
  await act(house, systemActor('console'), async (scope) => {
    const now = scope.clock.now()
    const officerId = await takeLapsedSession(scope.tx, hashes, now, idleSince(now))
    if (officerId === undefined) return
    await recordAudit(scope, {
      action: 'console.refused',
      subject: { kind: 'route', id: route },
      details: { why: 'expired session', officerId },
    })
  })
}

export type ProgramActor = { readonly actor: OfficerActor; readonly officer: Officer; readonly tokenId: string }

/** Whose program sent `Authorization: Bearer <token>`; undefined when the token is unknown or revoked. */
export const actorOfToken = async (house: House, token: string): Promise<ProgramActor | undefined> => {
  const hashes = tokenHashes(house.keyring, 'program', token)
  const found = hashes.length === 0 ? undefined : await findToken(house.database, hashes)
  if (!found) return undefined
  const now = house.clock.now()
  if (now.getTime() - (found.token.lastUsedAt?.getTime() ?? 0) > touchEveryMs) {
    await touchTokens(house.database, [found.token.id], now)
  }
  const { actor } = await actorOf(house.database, found.officer.id)
  return { actor, officer: found.officer, tokenId: found.token.id }
}

export const sessionsOf = async (database: Queryable, officerId: string, now: Date) =>
  await listSessions(database, officerId, now, idleSince(now))

/** Signs one of the officer's own devices out. */
export const endSession = async (scope: Scope, input: { readonly sessionId: string }): Promise<void> => {
  const { officerId } = requireOfficer(scope.actor)
  if ((await deleteSession(scope.tx, officerId, input.sessionId)) === 0) {
    throw new AppError('NOT_FOUND', 'no such session of this officer')
  }
  await recordAudit(scope, {
    action: 'officer.signed_out',
    subject: { kind: 'officer', id: officerId },
    details: { sessions: 1 },
  })
}

/** Signs the officer out everywhere, or everywhere but here. */
export const endAllSessions = async (scope: Scope, input: { readonly exceptId?: string }): Promise<number> => {
  const { officerId } = requireOfficer(scope.actor)
  const ended = await deleteSessions(scope.tx, officerId, input.exceptId)
  await recordAudit(scope, {
    action: 'officer.signed_out',
    subject: { kind: 'officer', id: officerId },
    details: { sessions: ended },
  })
  return ended
}
