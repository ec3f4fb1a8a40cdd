import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../../database/index.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import type { ProvenNetwork } from './proof.ts'

/** The networks that communities below these units had agreed to use on a day, each with its minutes. */
export const networksOn = async (
  db: Queryable,
  unitIds: readonly string[],
  day: PlainDate,
): Promise<ProvenNetwork[]> => {
  const rows = await db.execute<Record<'unit' | 'kind' | 'name' | 'minutes_number' | 'minutes_date', string>>(sql`
    select u.full_name as unit, n.kind, n.name, n.minutes_number, n.minutes_date::text as minutes_date
    from unit_networks n join units u on u.id = n.unit_id
    where u.path && ${arrayLiteral(unitIds)}::text[] and n.since <= ${day}::date
      and (n.ended_on is null or n.ended_on > ${day}::date)
    order by u.full_name, n.kind, n.name`)
  return rows.map((row) => ({
    unit: row.unit,
    kind: row.kind,
    name: row.name,
    minutesNumber: row.minutes_number,
    minutesDate: row.minutes_date,
  }))
}
