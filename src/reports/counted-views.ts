import { sql } from 'drizzle-orm'
import { attendanceFigures } from '../attendance/index.ts'
import type { Queryable } from '../database/index.ts'
import type { Counted } from './balance-values.ts'
import { balanceParts, collected, type Collection } from './balance-views.ts'

/** Everything that a report counts of one collection. Erased and withdrawn wordings are in no figure but the balance. */
export const countCollection = async (database: Queryable, of: Collection): Promise<Counted> => {
  const there = sql`${collected(of)} and o.state = 'received'`
  const itemsOf = sql`i.id in (select o.item_id from opinions o where ${there} and o.item_id is not null)`
  const [parts, [people], [reach], byClass, byTopic, attendance] = await Promise.all([
    balanceParts(database, of),
    database.execute<{ persons: number; unknown: number }>(sql`
      select count(distinct a.resident_id)::int as persons,
        (count(*) filter (where a.resident_id is null))::int as unknown
      from opinions o left join opinion_authors a on a.opinion_id = o.id where ${there}`),
    database.execute<{ supports: number; households: number | null }>(sql`
      select coalesce(sum(i.support_count), 0)::int as supports, sum(i.households)::int as households
      from items i where i.state = 'open' and ${itemsOf}`),
    database.execute<{ opinionClass: string; n: number }>(sql`
      select o.opinion_class as "opinionClass", count(*)::int as n from opinions o where ${there}
      group by 1 order by 2 desc, 1`),
    database.execute<{ name: string; n: number }>(sql`
      select t.name_vi as name, count(*)::int as n from opinions o
      join items i on i.id = o.item_id join topics t on t.id = i.topic_id where ${there} group by 1 order by 2 desc, 1`),
    'dialogueId' in of ? attendanceFigures(database, of.dialogueId) : Promise.resolve(null),
  ])
  return {
    balance: { ...parts, supports: reach?.supports ?? 0 },
    persons: people?.persons ?? 0,
    unknown: people?.unknown ?? 0,
    households: reach?.households ?? null,
    came: attendance?.came.persons ?? 0,
    byClass: [...byClass],
    byTopic: [...byTopic],
  }
}
