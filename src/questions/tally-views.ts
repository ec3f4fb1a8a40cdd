import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { arrayLiteral } from '../database/index.ts'
import type { OpinionClass, OpinionState, TriageState } from './opinion.ts'

/** How many opinions of one kind there are. */
export type Tally = {
  readonly opinionClass: OpinionClass
  readonly state: OpinionState
  readonly triage: TriageState
  readonly isHeld: boolean
  readonly count: number
  readonly lastAt: Date | null
}

type Row = {
  scope: string
  opinion_class: OpinionClass
  state: OpinionState
  triage: TriageState
  is_held: boolean
  n: string
  last_at: string | null
}

const asTally = (row: Row): Tally => ({
  opinionClass: row.opinion_class,
  state: row.state,
  triage: row.triage,
  isHeld: row.is_held,
  count: Number(row.n),
  lastAt: row.last_at === null ? null : new Date(row.last_at),
})

/**
 * Opinions counted by class, state and triage, exactly as of now: what was counted ahead and what has changed since.
 * For several units (each with all below it) or sessions in one look; every one that was asked for has an entry.
 */
export const tallies = async (
  database: Queryable,
  of: { readonly unitIds: readonly string[] } | { readonly dialogueIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly Tally[]>> => {
  const byUnit = 'unitIds' in of
  const ids = byUnit ? of.unitIds : of.dialogueIds
  const found = new Map<string, Tally[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return found
  const asked = sql`${arrayLiteral(ids)}::text[]`
  const pending = byUnit
    ? sql`select 'u:' || a.unit as scope, c.opinion_class, c.state, c.triage, c.is_held, c.difference as n, c.last_at
        from opinion_tally_changes c left join units u on u.id = c.unit_id,
          unnest(coalesce(u.path, array[c.unit_id])) as a(unit)
        where a.unit = any(${asked})`
    : sql`select 'd:' || c.dialogue_id, c.opinion_class, c.state, c.triage, c.is_held, c.difference, c.last_at
        from opinion_tally_changes c where c.dialogue_id = any(${asked})`
  const rows = await database.execute<Row>(sql`
    select scope, opinion_class, state, triage, is_held, sum(n)::bigint as n, max(last_at) as last_at from (
      select t.scope, t.opinion_class, t.state, t.triage, t.is_held, t.count as n, t.last_at from opinion_tallies t
      where t.scope in (select ${byUnit ? 'u:' : 'd:'}::text || id from unnest(${asked}) as wanted(id))
      union all ${pending}
    ) as both_sides group by 1, 2, 3, 4, 5 having sum(n) <> 0`)
  for (const row of rows) found.get(row.scope.slice(2))?.push(asTally(row))
  return found
}
