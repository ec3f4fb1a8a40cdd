import { sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../database/index.ts'
import type { Way } from '../delivery/index.ts'
import type { Untold } from './untold-views.ts'

/** Who is told a fact, or is to be told when they write next, and by which way; nothing reaches who has none. */
export type Claimed = {
  readonly residentId: string
  readonly way: Way | null
}

type Claim = {
  readonly dialogueId: string
  readonly fact: string
  readonly people: readonly Claimed[]
  readonly at: Date
}

const outcomeOf = ({ way }: Claimed): string => (way === null ? 'unreachable' : way === 'held' ? 'held' : 'sent')

/** Notes what becomes of a fact for these people; gives those for whom it was open. Two processes never both get one. */
export const claimReminders = async (tx: Transaction, claim: Claim): Promise<Set<string>> => {
  const people = claim.people.toSorted((one, other) => (one.residentId < other.residentId ? -1 : 1))
  const rows = await tx.execute<{ resident_id: string }>(sql`
    insert into attendance_reminders (dialogue_id, resident_id, fact, outcome, way, at)
    select ${claim.dialogueId}::uuid, r.id, ${claim.fact}, r.outcome, nullif(r.way, ''), ${claim.at.toISOString()}::timestamptz
    from unnest(${arrayLiteral(people.map((one) => one.residentId))}::uuid[],
      ${arrayLiteral(people.map(outcomeOf))}::text[],
      ${arrayLiteral(people.map(({ way }) => (way === 'held' ? '' : (way ?? ''))))}::text[]) as r(id, outcome, way)
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

type Settled = {
  readonly dialogueId: string
  readonly residentId: string
  readonly fact: string
  /** By which way it goes now; null where it is needless by now. */
  readonly way: Way | null
  readonly at: Date
}

/** What was held goes now, or not at all. */
export const settleHeld = async (tx: Transaction, settled: Settled): Promise<void> => {
  await tx.execute(sql`
    update attendance_reminders set outcome = ${settled.way === null ? 'needless' : 'sent'}, way = ${settled.way},
      at = ${settled.at.toISOString()}::timestamptz
    where dialogue_id = ${settled.dialogueId}::uuid and resident_id = ${settled.residentId}::uuid
      and fact = ${settled.fact} and outcome = 'held'`)
}

/** What was put in line and came to nothing is not told: it waits for them to write, or is beyond reach. */
export const holdAgain = async (tx: Transaction, untold: readonly Untold[]): Promise<void> => {
  for (const { dialogueId, residentId, fact, becomes } of untold) {
    await tx.execute(sql`
      update attendance_reminders set outcome = ${becomes}, way = null
      where dialogue_id = ${dialogueId}::uuid and resident_id = ${residentId}::uuid and fact = ${fact}
        and outcome = 'sent'`)
  }
}
