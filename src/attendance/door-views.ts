import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

/** One line of what happened at the door. */
export type DoorLine = {
  readonly kind: 'ticket' | 'invitation' | 'hand'
  /** The ticket's code, or the key of the count. */
  readonly id: string
  readonly persons: number
  readonly households: number | null
  readonly group: string | null
  readonly at: Date
}

type Row = Omit<DoorLine, 'at'> & { at: string }

/** What happened last, the newest first; a ticket alone when `code` is given. */
export const doorLines = async (
  db: Queryable,
  dialogueId: string,
  options: { readonly limit?: number; readonly code?: string } = {},
): Promise<DoorLine[]> => {
  const { limit = 12, code = null } = options
  const rows = await db.execute<Row>(sql`
    select l.kind, l.id, l.persons, l.households, u.full_name as group, l.at from (
      select 'ticket' as kind, code as id, arrived_persons as persons, null::int as households, group_unit_id, arrived_at as at
      from attendances where dialogue_id = ${dialogueId}::uuid and arrived_at is not null
      union all
      select 'invitation', code, arrived_persons, null, null, arrived_at
      from attendance_invitations where dialogue_id = ${dialogueId}::uuid and arrived_at is not null
      union all
      select 'hand', key::text, persons, households, group_unit_id, at
      from attendance_counts where dialogue_id = ${dialogueId}::uuid and undone_at is null
    ) l left join units u on u.id = l.group_unit_id
    where ${code}::text is null or l.id = ${code}
    order by l.at desc, l.id limit ${limit}`)
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}
