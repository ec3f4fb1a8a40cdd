import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'
import { voterChecks, voterCounts } from '../database/tables/requests.ts'

/** Who looked last and when; once a person and unit. */
export const noteVoterCheck = async (tx: Transaction, row: typeof voterChecks.$inferInsert): Promise<void> => {
  const { checkedBy, checkedAt } = row
  await tx
    .insert(voterChecks)
    .values(row)
    .onConflictDoUpdate({ target: [voterChecks.residentId, voterChecks.unitId], set: { checkedBy, checkedAt } })
}

export const forgetVoterChecks = async (tx: Transaction, residentId: string): Promise<void> => {
  await tx.delete(voterChecks).where(eq(voterChecks.residentId, residentId))
}

export const moveVoterChecks = async (tx: Transaction, from: string, to: string): Promise<void> => {
  await tx.execute(sql`
    insert into voter_checks (resident_id, unit_id, checked_by, checked_at)
    select ${to}::uuid, unit_id, checked_by, checked_at from voter_checks where resident_id = ${from}::uuid
    on conflict do nothing`)
  await forgetVoterChecks(tx, from)
}

export const insertVoterCount = async (tx: Transaction, row: typeof voterCounts.$inferInsert): Promise<void> => {
  await tx.insert(voterCounts).values(row)
}
