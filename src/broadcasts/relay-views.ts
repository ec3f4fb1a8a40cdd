import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import type { Broadcast } from './broadcast.ts'

/** How far a notice gets by itself in one village or ward group; the rest is for people to carry. */
export type RelayGroup = {
  readonly groupId: string
  readonly name: string
  /** People of the group who are known to the service. */
  readonly known: number
  /** Of these, who want notices and got this one or are in line for it. */
  readonly told: number
}

// "Tổ dân phố số 9" before "Tổ dân phố số 10".
const byName = new Intl.Collator('vi', { numeric: true })

/**
 * Every village and ward group of the audience, those where nobody is known to the service first: there the notice has to be
 * carried from door to door. Counts of people, never their names.
 */
export const relayGroups = async (
  db: Queryable,
  { id, audienceUnits }: Pick<Broadcast, 'id' | 'audienceUnits'>,
): Promise<RelayGroup[]> => {
  const rows = await db.execute<{ id: string; full_name: string; known: string; told: string }>(sql`
    select g.id, g.full_name, count(r.id) as known, count(r.id) filter (where exists (
        select 1 from contacts k join broadcast_recipients b on b.chat_id = k.chat_id
        where k.resident_id = r.id and b.broadcast_id = ${id}::uuid and b.way <> 'held')) as told
    from units g left join residents r on r.group_unit_id = g.id
    where g.level = 'group' and g.valid_until is null and g.path && ${arrayLiteral(audienceUnits)}::text[]
    group by g.id, g.full_name`)
  return rows
    .map((row) => ({ groupId: row.id, name: row.full_name, known: Number(row.known), told: Number(row.told) }))
    .toSorted((a, b) => Number(a.known > 0) - Number(b.known > 0) || byName.compare(a.name, b.name))
}
