import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { countsFrom, tallies, type QuestionCounts, type Tally } from '../questions/index.ts'
import { waitsOf, type Wait } from './waits-views.ts'

/** Sessions of one sort within the year that was asked for. */
export type SessionRow = {
  readonly type: 'dialogue' | 'voter_contact'
  readonly rhythm: 'periodic' | 'ad_hoc' | 'regular'
  readonly isThematic: boolean
  readonly held: number
  readonly coming: number
  readonly cancelled: number
}

/** One unit with all that lies below it. */
export type UnitRow = {
  readonly id: string
  readonly name: string
  readonly level: string
  readonly counts: QuestionCounts
  /** Since when the oldest opinion on which nobody has decided has been waiting. */
  readonly waitingSince: Date | null
  readonly lastOpinionAt: Date | null
  readonly held: number
  readonly coming: number
  readonly lastSessionAt: Date | null
}

export type Overview = {
  readonly self: UnitRow
  readonly below: readonly UnitRow[]
  readonly sessions: readonly SessionRow[]
  /** Announcements approved in the year, and people they went to, each as often as they were told. */
  readonly notices: { readonly count: number; readonly people: number }
  /** What waits for whom; opinions to be sorted stand in `self`. */
  readonly waits: readonly Wait[]
  /** Refused in all. */
  readonly refused: number
  readonly kept: number
}

export type Year = { readonly from: Date; readonly until: Date }

const asDate = (text: string | null | undefined): Date | null => (text ? new Date(text) : null)

const lastOf = (rows: readonly Tally[]): Date | null =>
  rows.reduce<Date | null>((last, { lastAt }) => (lastAt && (!last || lastAt > last) ? lastAt : last), null)

const sumOf = (rows: readonly Tally[], fits: (row: Tally) => boolean): number =>
  rows.filter(fits).reduce((sum, row) => sum + row.count, 0)

const inYear = (year: Year) =>
  sql`d.starts_at >= ${year.from.toISOString()}::timestamptz and d.starts_at < ${year.until.toISOString()}::timestamptz`

const isHeld = sql`d.state in ('held', 'concluded')`
const isComing = (now: Date) => sql`d.state = 'announced' and d.starts_at > ${now.toISOString()}::timestamptz`

type Below = {
  id: string
  /** Null of a place that is not shown by itself: a ward group, or a commune of before a merger. */
  name: string | null
  level: string | null
  held: string
  coming: string
  last_session: string | null
}

const edge = (moments: readonly Date[], of: (...values: number[]) => number): Date | null =>
  moments.length === 0 ? null : new Date(of(...moments.map((one) => one.getTime())))

/** Of a place at or below a unit: the one right below the unit that it belongs to, or the unit itself. */
const part = (unitId: string) =>
  sql`coalesce(u.path[1 + (select cardinality(path) from units where id = ${unitId})], ${unitId})`

/** The unit itself and those right below it, each with the sessions of its own part; the unit's own hold none of theirs. */
const unitsAndSessions = async (database: Queryable, unitId: string, year: Year, now: Date): Promise<Below[]> => [
  ...(await database.execute<Below>(sql`
    with shown as (
      select id, full_name, level from units
      where id = ${unitId} or (parent_id = ${unitId} and level <> 'group' and valid_until is null)
    ), counted as (
      select ${part(unitId)} as id, count(*) filter (where ${isHeld} and ${inYear(year)}) as held,
        count(*) filter (where ${isComing(now)}) as coming, max(d.starts_at) filter (where ${isHeld}) as last_session
      from dialogues d join units u on u.id = d.unit_id
      where u.path @> array[${unitId}]::text[] group by 1
    )
    select coalesce(s.id, c.id) as id, s.full_name as name, s.level, coalesce(c.held, 0) as held,
      coalesce(c.coming, 0) as coming, c.last_session
    from shown s full join counted c on c.id = s.id order by s.full_name`)),
]

/** By part, since when its oldest opinion has been waiting for a decision. One look into an index for each place below. */
const waitingSince = async (database: Queryable, unitId: string): Promise<ReadonlyMap<string, Date>> => {
  const rows = await database.execute<{ id: string; since: string }>(sql`
    with waiting as materialized (
      select ${part(unitId)} as id, (select o.received_at from opinions o
        where o.unit_id = u.id and o.triage = 'waiting' and o.state = 'received' order by o.received_at limit 1) as since
      from units u where u.path @> array[${unitId}]::text[]
    )
    select id, min(since) as since from waiting where since is not null group by id`)
  return new Map(rows.map(({ id, since }) => [id, new Date(since)]))
}

const sessionsOf = async (database: Queryable, unitId: string, year: Year, now: Date): Promise<SessionRow[]> => {
  const rows = await database.execute<{
    type: SessionRow['type']
    rhythm: SessionRow['rhythm']
    is_thematic: boolean
    held: string
    coming: string
    cancelled: string
  }>(sql`
    select d.type, d.rhythm, d.is_thematic, count(*) filter (where ${isHeld}) as held,
      count(*) filter (where ${isComing(now)}) as coming, count(*) filter (where d.state = 'cancelled') as cancelled
    from dialogues d join units u on u.id = d.unit_id
    where u.path @> array[${unitId}]::text[] and ${inYear(year)} and d.state <> 'draft'
    group by 1, 2, 3 order by 1, 2, 3`)
  return rows.map((row) => ({
    type: row.type,
    rhythm: row.rhythm,
    isThematic: row.is_thematic,
    held: Number(row.held),
    coming: Number(row.coming),
    cancelled: Number(row.cancelled),
  }))
}

const noticesOf = async (database: Queryable, unitId: string, year: Year): Promise<Overview['notices']> => {
  const [row] = await database.execute<{ n: string; people: string }>(sql`
    select count(*) as n, coalesce(sum(b.recipients), 0) as people from broadcasts b join units u on u.id = b.unit_id
    where u.path @> array[${unitId}]::text[] and b.kind = 'announcement'
      and b.approved_at >= ${year.from.toISOString()}::timestamptz and b.approved_at < ${year.until.toISOString()}::timestamptz`)
  return { count: Number(row?.n), people: Number(row?.people) }
}

/** What a ward or a city sees of itself: everything from counts made ahead, or through an index. */
export const overviewOf = async (
  database: Queryable,
  asked: { readonly unitId: string; readonly year: Year; readonly now: Date },
): Promise<Overview | undefined> => {
  const { unitId, year, now } = asked
  const parts = await unitsAndSessions(database, unitId, year, now)
  const ids = parts.flatMap(({ id, name }) => (name === null ? [] : [id]))
  const [counted, since, sessions, notices, waits] = await Promise.all([
    tallies(database, { unitIds: ids }),
    waitingSince(database, unitId),
    sessionsOf(database, unitId, year, now),
    noticesOf(database, unitId, year),
    waitsOf(database, { unitId, today: vietnamDate(now) }),
  ])
  const asRow = (id: string, name: string, level: string, of: readonly Below[], waiting: readonly Date[]): UnitRow => {
    const own = counted.get(id) ?? []
    return {
      id,
      name,
      level,
      counts: countsFrom(own),
      waitingSince: edge(waiting, Math.min),
      lastOpinionAt: lastOf(own),
      held: of.reduce((sum, { held }) => sum + Number(held), 0),
      coming: of.reduce((sum, { coming }) => sum + Number(coming), 0),
      lastSessionAt: edge(
        of.flatMap((one) => asDate(one.last_session) ?? []),
        Math.max,
      ),
    }
  }
  // The unit itself is all of its parts together.
  const units = parts.flatMap((one): UnitRow[] => {
    const { id, name, level } = one
    if (name === null || level === null) return []
    const waiting = since.get(id)
    if (id === unitId) return [asRow(id, name, level, parts, [...since.values()])]
    return [asRow(id, name, level, [one], waiting ? [waiting] : [])]
  })
  const self = units.find(({ id }) => id === unitId)
  if (!self) return undefined
  const own = counted.get(unitId) ?? []
  const received = (triage: Tally['triage']): number =>
    sumOf(own, (row) => row.state === 'received' && row.triage === triage)
  return {
    self,
    below: units.filter(({ id }) => id !== unitId),
    sessions,
    notices,
    waits,
    refused: received('refused'),
    kept: received('kept'),
  }
}

export type SilentUnit = {
  readonly id: string
  readonly name: string
  readonly lastSessionAt: Date | null
  readonly lastOpinionAt: Date | null
}

/**
 * Communes within a unit that have held no session for a year and have none ahead, the longest silent first. Nothing
 * is concluded from it but that somebody should ask them.
 */
export const silentUnits = async (
  database: Queryable,
  asked: { readonly unitId: string; readonly now: Date; readonly limit?: number },
): Promise<{ readonly count: number; readonly units: readonly SilentUnit[] }> => {
  const since = new Date(asked.now.getTime() - 365 * 86_400_000)
  const rows = await database.execute<{
    id: string
    name: string
    last_session: string | null
    last_opinion: string | null
    n: string
  }>(sql`
    select f.*, (select max(t.last_at) from opinion_tallies t where t.scope = 'u:' || f.id) as last_opinion from (
      select u.id, u.full_name as name, s.last_session, count(*) over () as n
      from units u left join lateral (
        select max(d.starts_at) filter (where ${isHeld}) as last_session, bool_or(${isComing(asked.now)}) as has_coming
        from dialogues d where d.unit_id = u.id) s on true
      where u.path @> array[${asked.unitId}]::text[] and u.level = 'commune' and u.valid_until is null
        and not coalesce(s.has_coming, false)
        and (s.last_session is null or s.last_session < ${since.toISOString()}::timestamptz)
      order by s.last_session nulls first, u.full_name limit ${asked.limit ?? 50}) f
    order by f.last_session nulls first, f.name`)
  return {
    count: Number(rows[0]?.n ?? 0),
    units: rows.map((row) => ({
      id: row.id,
      name: row.name,
      lastSessionAt: asDate(row.last_session),
      lastOpinionAt: asDate(row.last_opinion),
    })),
  }
}
