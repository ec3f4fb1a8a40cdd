import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { dialogues } from '../database/tables/dialogues.ts'
import { sessionReviews, yearPlanLines, yearPlans } from '../database/tables/plans.ts'
import { units } from '../database/tables/units.ts'
import { atVietnamTime, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { isId } from '../kernel/ids.ts'
import type { Plan, PlanLine } from './plan.ts'
import type { Review } from './review.ts'

export const findPlan = async (database: Queryable, id: string): Promise<Plan | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await database.select().from(yearPlans).where(eq(yearPlans.id, id))
  return row as Plan | undefined
}

export type ListedPlan = Pick<Plan, 'id' | 'unitId' | 'year' | 'state'> & {
  readonly unitName: string
  readonly planned: number
  readonly held: number
}

/** Plans of these units and of what lies below, the newest year first. */
export const listPlans = async (
  database: Queryable,
  { unitIds, limit }: { readonly unitIds: readonly string[]; readonly limit: number },
): Promise<readonly ListedPlan[]> => {
  if (unitIds.length === 0) return []
  const rows = await database
    .select({
      id: yearPlans.id,
      unitId: yearPlans.unitId,
      unitName: units.fullName,
      year: yearPlans.year,
      state: yearPlans.state,
      planned: sql<number>`count(${yearPlanLines.id})::int`,
      held: sql<number>`(count(${yearPlanLines.id}) filter (where ${dialogues.state} in ('held', 'concluded')))::int`,
    })
    .from(yearPlans)
    .innerJoin(units, eq(units.id, yearPlans.unitId))
    .leftJoin(yearPlanLines, eq(yearPlanLines.planId, yearPlans.id))
    .leftJoin(dialogues, eq(dialogues.id, yearPlanLines.dialogueId))
    .where(sql`${units.path} && ${arrayLiteral([...unitIds])}::text[]`)
    .groupBy(yearPlans.id, units.fullName)
    .orderBy(desc(yearPlans.year), asc(units.fullName))
    .limit(limit)
  return rows as ListedPlan[]
}

export type PlannedLine = PlanLine & {
  readonly session: { readonly title: string; readonly state: string; readonly startsAt: Date } | null
}

export const linesOf = async (database: Queryable, planId: string): Promise<readonly PlannedLine[]> => {
  const rows = await database
    .select({ line: yearPlanLines, title: dialogues.title, state: dialogues.state, startsAt: dialogues.startsAt })
    .from(yearPlanLines)
    .leftJoin(dialogues, eq(dialogues.id, yearPlanLines.dialogueId))
    .where(eq(yearPlanLines.planId, planId))
    .orderBy(asc(yearPlanLines.month), asc(yearPlanLines.id))
  return rows.map(({ line: { planId: _plan, ...line }, title, state, startsAt }) => ({
    ...(line as PlanLine),
    session: title === null || state === null || startsAt === null ? null : { title, state, startsAt },
  }))
}

const yearOf = (year: number) => ({
  from: atVietnamTime(`${year}-01-01` as PlainDate, '00:00'),
  until: atVietnamTime(`${year + 1}-01-01` as PlainDate, '00:00'),
})

export type PlainSession = {
  readonly id: string
  readonly title: string
  readonly startsAt: Date
  readonly rhythm: string
}

/** Sessions of a unit in a year, drafts and called-off ones left out, that no line of a plan stands for. */
export const unplannedSessions = async (
  database: Queryable,
  of: { readonly unitId: string; readonly year: number },
): Promise<readonly PlainSession[]> => {
  const { from, until } = yearOf(of.year)
  return await database
    .select({ id: dialogues.id, title: dialogues.title, startsAt: dialogues.startsAt, rhythm: dialogues.rhythm })
    .from(dialogues)
    .leftJoin(yearPlanLines, eq(yearPlanLines.dialogueId, dialogues.id))
    .where(
      and(
        eq(dialogues.unitId, of.unitId),
        gte(dialogues.startsAt, from),
        lt(dialogues.startsAt, until),
        inArray(dialogues.state, ['announced', 'held', 'concluded']),
        isNull(yearPlanLines.id),
      ),
    )
    .orderBy(asc(dialogues.startsAt))
}

/** Sessions of the unit and of what lies below it that a line may stand for: of the year, not called off, not linked. */
export const linkableSessions = async (
  database: Queryable,
  of: { readonly unitId: string; readonly year: number },
): Promise<readonly PlainSession[]> => {
  const { from, until } = yearOf(of.year)
  return await database
    .select({ id: dialogues.id, title: dialogues.title, startsAt: dialogues.startsAt, rhythm: dialogues.rhythm })
    .from(dialogues)
    .innerJoin(units, eq(units.id, dialogues.unitId))
    .leftJoin(yearPlanLines, eq(yearPlanLines.dialogueId, dialogues.id))
    .where(
      and(
        sql`${units.path} @> ${arrayLiteral([of.unitId])}::text[]`,
        gte(dialogues.startsAt, from),
        lt(dialogues.startsAt, until),
        ne(dialogues.state, 'cancelled'),
        isNull(yearPlanLines.id),
      ),
    )
    .orderBy(asc(dialogues.startsAt))
    .limit(100)
}

export const findReview = async (database: Queryable, dialogueId: string): Promise<Review | undefined> => {
  const [row] = await database.select().from(sessionReviews).where(eq(sessionReviews.dialogueId, dialogueId))
  return row
}

/** What the sessions of a unit in a year have taught, the earliest first. */
export const lessonsOf = async (
  database: Queryable,
  of: { readonly unitId: string; readonly year: number },
): Promise<readonly { readonly title: string; readonly startsAt: Date; readonly lessons: string }[]> => {
  const { from, until } = yearOf(of.year)
  return await database
    .select({ title: dialogues.title, startsAt: dialogues.startsAt, lessons: sessionReviews.lessons })
    .from(sessionReviews)
    .innerJoin(dialogues, eq(dialogues.id, sessionReviews.dialogueId))
    .where(
      and(
        eq(dialogues.unitId, of.unitId),
        gte(dialogues.startsAt, from),
        lt(dialogues.startsAt, until),
        isNotNull(sessionReviews.lessons),
        ne(sessionReviews.lessons, ''),
      ),
    )
    .orderBy(asc(dialogues.startsAt))
}

/** Plans of these units and of what lies below that wait for an approval; `exceptBy` leaves out what this officer wrote. */
export const countPlansAsked = async (
  database: Queryable,
  { unitIds, exceptBy }: { readonly unitIds: readonly string[]; readonly exceptBy: string | null },
): Promise<number> => {
  const [row] = await database.execute<{ n: number }>(sql`
    select count(*)::int as n from year_plans p join units u on u.id = p.unit_id
    where p.state = 'asked' and u.path && ${arrayLiteral([...unitIds])}::text[]
      and (${exceptBy}::uuid is null or p.written_by <> ${exceptBy}::uuid)`)
  return row?.n ?? 0
}
