import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { residentOrganisations } from '../database/tables/residents.ts'
import type { Organisation } from './organisations.ts'

export const addOrganisation = async (
  tx: Transaction,
  residentId: string,
  organisation: Organisation,
  at: Date,
): Promise<void> => {
  await tx.insert(residentOrganisations).values({ residentId, organisation, at }).onConflictDoNothing()
}

export const removeOrganisation = async (
  tx: Transaction,
  residentId: string,
  organisation: Organisation,
): Promise<void> => {
  await tx
    .delete(residentOrganisations)
    .where(and(eq(residentOrganisations.residentId, residentId), eq(residentOrganisations.organisation, organisation)))
}

/** They serve notices alone: without that consent they go. */
export const forgetOrganisations = async (tx: Transaction, residentId: string): Promise<void> => {
  await tx.delete(residentOrganisations).where(eq(residentOrganisations.residentId, residentId))
}
