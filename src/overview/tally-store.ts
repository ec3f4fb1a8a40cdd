import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'

// One at a time: two that fold the same differences wait for each other rather than meet in opposite order.
const lock = sql`select pg_advisory_xact_lock(hashtextextended('opinion-tallies', 0))`
const foldMax = 20_000

/** Folds the differences noted so far into the tallies; returns how many there were, at most 20,000 at a time. */
export const foldChanges = async (tx: Transaction): Promise<number> => {
  await tx.execute(lock)
  const [row] = await tx.execute<{ n: number }>(sql`
    with gone as (
      delete from opinion_tally_changes where id in (select id from opinion_tally_changes order by id limit ${foldMax})
      returning *
    ), scoped as (
      select 'u:' || above.unit as scope, g.opinion_class, g.state, g.triage, g.is_held, g.difference, g.last_at
      from gone g left join units u on u.id = g.unit_id,
        unnest(coalesce(u.path, array[g.unit_id])) as above(unit)
      union all
      select 'd:' || dialogue_id, opinion_class, state, triage, is_held, difference, last_at
      from gone where dialogue_id is not null
    ), folded as (
      insert into opinion_tallies as t (scope, opinion_class, state, triage, is_held, count, last_at)
      select scope, opinion_class, state, triage, is_held, sum(difference), max(last_at) from scoped
      group by 1, 2, 3, 4, 5
      on conflict (scope, opinion_class, state, triage, is_held) do update
      set count = t.count + excluded.count, last_at = greatest(t.last_at, excluded.last_at)
    )
    select count(*)::int as n from gone`)
  return row?.n ?? 0
}

/**
 * Counts everything again, from the opinions themselves: after places were moved, and each night, so that no fault
 * lives longer than a day.
 */
export const recountAll = async (tx: Transaction): Promise<void> => {
  await tx.execute(lock)
  await tx.execute(sql`delete from opinion_tallies`)
  // What is counted and what is no longer pending are seen at the same moment, because it is one statement.
  await tx.execute(sql`
    with gone as (delete from opinion_tally_changes),
    counted as (
      select unit_id, dialogue_id::text as dialogue_id, opinion_class, state, triage, held_why is not null as is_held,
        count(*) as n, max(received_at) as last_at
      from opinions group by 1, 2, 3, 4, 5, 6
    ), scoped as (
      select 'u:' || above.unit as scope, c.opinion_class, c.state, c.triage, c.is_held, c.n, c.last_at
      from counted c left join units u on u.id = c.unit_id,
        unnest(coalesce(u.path, array[c.unit_id])) as above(unit)
      union all
      select 'd:' || dialogue_id, opinion_class, state, triage, is_held, n, last_at
      from counted where dialogue_id is not null
    )
    insert into opinion_tallies (scope, opinion_class, state, triage, is_held, count, last_at)
    select scope, opinion_class, state, triage, is_held, sum(n), max(last_at) from scoped group by 1, 2, 3, 4, 5`)
}
