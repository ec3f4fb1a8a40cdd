import { sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { organisations, type Organisation } from './organisations.ts'

/** Which of these residents said that they belong to one of the organisations. */
export const residentsOfOrganisations = async (
  db: Queryable,
  among: { readonly residentIds: readonly string[]; readonly organisations: readonly string[] },
): Promise<Set<string>> => {
  const rows = await db.execute<{ resident_id: string }>(sql`
    select distinct resident_id from resident_organisations
    where resident_id = any(${arrayLiteral(among.residentIds)}::uuid[])
      and organisation = any(${arrayLiteral(among.organisations)}::text[])`)
  return new Set(rows.map((row) => row.resident_id))
}

/** The organisations of which one resident said that they are a member, in the order of the list. */
export const organisationsOf = async (db: Queryable, residentId: string): Promise<Organisation[]> => {
  const rows = await db.execute<{ organisation: string }>(
    sql`select organisation from resident_organisations where resident_id = ${residentId}`,
  )
  return organisations.filter((one) => rows.some(({ organisation }) => organisation === one))
}
