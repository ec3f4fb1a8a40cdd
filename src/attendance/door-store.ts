import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'

type Arrival = {
  readonly dialogueId: string
  readonly code: string
  /** How many came on this ticket; as many as it says unless told. */
  readonly persons: number | null
  readonly by: string
  readonly at: Date
}

export type Arrived = { readonly persons: number; readonly at: Date; readonly isFirst: boolean }

type Row = { persons: number; at: string; was_first: boolean }

const asArrived = (row: Row | undefined): Arrived | null =>
  row ? { persons: row.persons, at: new Date(row.at), isFirst: row.was_first } : null

// A second scan keeps the first moment; only a number that somebody typed replaces the number.
const arrive = async (tx: Transaction, table: 'attendances' | 'attendance_invitations', arrival: Arrival) => {
  const { dialogueId, code, persons, by, at } = arrival
  const own = table === 'attendances' ? sql`1 + t.companions` : sql`1`
  const [row] = await tx.execute<Row>(sql`
    with before as (
      select id, arrived_at from ${sql.identifier(table)}
      where dialogue_id = ${dialogueId}::uuid and code = ${code} for update
    )
    update ${sql.identifier(table)} t set arrived_at = coalesce(t.arrived_at, ${at.toISOString()}::timestamptz),
      arrived_by = coalesce(t.arrived_by, ${by}::uuid),
      arrived_persons = coalesce(${persons}::smallint, t.arrived_persons, ${own})
    from before where t.id = before.id
    returning t.arrived_persons as persons, t.arrived_at as at, before.arrived_at is null as was_first`)
  return asArrived(row)
}

/** Marks a resident's ticket; null when the session has none of this code. */
export const arriveResident = async (tx: Transaction, arrival: Arrival): Promise<Arrived | null> =>
  await arrive(tx, 'attendances', arrival)

/** Marks an invitation. */
export const arriveInvitee = async (tx: Transaction, arrival: Arrival): Promise<Arrived | null> =>
  await arrive(tx, 'attendance_invitations', arrival)

/** Takes the mark off a ticket that was read by mistake. */
export const departTicket = async (tx: Transaction, dialogueId: string, code: string): Promise<boolean> => {
  const residents = await tx.execute(sql`
    update attendances set arrived_at = null, arrived_by = null, arrived_persons = null
    where dialogue_id = ${dialogueId}::uuid and code = ${code} and arrived_at is not null returning id`)
  const invitees = await tx.execute(sql`
    update attendance_invitations set arrived_at = null, arrived_by = null, arrived_persons = null
    where dialogue_id = ${dialogueId}::uuid and code = ${code} and arrived_at is not null returning id`)
  return residents.length + invitees.length > 0
}

export type HandCount = {
  readonly key: string
  readonly dialogueId: string
  readonly groupUnitId: string | null
  readonly persons: number
  readonly households: number | null
  readonly at: Date
  readonly countedBy: string
}

/** False when this form was taken already. */
export const insertCount = async (tx: Transaction, one: HandCount): Promise<boolean> => {
  const rows = await tx.execute(sql`
    insert into attendance_counts (key, dialogue_id, group_unit_id, persons, households, at, counted_by)
    values (${one.key}::uuid, ${one.dialogueId}::uuid, ${one.groupUnitId}, ${one.persons}, ${one.households},
      ${one.at.toISOString()}::timestamptz, ${one.countedBy}::uuid)
    on conflict (key) do nothing returning key`)
  return rows.length > 0
}

export const undoCountRow = async (tx: Transaction, dialogueId: string, key: string, at: Date): Promise<boolean> => {
  const rows = await tx.execute(sql`
    update attendance_counts set undone_at = ${at.toISOString()}::timestamptz
    where key = ${key}::uuid and dialogue_id = ${dialogueId}::uuid and undone_at is null returning key`)
  return rows.length > 0
}
