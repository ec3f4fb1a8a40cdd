import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { officerLinks, officerRoles, officers, officerSessions, officerTokens } from '../database/tables/officers.ts'
import { units } from '../database/tables/units.ts'
import { recoveryCodes } from '../database/tables/officers.ts'
import type { Grant, Role } from '../kernel/actor.ts'
import type { Officer } from './officer.ts'

const asOfficer = (row: typeof officers.$inferSelect): Officer => ({
  id: row.id,
  login: row.login,
  name: row.name,
  title: row.title,
  language: row.language === 'en' ? 'en' : 'vi',
  hasPassword: row.passwordHash !== null,
  hasTotp: row.totpSecret !== null,
  disabledAt: row.disabledAt,
})

export const hasOfficers = async (db: Queryable): Promise<boolean> => (await db.$count(officers)) > 0

export const findOfficer = async (db: Queryable, id: string): Promise<Officer | undefined> => {
  const [row] = await db.select().from(officers).where(eq(officers.id, id))
  return row && asOfficer(row)
}

/** What sign-in compares with; never leaves the room. */
export const findForSignIn = async (db: Queryable, login: string) => {
  const [row] = await db
    .select()
    .from(officers)
    .where(and(eq(officers.login, login), isNull(officers.disabledAt)))
  return row
}

export const findForSignInById = async (db: Queryable, id: string) => {
  const [row] = await db
    .select()
    .from(officers)
    .where(and(eq(officers.id, id), isNull(officers.disabledAt)))
  return row
}

export type OfficerGrant = Grant & { readonly unitName: string; readonly grantedAt: Date }

/** The roles that officers hold now, with the name of the unit. */
export const grantsOf = async (
  db: Queryable,
  officerIds: readonly string[],
): Promise<ReadonlyMap<string, OfficerGrant[]>> => {
  const rows = await db
    .select({
      officerId: officerRoles.officerId,
      role: officerRoles.role,
      unitId: officerRoles.unitId,
      unitPath: units.path,
      unitName: units.fullName,
      grantedAt: officerRoles.grantedAt,
    })
    .from(officerRoles)
    .innerJoin(units, eq(units.id, officerRoles.unitId))
    .where(and(inArray(officerRoles.officerId, [...officerIds]), isNull(officerRoles.revokedAt)))
    .orderBy(asc(officerRoles.grantedAt), asc(officerRoles.role))
  return Map.groupBy(
    rows.map((row) => ({ ...row, role: row.role as Role })),
    (row) => row.officerId,
  )
}

/** Officers who may sign in and hold one of these roles on the unit itself, not above it. */
export const officersOf = async (db: Queryable, unitId: string, wanted: readonly Role[]): Promise<string[]> => {
  const rows = await db
    .selectDistinct({ id: officers.id })
    .from(officerRoles)
    .innerJoin(officers, eq(officers.id, officerRoles.officerId))
    .where(
      and(
        eq(officerRoles.unitId, unitId),
        inArray(officerRoles.role, [...wanted]),
        isNull(officerRoles.revokedAt),
        isNull(officers.disabledAt),
      ),
    )
    .orderBy(asc(officers.id))
  return rows.map(({ id }) => id)
}

export type ListedOfficer = Officer & { readonly grants: readonly OfficerGrant[] }

/** Officers by name; only those with a role on one of these units or below, when given. */
export const listOfficers = async (
  db: Queryable,
  options: { readonly within?: readonly string[] } = {},
): Promise<ListedOfficer[]> => {
  const within = options.within
  const visible =
    within === undefined
      ? undefined
      : sql`exists (select 1 from officer_roles r join units u on u.id = r.unit_id
          where r.officer_id = ${officers.id} and r.revoked_at is null
            and u.path && ${arrayLiteral(within)}::text[])`
  const rows = await db.select().from(officers).where(visible).orderBy(asc(officers.name), asc(officers.id))
  const grants = await grantsOf(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...asOfficer(row), grants: grants.get(row.id) ?? [] }))
}

/** Names by id, for lists that say who did something. */
export const officerNames = async (db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: officers.id, name: officers.name })
    .from(officers)
    .where(inArray(officers.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export const findSession = async (db: Queryable, hashes: readonly string[], now: Date, idleSince: Date) => {
  const [row] = await db
    .select({ session: officerSessions, officer: officers })
    .from(officerSessions)
    .innerJoin(officers, eq(officers.id, officerSessions.officerId))
    .where(
      and(
        inArray(officerSessions.tokenHash, [...hashes]),
        gt(officerSessions.expiresAt, now),
        gt(officerSessions.lastSeenAt, idleSince),
        isNull(officers.disabledAt),
      ),
    )
  return row && { session: row.session, officer: asOfficer(row.officer) }
}

export const findToken = async (db: Queryable, hashes: readonly string[]) => {
  const [row] = await db
    .select({ token: officerTokens, officer: officers })
    .from(officerTokens)
    .innerJoin(officers, eq(officers.id, officerTokens.officerId))
    .where(
      and(inArray(officerTokens.tokenHash, [...hashes]), isNull(officerTokens.revokedAt), isNull(officers.disabledAt)),
    )
  return row && { token: row.token, officer: asOfficer(row.officer) }
}

/** Devices that an officer is signed in on, the last used first. */
export const listSessions = async (db: Queryable, officerId: string, now: Date, idleSince: Date) =>
  await db
    .select({
      id: officerSessions.id,
      device: officerSessions.device,
      createdAt: officerSessions.createdAt,
      lastSeenAt: officerSessions.lastSeenAt,
    })
    .from(officerSessions)
    .where(
      and(
        eq(officerSessions.officerId, officerId),
        gt(officerSessions.expiresAt, now),
        gt(officerSessions.lastSeenAt, idleSince),
      ),
    )
    .orderBy(desc(officerSessions.lastSeenAt), desc(officerSessions.id))

/** Tokens for programs that work, the newest first. */
export const listTokens = async (db: Queryable, officerId: string) =>
  await db
    .select({
      id: officerTokens.id,
      label: officerTokens.label,
      createdAt: officerTokens.createdAt,
      lastUsedAt: officerTokens.lastUsedAt,
    })
    .from(officerTokens)
    .where(and(eq(officerTokens.officerId, officerId), isNull(officerTokens.revokedAt)))
    .orderBy(desc(officerTokens.createdAt), desc(officerTokens.id))

export const countRecoveryCodes = async (db: Queryable, officerId: string): Promise<number> =>
  await db.$count(recoveryCodes, and(eq(recoveryCodes.officerId, officerId), isNull(recoveryCodes.usedAt)))

/** A one-time link that still works, and whose it is. */
export const findOpenLink = async (db: Queryable, hashes: readonly string[], now: Date) => {
  const [row] = await db
    .select({ link: officerLinks, officer: officers })
    .from(officerLinks)
    .leftJoin(officers, eq(officers.id, officerLinks.officerId))
    .where(
      and(
        inArray(officerLinks.tokenHash, [...hashes]),
        isNull(officerLinks.usedAt),
        gt(officerLinks.expiresAt, now),
        isNull(officers.disabledAt),
      ),
    )
  return row && { link: row.link, officer: row.officer && asOfficer(row.officer) }
}

/** One-time links of an officer that still work. */
export const countOpenLinks = async (db: Queryable, officerId: string, now: Date): Promise<number> =>
  await db.$count(
    officerLinks,
    and(eq(officerLinks.officerId, officerId), isNull(officerLinks.usedAt), gt(officerLinks.expiresAt, now)),
  )

/** Days for which a unit must have had a single person who may approve before that person may do it alone. */
export const aloneAfterDays = 14

/**
 * The one officer who has been able to approve for a unit, alone, all through the last days; undefined when there was
 * another at any moment of them, or nobody. A role on the unit or above counts, and `admin` anywhere.
 */
export const soleEligibleApprover = async (
  db: Queryable,
  query: { readonly unitPath: readonly string[]; readonly now: Date },
): Promise<string | undefined> => {
  const since = new Date(query.now.getTime() - aloneAfterDays * 86_400_000)
  const onUnit = and(eq(officerRoles.role, 'approver'), inArray(officerRoles.unitId, [...query.unitPath]))
  const rows = await db
    .select({
      officerId: officerRoles.officerId,
      grantedAt: officerRoles.grantedAt,
      revokedAt: officerRoles.revokedAt,
      disabledAt: officers.disabledAt,
    })
    .from(officerRoles)
    .innerJoin(officers, eq(officers.id, officerRoles.officerId))
    .where(
      and(
        or(eq(officerRoles.role, 'admin'), onUnit),
        lte(officerRoles.grantedAt, query.now),
        or(isNull(officerRoles.revokedAt), gt(officerRoles.revokedAt, since)),
        or(isNull(officers.disabledAt), gt(officers.disabledAt, since)),
      ),
    )
  const [first] = rows
  if (!first || rows.some((row) => row.officerId !== first.officerId)) return undefined
  const allThrough = rows.some((row) => row.grantedAt <= since && row.revokedAt === null && row.disabledAt === null)
  return allThrough ? first.officerId : undefined
}
