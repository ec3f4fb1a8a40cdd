import { and, asc, desc, eq, gte, lte, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { dialogues } from '../database/tables/dialogues.ts'
import { syntheses } from '../database/tables/reports.ts'
import { units } from '../database/tables/units.ts'
import { addDays, atVietnamTime, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { isId } from '../kernel/ids.ts'
import { periodStatistics } from '../statistics/index.ts'
import { addsUp, collectionBalance } from './balance-views.ts'
import { countCollection } from './counted-views.ts'
import { requireBalance } from './require-balance.ts'
import {
  addCounted,
  withoutOverlap,
  type Source,
  type Synthesis,
  type SynthesisFigures,
  type SynthesisKind,
} from './synthesis.ts'

export const findSynthesis = async (database: Queryable, id: string): Promise<Synthesis | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await database.select().from(syntheses).where(eq(syntheses.id, id))
  return row as Synthesis | undefined
}

export type ListedSynthesis = Pick<Synthesis, 'id' | 'unitId' | 'kind' | 'fromOn' | 'untilOn' | 'state'> & {
  readonly unitName: string
}

/** Reports of these units and of all below them, the newest period first. */
export const listSyntheses = async (
  database: Queryable,
  { unitIds, limit }: { readonly unitIds: readonly string[]; readonly limit: number },
): Promise<readonly ListedSynthesis[]> => {
  if (unitIds.length === 0) return []
  const { id, unitId, kind, fromOn, untilOn, state } = syntheses
  const rows = await database
    .select({ id, unitId, kind, fromOn, untilOn, state, unitName: units.fullName })
    .from(syntheses)
    .innerJoin(units, eq(units.id, syntheses.unitId))
    .where(sql`${units.path} && ${arrayLiteral([...unitIds])}::text[]`)
    .orderBy(desc(syntheses.untilOn), asc(units.fullName), asc(syntheses.id))
    .limit(limit)
  return rows as ListedSynthesis[]
}

type Period = { readonly unitId: string; readonly fromOn: PlainDate; readonly untilOn: PlainDate }

/** The sessions of a unit that were held in a period. */
export const sessionsOfPeriod = async (
  database: Queryable,
  { unitId, fromOn, untilOn }: Period,
): Promise<readonly string[]> => {
  const rows = await database
    .select({ id: dialogues.id })
    .from(dialogues)
    .where(
      and(
        eq(dialogues.unitId, unitId),
        sql`${dialogues.state} in ('held', 'concluded')`,
        gte(dialogues.startsAt, atVietnamTime(fromOn, '00:00')),
        sql`${dialogues.startsAt} < ${atVietnamTime(addDays(untilOn, 1), '00:00').toISOString()}::timestamptz`,
      ),
    )
    .orderBy(asc(dialogues.startsAt), asc(dialogues.id))
  return rows.map(({ id }) => id)
}

type Below = { readonly id: string; readonly fullName: string }

/** Where reports come from: the communes and provinces directly below a unit that exist today. */
const unitsBelow = async (database: Queryable, unitId: string): Promise<readonly Below[]> =>
  await database
    .select({ id: units.id, fullName: units.fullName })
    .from(units)
    .where(and(eq(units.parentId, unitId), sql`${units.level} <> 'group'`, sql`${units.validUntil} is null`))
    .orderBy(asc(units.fullName))

const sourcesOf = async (
  database: Queryable,
  { unitId, fromOn, untilOn }: Period,
): Promise<readonly (Source & { readonly figures: SynthesisFigures })[]> => {
  const rows = await database
    .select({
      id: syntheses.id,
      unitId: syntheses.unitId,
      name: units.fullName,
      fromOn: syntheses.fromOn,
      untilOn: syntheses.untilOn,
      figures: syntheses.figures,
    })
    .from(syntheses)
    .innerJoin(units, eq(units.id, syntheses.unitId))
    .where(
      and(
        eq(units.parentId, unitId),
        eq(syntheses.state, 'approved'),
        gte(syntheses.fromOn, fromOn),
        lte(syntheses.untilOn, untilOn),
      ),
    )
    .orderBy(asc(units.fullName), asc(syntheses.approvedAt))
  return [...Map.groupBy(rows, (row) => row.unitId).values()]
    .flatMap((reports) => withoutOverlap(reports as (Omit<(typeof rows)[number], 'fromOn' | 'untilOn'> & Period)[]))
    .map(({ id, unitId: of, name, figures }) => {
      const fixed = figures as SynthesisFigures
      return { id, unitId: of, name, received: fixed.balance.received, figures: fixed }
    })
}

/**
 * What a unit heard in a period: its own sessions, what was sent to it outside them, and the approved reports of the
 * units below, whose figures are taken as they were fixed. Throws where a balance does not add up.
 */
export const countPeriod = async (
  database: Queryable,
  { kind, ...period }: Period & { readonly kind?: SynthesisKind },
): Promise<SynthesisFigures> => {
  const { unitId, fromOn, untilOn } = period
  const sessions = await sessionsOfPeriod(database, period)
  const own = []
  for (const dialogueId of sessions) {
    requireBalance(await collectionBalance(database, dialogueId))
    own.push(await countCollection(database, { dialogueId }))
  }
  const from = atVietnamTime(fromOn, '00:00')
  const until = atVietnamTime(addDays(untilOn, 1), '00:00')
  own.push(await countCollection(database, { ongoingOf: unitId, from, until }))
  const sources = await sourcesOf(database, period)
  const below = await unitsBelow(database, unitId)
  const all = addCounted([...own, ...sources.map(({ figures }) => figures)])
  const { supports, ...parts } = all.balance
  if (!addsUp(parts)) throw new Error('the balance of a period does not add up')
  return {
    ...all,
    balance: { ...parts, supports },
    sessions: sessions.length + sources.reduce((sum, { figures }) => sum + figures.sessions, 0),
    ownReceived: addCounted(own).balance.received,
    sources: sources.map(({ id, unitId: of, name, received }) => ({ id, unitId: of, name, received })),
    unitsBelow: below.length,
    lacking: below.filter(({ id }) => sources.every((one) => one.unitId !== id)).map(({ fullName }) => fullName),
    ...(kind === undefined || kind === 'period' ? {} : { statistics: await periodStatistics(database, period) }),
  }
}

/** Reports of these units and of what lies below that wait for an approval; `exceptBy` leaves out what this officer wrote. */
export const countSynthesesAsked = async (
  database: Queryable,
  { unitIds, exceptBy }: { readonly unitIds: readonly string[]; readonly exceptBy: string | null },
): Promise<number> => {
  const [row] = await database.execute<{ n: number }>(sql`
    select count(*)::int as n from syntheses p join units u on u.id = p.unit_id
    where p.state = 'asked' and u.path && ${arrayLiteral([...unitIds])}::text[]
      and (${exceptBy}::uuid is null or p.written_by <> ${exceptBy}::uuid)`)
  return row?.n ?? 0
}

/** An approved report by its code (twelve bare digits), and whose it is; for everybody. */
export const reportByCode = async (
  database: Queryable,
  code: string,
): Promise<(Synthesis & { readonly unitName: string }) | undefined> => {
  const [row] = await database
    .select({ report: syntheses, unitName: units.fullName })
    .from(syntheses)
    .innerJoin(units, eq(units.id, syntheses.unitId))
    .where(eq(syntheses.code, code))
  return row && { ...(row.report as Synthesis), unitName: row.unitName }
}
