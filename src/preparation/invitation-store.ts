import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { classInvitations } from '../database/tables/preparation.ts'

/** False when this person was invited in this session already. */
export const noteInvitation = async (tx: Transaction, row: typeof classInvitations.$inferInsert): Promise<boolean> =>
  (await tx.insert(classInvitations).values(row).onConflictDoNothing().returning()).length > 0

export const forgetInvitations = async (tx: Transaction, residentId: string): Promise<number> =>
  (await tx.delete(classInvitations).where(eq(classInvitations.residentId, residentId)).returning()).length

/** One person's become another record's of the same person; where both were invited, once is enough. */
export const moveInvitations = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.execute(sql`
    insert into class_invitations (dialogue_id, resident_id, opinion_class, at)
    select dialogue_id, ${to}::uuid, opinion_class, at from class_invitations where resident_id = ${from}::uuid
    on conflict do nothing`)
  await forgetInvitations(tx, from)
}
