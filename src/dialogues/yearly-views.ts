import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import type { LegalBasis } from './dialogue.ts'

/** Sessions of one unit in one year of Vietnam's calendar. */
export type YearlyCount = {
  readonly held: number
  /** Still to come, whether announced or not. */
  readonly planned: number
  /** Their day has passed, and nobody has said yet that they were held. */
  readonly unsettled: number
}

/** Sessions that a unit itself hosts under a legal basis; cancelled ones count nowhere. */
export const yearlyCount = async (
  db: Queryable,
  asked: { readonly unitId: string; readonly year: number; readonly legalBasis: LegalBasis; readonly now: Date },
): Promise<YearlyCount> => {
  const from = `${asked.year}-01-01T00:00:00+07:00`
  const until = `${asked.year + 1}-01-01T00:00:00+07:00`
  const [row] = await db.execute<Record<keyof YearlyCount, string>>(sql`
    select count(*) filter (where state in ('held', 'concluded')) as held,
      count(*) filter (where state in ('draft', 'announced') and starts_at > ${asked.now.toISOString()}::timestamptz) as planned,
      count(*) filter (where state = 'announced' and starts_at <= ${asked.now.toISOString()}::timestamptz) as unsettled
    from dialogues where unit_id = ${asked.unitId} and legal_basis = ${asked.legalBasis}
      and starts_at >= ${from}::timestamptz and starts_at < ${until}::timestamptz`)
  return { held: Number(row?.held), planned: Number(row?.planned), unsettled: Number(row?.unsettled) }
}
