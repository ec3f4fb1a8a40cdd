import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import type { Keyring } from '../kernel/keyring.ts'

/** How many have answered, counted or not yet; never what. */
export const countAnswers = async (database: Queryable, formId: string): Promise<number> => {
  const [row] = await database.execute<{ n: number }>(sql`
    select ((select count(*) from form_answers where form_id = ${formId}::uuid)
      + (select count(*) from form_arrivals where form_id = ${formId}::uuid))::int as n`)
  return row?.n ?? 0
}

export type AnsweredPerson = {
  /** Only of those who chose to be named. */
  readonly name: string | null
  readonly hasAnswered: boolean
}

/** The residents of a village or ward group, and whether each has answered a form by name. */
export const answeredIn = async (
  database: Queryable,
  keyring: Keyring,
  { formId, placeId }: { readonly formId: string; readonly placeId: string },
): Promise<readonly AnsweredPerson[]> => {
  const rows = await database.execute<{ id: string; name: Buffer | null; naming: string; has_answered: boolean }>(sql`
    select r.id, r.name, r.naming,
      exists (select 1 from form_answers a where a.form_id = ${formId}::uuid and a.resident_id = r.id)
        or exists (select 1 from form_arrivals a where a.form_id = ${formId}::uuid and a.resident_id = r.id)
        as has_answered
    from residents r where r.group_unit_id = ${placeId} order by r.id`)
  return rows
    .map(({ id, name, naming, has_answered: hasAnswered }) => ({
      name: name && naming === 'named' ? keyring.openText('resident', name, `residents.name:${id}`) : null,
      hasAnswered,
    }))
    .toSorted((one, other) => (one.name ?? '').localeCompare(other.name ?? '', 'vi'))
}
