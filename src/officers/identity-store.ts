import { and, eq } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { officerIdentities } from '../database/tables/officers.ts'

type Identity = { readonly issuer: string; readonly subject: string }

const is = ({ issuer, subject }: Identity) =>
  and(eq(officerIdentities.issuer, issuer), eq(officerIdentities.subject, subject))

export const officerOfIdentity = async (db: Queryable, identity: Identity): Promise<string | undefined> => {
  const [row] = await db.select().from(officerIdentities).where(is(identity))
  return row?.officerId
}

/** One account of a provider an officer: a newer one replaces it. False when the account is another officer's. */
export const replaceIdentity = async (
  tx: Transaction,
  officerId: string,
  identity: Identity,
  now: Date,
): Promise<boolean> => {
  const mine = and(eq(officerIdentities.officerId, officerId), eq(officerIdentities.issuer, identity.issuer))
  await tx.delete(officerIdentities).where(mine)
  const made = await tx
    .insert(officerIdentities)
    .values({ ...identity, officerId, linkedAt: now })
    .onConflictDoNothing()
    .returning()
  return made.length > 0
}

export const deleteIdentities = async (tx: Transaction, officerId: string): Promise<number> => {
  const gone = await tx.delete(officerIdentities).where(eq(officerIdentities.officerId, officerId)).returning()
  return gone.length
}

export const identityOf = async (
  db: Queryable,
  officerId: string,
  issuer: string,
): Promise<{ readonly linkedAt: Date } | undefined> => {
  const [row] = await db
    .select({ linkedAt: officerIdentities.linkedAt })
    .from(officerIdentities)
    .where(and(eq(officerIdentities.officerId, officerId), eq(officerIdentities.issuer, issuer)))
  return row
}

export const hasIdentity = async (db: Queryable, officerId: string): Promise<boolean> =>
  (await db.$count(officerIdentities, eq(officerIdentities.officerId, officerId))) > 0
