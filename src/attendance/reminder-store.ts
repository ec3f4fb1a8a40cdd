import { sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../database/index.ts'

type Claim = {
  readonly dialogueId: string
  readonly fact: string
  readonly residentIds: readonly string[]
  readonly outcome: 'sent' | 'unreachable'
  readonly at: Date
}

/** Notes that these people are told of a fact; gives those to whom it had not been told. Two processes never both get one. */
export const claimReminders = async (tx: Transaction, claim: Claim): Promise<Set<string>> => {
  const ids = claim.residentIds.toSorted()
  const rows = await tx.execute<{ resident_id: string }>(sql`
    insert into attendance_reminders (dialogue_id, resident_id, fact, outcome, at)
    select ${claim.dialogueId}::uuid, r.id, ${claim.fact}, ${claim.outcome}, ${claim.at.toISOString()}::timestamptz
    from unnest(${arrayLiteral(ids)}::uuid[]) as r(id)
    on conflict do nothing returning resident_id`)
  return new Set(rows.map((row) => row.resident_id))
}

/** Takes the mark off those who moved up and are told of it now; gives those who still bore it. */
export const claimMovedUp = async (
  tx: Transaction,
  dialogueId: string,
  residentIds: readonly string[],
): Promise<Set<string>> => {
  const rows = await tx.execute<{ resident_id: string }>(sql`
    update attendances set moved_up_at = null where dialogue_id = ${dialogueId}::uuid and moved_up_at is not null
      and resident_id = any(${arrayLiteral(residentIds.toSorted())}::uuid[]) returning resident_id`)
  return new Set(rows.map((row) => row.resident_id))
}
