import { and, asc, eq, gte, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { councilSessions } from '../database/tables/dialogues.ts'
import { units } from '../database/tables/units.ts'
import { addDays, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { isId } from '../kernel/ids.ts'
import type { CouncilSession } from './council.ts'

type Row = typeof councilSessions.$inferSelect

const asCouncilSession = (row: Row): CouncilSession => ({
  ...row,
  body: row.body as CouncilSession['body'],
  opensOn: row.opensOn as PlainDate,
  closesOn: row.closesOn as PlainDate,
})

export const findCouncilSession = async (db: Queryable, id: string): Promise<CouncilSession | undefined> => {
  if (!isId(id)) return undefined
  const [row] = await db.select().from(councilSessions).where(eq(councilSessions.id, id))
  return row && asCouncilSession(row)
}

/** Deputies report back within weeks after a session closed; half a year later nobody points to it any more. */
const remembersDays = 180

/** What a session hosted at the end of this path may belong to: the calendars of the unit and of those above it. */
export const councilSessionsFor = async (
  db: Queryable,
  unitPath: readonly string[],
  today: PlainDate,
): Promise<CouncilSession[]> => {
  const rows = await db
    .select()
    .from(councilSessions)
    .where(
      and(
        sql`${councilSessions.unitId} = any(${arrayLiteral(unitPath)}::text[])`,
        gte(councilSessions.closesOn, addDays(today, -remembersDays)),
      ),
    )
    .orderBy(asc(councilSessions.opensOn), asc(councilSessions.id))
  return rows.map(asCouncilSession)
}

/** The calendar as officers of some units see it: their own entries, those above and those below; the newest first. */
export const councilCalendar = async (db: Queryable, unitIds: readonly string[]): Promise<CouncilSession[]> => {
  const held = arrayLiteral(unitIds)
  const rows = await db
    .select({ council: councilSessions })
    .from(councilSessions)
    .innerJoin(units, eq(units.id, councilSessions.unitId))
    .where(
      sql`(${units.path} && ${held}::text[] or exists (
        select 1 from units u where u.id = any(${held}::text[]) and ${councilSessions.unitId} = any(u.path)))`,
    )
    .orderBy(sql`${councilSessions.opensOn} desc`, asc(councilSessions.id))
    .limit(200)
  return rows.map((row) => asCouncilSession(row.council))
}
