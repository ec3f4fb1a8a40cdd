import { sql, type SQL } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'

// What stands behind the clocks, per source one look at the database. A place is found through its path, so that a city
// sees its wards.

const inUnits = (unitIds: readonly string[]): SQL => sql`u.path && ${arrayLiteral(unitIds)}::text[]`
const place = sql`u.id as "unitId", u.full_name as "unitName"`

/** So many of one source are looked at; a unit with more has other troubles. */
const most = 2_000

type Placed = { readonly unitId: string; readonly unitName: string; readonly id: string; readonly title: string }
export type SessionRow = Placed & {
  readonly state: 'draft' | 'held'
  readonly legalBasis: string
  readonly startsAt: Date
  readonly endsAt: Date | null
}

const dated = <Row>(rows: readonly Record<string, unknown>[], ...names: readonly string[]): Row[] =>
  rows.map((row) => {
    const moments = names.map((name) => [name, row[name] === null ? null : new Date(row[name] as string)])
    return { ...row, ...Object.fromEntries(moments) } as Row
  })

/** Sessions nobody was told of that are still to come, and those that were held and whose result is owed. */
export const openSessions = async (database: Queryable, unitIds: readonly string[], now: Date): Promise<SessionRow[]> =>
  dated(
    await database.execute(sql`
      select ${place}, d.id, d.title, d.state, d.legal_basis as "legalBasis", d.starts_at as "startsAt", d.ends_at as "endsAt"
      from dialogues d join units u on u.id = d.unit_id
      where ${inUnits(unitIds)} and (d.state = 'held'
        or (d.state = 'draft' and d.told is null and d.starts_at > ${now.toISOString()}::timestamptz))
      order by d.starts_at limit ${most}`),
    'startsAt',
    'endsAt',
  )

export type CommuneRow = { readonly unitId: string; readonly unitName: string; readonly planned: number }

/**
 * Communes of today that have held fewer sessions of a legal basis in a year than they should, with what is to come.
 * Of a year before the house was set up it knows nothing, so nobody is late for it.
 */
export const lackingCommunes = async (
  database: Queryable,
  asked: {
    readonly unitIds: readonly string[]
    readonly year: number
    readonly least: number
    readonly legalBasis: string
    readonly now: Date
  },
): Promise<CommuneRow[]> => {
  const { year, least, legalBasis } = asked
  const rows = await database.execute(sql`
    select ${place}, count(d.id) filter (where d.state in ('draft', 'announced')
      and d.starts_at > ${asked.now.toISOString()}::timestamptz)::int as planned
    from units u left join dialogues d on d.unit_id = u.id and d.legal_basis = ${legalBasis}
      and d.starts_at >= ${`${year}-01-01T00:00:00+07:00`}::timestamptz
      and d.starts_at < ${`${year + 1}-01-01T00:00:00+07:00`}::timestamptz
    where ${inUnits(asked.unitIds)} and u.level = 'commune' and u.valid_until is null
      and u.valid_from <= ${`${year}-12-31`}::date
      and coalesce((select min(i.at) from installation i), '-infinity') < ${`${year + 1}-01-01T00:00:00+07:00`}::timestamptz
    group by u.id, u.full_name having count(d.id) filter (where d.state in ('held', 'concluded')) < ${least}
    order by u.full_name limit ${most}`)
  return rows as unknown as CommuneRow[]
}

/** Requests for a session that enough voters have joined and that nobody has handed over yet. */
export const reachedRequests = async (database: Queryable, unitIds: readonly string[]): Promise<Placed[]> =>
  (await database.execute(sql`
    select ${place}, r.id, coalesce(r.title, '') as title from dialogue_requests r join units u on u.id = r.unit_id
    where ${inUnits(unitIds)} and r.state = 'reached' order by r.reached_at limit ${most}`)) as unknown as Placed[]

export type OldestRow = {
  readonly unitId: string
  readonly unitName: string
  readonly count: number
  readonly since: Date
}

/** By unit, petitions on the building of the Party on which nobody has decided, and since when the oldest waits. */
export const untakenPetitions = async (database: Queryable, unitIds: readonly string[]): Promise<OldestRow[]> =>
  dated(
    await database.execute(sql`
      select ${place}, count(*)::int as count, min(o.received_at) as since from opinions o join units u on u.id = o.unit_id
      where o.opinion_class = 'party_building' and o.triage = 'waiting' and o.state = 'received' and ${inUnits(unitIds)}
      group by u.id, u.full_name order by 4 limit ${most}`),
    'since',
  )

/** By unit, petitions of meetings with voters that nobody has answered, and since when the oldest waits. */
export const unansweredPetitions = async (database: Queryable, unitIds: readonly string[]): Promise<OldestRow[]> =>
  dated(
    await database.execute(sql`
      select ${place}, count(*)::int as count, min(i.created_at) as since
      from dialogues d join units u on u.id = d.unit_id join items i on i.dialogue_id = d.id
      where ${inUnits(unitIds)} and d.type = 'voter_contact' and i.kind = 'petition' and i.state = 'open'
        and not exists (select 1 from item_answers a where a.item_id = i.id and a.state = 'approved')
      group by u.id, u.full_name order by 4 limit ${most}`),
    'since',
  )

export type CouncilRow = Placed & {
  readonly opensOn: PlainDate
  readonly closesOn: PlainDate
  readonly hasBefore: boolean
  readonly hasAfter: boolean
}

/** Sessions of the National Assembly near a day, and whether the unit has an approved report for each side of them. */
export const assemblySessions = async (
  database: Queryable,
  asked: { readonly unitIds: readonly string[]; readonly from: PlainDate; readonly until: PlainDate },
): Promise<CouncilRow[]> => {
  const report = (when: SQL): SQL => sql`exists (select 1 from syntheses y
    where y.unit_id = c.unit_id and y.state = 'approved' and y.council_session = c.name and ${when})`
  const day = sql`(y.approved_at at time zone 'Asia/Ho_Chi_Minh')::date`
  const rows = await database.execute(sql`
    select ${place}, c.id, c.name as title, c.opens_on::text as "opensOn", c.closes_on::text as "closesOn",
      ${report(sql`${day} < c.opens_on`)} as "hasBefore", ${report(sql`${day} > c.closes_on`)} as "hasAfter"
    from council_sessions c join units u on u.id = c.unit_id
    where ${inUnits(asked.unitIds)} and c.body = 'national_assembly'
      and c.opens_on <= ${asked.until}::date and c.closes_on >= ${asked.from}::date order by c.opens_on limit ${most}`)
  return rows as unknown as CouncilRow[]
}

export type DataRow = {
  readonly unitId: string
  readonly unitName: string
  readonly number: number
  readonly answerDueAt: Date
  readonly stopDueAt: Date | null
}

/** Requests about personal data that are open. */
export const openDataRequests = async (database: Queryable, unitIds: readonly string[]): Promise<DataRow[]> =>
  dated(
    await database.execute(sql`
      select ${place}, q.number, q.answer_due_at as "answerDueAt", q.stop_due_at as "stopDueAt"
      from data_requests q join units u on u.id = q.unit_id
      where ${inUnits(unitIds)} and q.done_at is null order by q.answer_due_at limit ${most}`),
    'answerDueAt',
    'stopDueAt',
  )

export type AgreedRow = Placed & { readonly dueOn: PlainDate }

const conclusions = sql`join conclusions c on c.id = x.conclusion_id and c.state in ('approved', 'published')
  join units u on u.id = c.unit_id`

/** Open tasks that are due until a day; the id is that of their session. */
export const dueTasks = async (
  database: Queryable,
  asked: { readonly unitIds: readonly string[]; readonly until: PlainDate },
): Promise<AgreedRow[]> =>
  (await database.execute(sql`
    select ${place}, c.dialogue_id as id, x.words as title, x.due_on::text as "dueOn" from conclusion_tasks x ${conclusions}
    where ${inUnits(asked.unitIds)} and x.state = 'open' and x.due_on <= ${asked.until}::date
    order by x.due_on limit ${most}`)) as unknown as AgreedRow[]

/** Remarks of the Front that wait for their answer until a day. */
export const dueRemarks = async (
  database: Queryable,
  asked: { readonly unitIds: readonly string[]; readonly until: PlainDate },
): Promise<AgreedRow[]> =>
  (await database.execute(sql`
    select ${place}, c.dialogue_id as id, x.words as title, x.answer_by::text as "dueOn"
    from conclusion_remarks x ${conclusions}
    where ${inUnits(asked.unitIds)} and x.answer is null and x.answer_by <= ${asked.until}::date
    order by x.answer_by limit ${most}`)) as unknown as AgreedRow[]
