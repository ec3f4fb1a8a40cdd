import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { dialogueRequestJoins, voterChecks, voterCounts } from '../database/tables/requests.ts'
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

const count = sql<number>`count(*)::int`

export const countJoins = async (
  database: Queryable,
  { id, unitId }: { readonly id: string; readonly unitId: string },
): Promise<Counts> => {
  const [chat] = await database
    .select({
      inChat: count,
      verified: sql<number>`count(*) filter (where coalesce(${dialogueRequestJoins.wasVoter}, ${voterChecks.residentId} is not null))::int`,
    })
    .from(dialogueRequestJoins)
    .leftJoin(
      voterChecks,
      and(eq(voterChecks.residentId, dialogueRequestJoins.residentId), eq(voterChecks.unitId, unitId)),
    )
    .where(and(eq(dialogueRequestJoins.requestId, id), isNotNull(dialogueRequestJoins.residentId)))
  const [paper] = await database
    .select({
      onPaper: sql<number>`count(*) filter (where ${isNull(dialogueRequestJoins.sameResidentId)})::int`,
      twice: sql<number>`count(${dialogueRequestJoins.sameResidentId})::int`,
    })
    .from(dialogueRequestJoins)
    .where(and(eq(dialogueRequestJoins.requestId, id), isNotNull(dialogueRequestJoins.slip)))
  return {
    inChat: chat?.inChat ?? 0,
    verified: chat?.verified ?? 0,
    onPaper: paper?.onPaper ?? 0,
    twice: paper?.twice ?? 0,
  }
}

/** Who asks for it, and how much of the legal share that is. */
export const readStanding = async (
  database: Queryable,
  request: { readonly id: string; readonly unitId: string },
  day: PlainDate,
): Promise<Standing> =>
  standingOf(await countJoins(database, request), await readThreshold(database, request.unitId, day))
