import { sql } from 'drizzle-orm'
import type { Queryable, Transaction } from '../database/index.ts'
import { addDays, atVietnamTime, dateOf, vietnamDate, yearOf, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { isAnswered } from './heard-views.ts'

/** Hours after which the running year, and any other one, is counted again. */
const runningHours = 1
const otherHours = 24

const yearBounds = (year: number): readonly [from: string, until: string] => {
  const [first, last] = [dateOf(year, 1, 1), dateOf(year, 12, 31)] as [PlainDate, PlainDate]
  return [atVietnamTime(first, '00:00').toISOString(), atVietnamTime(addDays(last, 1), '00:00').toISOString()]
}

/** The year with opinions that has waited longest to be counted again; undefined while none is due. */
export const dueYear = async (database: Queryable, now: Date): Promise<number | undefined> => {
  const running = yearOf(vietnamDate(now))
  const ago = (hours: number): string => new Date(now.getTime() - hours * 3_600_000).toISOString()
  const [row] = await database.execute<{ year: number }>(sql`
    select y.year from generate_series(
      (select extract(year from min(received_at) at time zone 'Asia/Ho_Chi_Minh')::int from opinions), ${running}
    ) as y(year) left join heard_counts c on c.year = y.year
    where c.year is null or c.counted_at <= case when y.year = ${running}
      then ${ago(runningHours)}::timestamptz else ${ago(otherHours)}::timestamptz end
    order by c.counted_at nulls first, y.year desc limit 1`)
  return row?.year
}

/** Counts a year anew in every unit that was heard. */
export const countYear = async (tx: Transaction, year: number, now: Date): Promise<void> => {
  const [from, until] = yearBounds(year)
  // A country of a million voices takes longer than a statement of a page may.
  await tx.execute(sql`set local statement_timeout = '15min'`)
  await tx.execute(sql`delete from heard_years where year = ${year}`)
  await tx.execute(sql`
    insert into heard_years (year, unit_id, opinions, persons, unknown, answered, households, by_class)
    with voices as materialized (
      select u.path, o.opinion_class, o.item_id, a.resident_id, ${isAnswered} as answered
      from opinions o join units u on u.id = o.unit_id left join opinion_authors a on a.opinion_id = o.id
      where o.state = 'received' and o.received_at >= ${from}::timestamptz and o.received_at < ${until}::timestamptz
    ), spread as materialized (
      select unnest(path) as unit_id, opinion_class, item_id, resident_id, answered from voices
    ), whole as (
      select unit_id, count(*)::int as opinions, count(distinct resident_id)::int as persons,
        (count(*) filter (where resident_id is null))::int as unknown, (count(*) filter (where answered))::int as answered
      from spread group by 1
    ), classes as (
      select unit_id, jsonb_object_agg(opinion_class, n) as by_class from (
        select unit_id, opinion_class, count(*)::int as n from spread group by 1, 2) c group by 1
    ), reach as (
      select d.unit_id, sum(i.households)::int as households from (
        select distinct unit_id, item_id from spread where item_id is not null) d
      join items i on i.id = d.item_id and i.state = 'open' group by 1
    )
    select ${year}, w.unit_id, w.opinions, w.persons, w.unknown, w.answered, r.households, c.by_class
    from whole w join classes c on c.unit_id = w.unit_id left join reach r on r.unit_id = w.unit_id`)
  await tx.execute(sql`
    insert into heard_counts (year, counted_at) values (${year}, ${now.toISOString()}::timestamptz)
    on conflict (year) do update set counted_at = excluded.counted_at`)
}
