import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { pastFigures, pastSheets } from '../database/tables/statistics.ts'
import { units } from '../database/tables/units.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { isId } from '../kernel/ids.ts'
import type { KeptFigure, PastSheet } from './past.ts'

export const findSheet = async (database: Queryable, id: string): Promise<PastSheet | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await database.select().from(pastSheets).where(eq(pastSheets.id, id))
  return row as PastSheet | undefined
}

export type ListedSheet = PastSheet & { readonly unitName: string; readonly figures: number }

/** Sheets of these units and of all below them, the newest document first. */
export const listSheets = async (
  database: Queryable,
  { unitIds, limit }: { readonly unitIds: readonly string[]; readonly limit: number },
): Promise<readonly ListedSheet[]> => {
  if (unitIds.length === 0) return []
  const rows = await database
    .select({
      sheet: pastSheets,
      unitName: units.fullName,
      figures: sql<number>`(select count(*) from past_figures f where f.sheet_id = ${pastSheets.id})::int`,
    })
    .from(pastSheets)
    .innerJoin(units, eq(units.id, pastSheets.unitId))
    .where(sql`${units.path} && ${arrayLiteral([...unitIds])}::text[]`)
    .orderBy(desc(pastSheets.sourceOn), asc(units.fullName), asc(pastSheets.id))
    .limit(limit)
  return rows.map(({ sheet, unitName, figures }) => ({ ...(sheet as PastSheet), unitName, figures }))
}

/** The figures of a sheet in the order of its document. */
export const figuresOf = async (database: Queryable, sheetId: string): Promise<readonly KeptFigure[]> =>
  (await database
    .select()
    .from(pastFigures)
    .where(eq(pastFigures.sheetId, sheetId))
    .orderBy(asc(pastFigures.seq))) as KeptFigure[]

export type SourcedFigure = KeptFigure & { readonly source: string; readonly sourceOn: PlainDate }

/** Approved figures that a unit itself keeps and whose years touch these. */
export const approvedFigures = async (
  database: Queryable,
  { unitId, fromYear, toYear }: { readonly unitId: string; readonly fromYear: number; readonly toYear: number },
): Promise<readonly SourcedFigure[]> => {
  const rows = await database
    .select({ figure: pastFigures, source: pastSheets.source, sourceOn: pastSheets.sourceOn })
    .from(pastFigures)
    .innerJoin(pastSheets, eq(pastSheets.id, pastFigures.sheetId))
    .where(
      and(
        eq(pastSheets.unitId, unitId),
        eq(pastSheets.state, 'approved'),
        sql`${pastFigures.fromYear} <= ${toYear} and ${pastFigures.toYear} >= ${fromYear}`,
      ),
    )
    .orderBy(asc(pastSheets.sourceOn), asc(pastSheets.id), asc(pastFigures.seq))
  return rows.map(({ figure, source, sourceOn }) => ({
    ...(figure as KeptFigure),
    source,
    sourceOn: sourceOn as PlainDate,
  }))
}

/** Sheets that wait for an approval; `exceptBy` leaves out what this officer wrote. */
export const countSheetsAsked = async (
  database: Queryable,
  { unitIds, exceptBy }: { readonly unitIds: readonly string[]; readonly exceptBy: string | null },
): Promise<number> => {
  const [row] = await database.execute<{ n: number }>(sql`
    select count(*)::int as n from past_sheets p join units u on u.id = p.unit_id
    where p.state = 'asked' and u.path && ${arrayLiteral([...unitIds])}::text[]
      and (${exceptBy}::uuid is null or p.written_by <> ${exceptBy}::uuid)`)
  return row?.n ?? 0
}
