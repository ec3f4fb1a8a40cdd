import { sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { addDays, atVietnamTime, yearOf } from '../kernel/calendar/plain-date.ts'
import type { Period } from './session-figures-views.ts'

/** Persons, opinions and households are three countings of the same voices; they are told side by side and never added. */
export type Heard = {
  readonly opinions: number
  /** People known to the service, each once. */
  readonly persons: number
  /** Opinions of which nobody knows the author. */
  readonly unknown: number
  /** As officers counted or estimated; null where nobody has. */
  readonly households: number | null
  /** Opinions with an approved answer. */
  readonly answered: number
  readonly byClass: readonly { readonly opinionClass: string; readonly n: number }[]
}

export type HeardUnit = {
  readonly id: string
  readonly name: string
  readonly opinions: number
  readonly persons: number
  readonly answered: number
}

/** Opinions `o` of units `u` in a period; what was withdrawn or erased is in no figure. */
const within = ({ unitId, fromOn, untilOn }: Period): SQL => sql`
  u.path @> array[${unitId}]::text[] and o.state = 'received'
  and o.received_at >= ${atVietnamTime(fromOn, '00:00').toISOString()}::timestamptz
  and o.received_at < ${atVietnamTime(addDays(untilOn, 1), '00:00').toISOString()}::timestamptz`

/** Of an opinion `o`. */
export const isAnswered = sql`exists (select 1 from item_answers n where n.item_id = o.item_id and n.state = 'approved')`

/** When the figures of a whole year were counted ahead; undefined where they are counted as one asks. */
export const countedAheadAt = async (
  database: Queryable,
  { fromOn, untilOn }: Pick<Period, 'fromOn' | 'untilOn'>,
): Promise<Date | undefined> => {
  const year = yearOf(fromOn)
  if (fromOn !== `${year}-01-01` || untilOn !== `${year}-12-31`) return undefined
  const [row] = await database.execute<{ at: string }>(
    sql`select counted_at as at from heard_counts where year = ${year}`,
  )
  return row && new Date(row.at)
}

const heardAhead = async (database: Queryable, { unitId, fromOn }: Period): Promise<Heard> => {
  const [row] = await database.execute<Omit<Heard, 'byClass'> & { byClass: Record<string, number> }>(sql`
    select opinions, persons, unknown, households, answered, by_class as "byClass" from heard_years
    where year = ${yearOf(fromOn)} and unit_id = ${unitId}`)
  if (!row) return { opinions: 0, persons: 0, unknown: 0, households: null, answered: 0, byClass: [] }
  const byClass = Object.entries(row.byClass).map(([opinionClass, n]) => ({ opinionClass, n }))
  return {
    ...row,
    byClass: byClass.toSorted((one, other) => other.n - one.n || (one.opinionClass < other.opinionClass ? -1 : 1)),
  }
}

/** What was heard in a unit and all below it; of a whole year as it was last counted ahead. */
export const heardIn = async (database: Queryable, period: Period): Promise<Heard> => {
  if (await countedAheadAt(database, period)) return await heardAhead(database, period)
  const there = within(period)
  const [[all], [reach], byClass] = await Promise.all([
    database.execute<Omit<Heard, 'households' | 'byClass'>>(sql`
      select count(*)::int as opinions, count(distinct a.resident_id)::int as persons,
        (count(*) filter (where a.resident_id is null))::int as unknown,
        (count(*) filter (where ${isAnswered}))::int as answered
      from opinions o join units u on u.id = o.unit_id left join opinion_authors a on a.opinion_id = o.id
      where ${there}`),
    database.execute<{ households: number | null }>(sql`
      select sum(i.households)::int as households from items i where i.state = 'open' and i.id in (
        select o.item_id from opinions o join units u on u.id = o.unit_id where ${there} and o.item_id is not null)`),
    database.execute<{ opinionClass: string; n: number }>(sql`
      select o.opinion_class as "opinionClass", count(*)::int as n from opinions o join units u on u.id = o.unit_id
      where ${there} group by 1 order by 2 desc, 1`),
  ])
  return {
    opinions: all?.opinions ?? 0,
    persons: all?.persons ?? 0,
    unknown: all?.unknown ?? 0,
    answered: all?.answered ?? 0,
    households: reach?.households ?? null,
    byClass: [...byClass],
  }
}

/** The units right below that exist today, with what was heard in each; zero is who was not heard. */
export const heardBelow = async (database: Queryable, period: Period): Promise<readonly HeardUnit[]> => {
  const heard = (await countedAheadAt(database, period))
    ? sql`select unit_id as id, opinions, persons, answered from heard_years where year = ${yearOf(period.fromOn)}`
    : sql`
      select u.path[1 + (select cardinality(path) from units where id = ${period.unitId})] as id,
        count(*)::int as opinions, count(distinct a.resident_id)::int as persons,
        (count(*) filter (where ${isAnswered}))::int as answered
      from opinions o join units u on u.id = o.unit_id left join opinion_authors a on a.opinion_id = o.id
      where ${within(period)} group by 1`
  return [
    ...(await database.execute<HeardUnit>(sql`
    with heard as (${heard})
    select b.id, b.full_name as name, coalesce(h.opinions, 0) as opinions, coalesce(h.persons, 0) as persons,
      coalesce(h.answered, 0) as answered
    from units b left join heard h on h.id = b.id
    where b.parent_id = ${period.unitId} and b.valid_until is null order by b.full_name, b.id`)),
  ]
}

export type HeardParts = {
  readonly id: string
  readonly households: number | null
  readonly byClass: Readonly<Record<string, number>>
}

/** Households and classes of the units right below; who is lacking has none of either. */
export const partsBelow = async (database: Queryable, period: Period): Promise<readonly HeardParts[]> => {
  if (await countedAheadAt(database, period)) {
    return [
      ...(await database.execute<HeardParts>(sql`
        select y.unit_id as id, y.households, y.by_class as "byClass" from heard_years y join units b on b.id = y.unit_id
        where y.year = ${yearOf(period.fromOn)} and b.parent_id = ${period.unitId}`)),
    ]
  }
  const part = sql`u.path[1 + (select cardinality(path) from units where id = ${period.unitId})]`
  return [
    ...(await database.execute<HeardParts>(sql`
    with there as (
      select ${part} as id, o.opinion_class, o.item_id from opinions o join units u on u.id = o.unit_id
      where ${within(period)}
    ), classes as (
      select c.id, jsonb_object_agg(c.opinion_class, c.n) as "byClass" from (
        select id, opinion_class, count(*)::int as n from there group by 1, 2) c group by 1
    ), reach as (
      select d.id, sum(i.households)::int as households from (select distinct id, item_id from there) d
      join items i on i.id = d.item_id and i.state = 'open' group by 1
    )
    select c.id, r.households, c."byClass" from classes c left join reach r on r.id = c.id where c.id is not null`)),
  ]
}
