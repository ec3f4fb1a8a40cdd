import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { dialogueRequestJoins, dialogueRequests, voterChecks, voterCounts } from '../database/tables/requests.ts'
import { units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { findRule } from '../rules/index.ts'
import { neededVoters, standingOf, type Counts, type Standing, type Threshold } from './request.ts'

const ruleKey = 'dialogue.on_request'

/** The newest statement of how many voters a unit has. */
const statedVoters = async (database: Queryable, unitId: string): Promise<Threshold['base']> => {
  const [row] = await database
    .select()
    .from(voterCounts)
    .where(eq(voterCounts.unitId, unitId))
    .orderBy(desc(voterCounts.statedAt), desc(voterCounts.id))
    .limit(1)
  return row ? { voters: row.voters, source: row.source, asOf: row.asOf as PlainDate } : null
}

/**
 * The legal share for a unit on a day. A rule for its own kind (`dialogue.on_request.ward`) goes before the general one,
 * which speaks of communes, wards and special zones only.
 */
export const readThreshold = async (database: Queryable, unitId: string, day: PlainDate): Promise<Threshold> => {
  const [unit] = await database.select({ level: units.level, type: units.type }).from(units).where(eq(units.id, unitId))
  const own = unit && (await findRule(database, `${ruleKey}.${unit.type}`, day))
  const found = own ?? (unit?.level === 'commune' ? await findRule(database, ruleKey, day) : null)
  const rule =
    found?.measure.kind === 'percent'
      ? { percent: found.measure.percent, source: found.source, legalBasis: found.appliesTo }
      : null
  const base = await statedVoters(database, unitId)
  return { rule, base, needed: rule && base && neededVoters(base.voters, rule.percent) }
}

type Counted = { readonly id: string; readonly unitId: string }

const nobody: Counts = { inChat: 0, verified: 0, onPaper: 0, twice: 0 }
const number = (value: SQL): SQL<number> => sql<number>`(${value})::int`

/** Who asks for each of these requests, in one statement. */
const countAll = async (database: Queryable, requests: readonly Counted[]): Promise<Map<string, Counts>> => {
  if (requests.length === 0) return new Map()
  const { residentId, slip, sameResidentId, wasVoter, requestId } = dialogueRequestJoins
  const isVoter = sql`coalesce(${wasVoter}, ${voterChecks.residentId} is not null)`
  const ids = requests.map(({ id }) => id)
  const rows = await database
    .select({
      id: requestId,
      inChat: number(sql`count(${residentId})`),
      verified: number(sql`count(*) filter (where ${residentId} is not null and ${isVoter})`),
      onPaper: number(sql`count(*) filter (where ${slip} is not null and ${sameResidentId} is null)`),
      twice: number(sql`count(${sameResidentId})`),
    })
    .from(dialogueRequestJoins)
    .innerJoin(dialogueRequests, eq(dialogueRequests.id, requestId))
    .leftJoin(voterChecks, and(eq(voterChecks.residentId, residentId), eq(voterChecks.unitId, dialogueRequests.unitId)))
    .where(inArray(requestId, ids))
    .groupBy(requestId)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

const countJoins = async (database: Queryable, request: Counted): Promise<Counts> =>
  (await countAll(database, [request])).get(request.id) ?? nobody

/** Who asks for each, and how much of the legal share that is; in the order given. */
export const readStandings = async (
  database: Queryable,
  requests: readonly Counted[],
  day: PlainDate,
): Promise<Standing[]> => {
  const counts = await countAll(database, requests)
  const thresholds = new Map<string, Threshold>()
  for (const unitId of new Set(requests.map((request) => request.unitId))) {
    thresholds.set(unitId, await readThreshold(database, unitId, day))
  }
  return requests.map(({ id, unitId }) =>
    standingOf(counts.get(id) ?? nobody, thresholds.get(unitId) ?? { rule: null, base: null, needed: null }),
  )
}

/** The same of one request. */
export const readStanding = async (database: Queryable, request: Counted, day: PlainDate): Promise<Standing> =>
  standingOf(await countJoins(database, request), await readThreshold(database, request.unitId, day))
