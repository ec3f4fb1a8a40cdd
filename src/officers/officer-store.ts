import { and, eq, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { officerLinks, officerRoles, officers, recoveryCodes } from '../database/tables/officers.ts'
import type { Role } from '../kernel/actor.ts'

export type OfficerRow = typeof officers.$inferSelect
export type LinkPurpose = 'first_set_up' | 'invitation' | 'new_password'

/** False when the login is taken. */
export const insertOfficer = async (tx: Transaction, row: typeof officers.$inferInsert): Promise<boolean> => {
  const added = await tx.insert(officers).values(row).onConflictDoNothing().returning({ id: officers.id })
  return added.length > 0
}

/** The officer's row, locked until the transaction ends. */
export const lockOfficer = async (tx: Transaction, id: string): Promise<OfficerRow | undefined> => {
  const [row] = await tx.select().from(officers).where(eq(officers.id, id)).for('update')
  return row
}

export const updateOfficer = async (
  tx: Transaction,
  id: string,
  change: Partial<Omit<typeof officers.$inferInsert, 'id'>>,
  now: Date,
): Promise<void> => {
  await tx
    .update(officers)
    .set({ ...change, updatedAt: now })
    .where(eq(officers.id, id))
}

export const isLoginTaken = async (tx: Transaction, login: string): Promise<boolean> => {
  const found = await tx.select({ id: officers.id }).from(officers).where(eq(officers.login, login))
  return found.length > 0
}

/** Two set-ups, or two removals of the last administrator, come one after the other. */
export const lockAdministration = async (tx: Transaction): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(7402119)`)
}

export const countOfficers = async (tx: Transaction): Promise<number> => await tx.$count(officers)

/** Enabled officers other than this one who hold `admin`. */
export const countOtherAdmins = async (tx: Transaction, exceptId: string): Promise<number> => {
  const found = await tx
    .selectDistinct({ id: officers.id })
    .from(officers)
    .innerJoin(officerRoles, eq(officerRoles.officerId, officers.id))
    .where(
      and(
        eq(officerRoles.role, 'admin'),
        isNull(officerRoles.revokedAt),
        isNull(officers.disabledAt),
        ne(officers.id, exceptId),
      ),
    )
  return found.length
}

type RoleKey = { readonly officerId: string; readonly role: Role; readonly unitId: string }

const heldNow = (key: RoleKey) =>
  and(
    eq(officerRoles.officerId, key.officerId),
    eq(officerRoles.role, key.role),
    eq(officerRoles.unitId, key.unitId),
    isNull(officerRoles.revokedAt),
  )

/** False when the officer holds it already. The officer's row must be locked. */
export const insertRole = async (
  tx: Transaction,
  row: RoleKey & { readonly grantedAt: Date; readonly grantedBy: string | null },
): Promise<boolean> => {
  const held = await tx.select({ at: officerRoles.grantedAt }).from(officerRoles).where(heldNow(row))
  if (held.length > 0) return false
  await tx.insert(officerRoles).values(row)
  return true
}

/** False when the officer did not hold it. */
export const endRole = async (tx: Transaction, key: RoleKey, now: Date): Promise<boolean> => {
  const ended = await tx
    .update(officerRoles)
    .set({ revokedAt: now })
    .where(heldNow(key))
    .returning({ at: officerRoles.grantedAt })
  return ended.length > 0
}

export const rolesNow = async (tx: Transaction, officerId: string): Promise<{ role: Role; unitId: string }[]> => {
  const rows = await tx
    .select({ role: officerRoles.role, unitId: officerRoles.unitId })
    .from(officerRoles)
    .where(and(eq(officerRoles.officerId, officerId), isNull(officerRoles.revokedAt)))
  return rows.map(({ role, unitId }) => ({ role: role as Role, unitId }))
}

/** Makes a link the only one of its purpose for that officer. */
export const replaceLink = async (tx: Transaction, row: typeof officerLinks.$inferInsert): Promise<void> => {
  const sameOwner = row.officerId ? eq(officerLinks.officerId, row.officerId) : isNull(officerLinks.officerId)
  await tx.delete(officerLinks).where(and(sameOwner, isNull(officerLinks.usedAt)))
  await tx.insert(officerLinks).values(row)
}

export const lockLink = async (tx: Transaction, tokenHash: string) => {
  const [row] = await tx.select().from(officerLinks).where(eq(officerLinks.tokenHash, tokenHash)).for('update')
  return row
}

export const markLinkUsed = async (tx: Transaction, tokenHash: string, now: Date): Promise<void> => {
  await tx.update(officerLinks).set({ usedAt: now }).where(eq(officerLinks.tokenHash, tokenHash))
}

export const deleteOpenLinks = async (tx: Transaction, officerId: string): Promise<void> => {
  await tx.delete(officerLinks).where(and(eq(officerLinks.officerId, officerId), isNull(officerLinks.usedAt)))
}

/** Links that ran out before; returns how many. */
export const deleteOldLinks = async (tx: Transaction, before: Date): Promise<number> => {
  const gone = await tx.delete(officerLinks).where(lt(officerLinks.expiresAt, before)).returning()
  return gone.length
}

export const replaceRecoveryCodes = async (
  tx: Transaction,
  officerId: string,
  hashes: readonly string[],
): Promise<void> => {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.officerId, officerId))
  if (hashes.length > 0) await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ officerId, codeHash })))
}

/** True for exactly one of those who try the same code. */
export const spendRecoveryCode = async (
  tx: Transaction,
  officerId: string,
  codeHash: string,
  now: Date,
): Promise<boolean> => {
  const spent = await tx
    .update(recoveryCodes)
    .set({ usedAt: now })
    .where(
      and(eq(recoveryCodes.officerId, officerId), eq(recoveryCodes.codeHash, codeHash), isNull(recoveryCodes.usedAt)),
    )
    .returning({ officerId: recoveryCodes.officerId })
  return spent.length > 0
}
