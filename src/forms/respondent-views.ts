import { sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'

export type Respondent = {
  /** Their home, or a unit that they follow, lies in the form's unit. */
  readonly belongs: boolean
  /** They asked something for the session of the form, or said that they come. */
  readonly isRegistered: boolean
  /** Where they live: the village or ward group, else the commune. */
  readonly placeId: string | null
}

/** How a resident stands to a form. */
export const respondentOf = async (
  database: Queryable,
  residentId: string,
  form: { readonly unitId: string; readonly dialogueId: string | null },
): Promise<Respondent> => {
  const { unitId, dialogueId } = form
  const [row] = await database.execute<{ belongs: boolean; is_registered: boolean; place_id: string | null }>(sql`
    select
      exists (
        select 1 from units u
        where u.id in (r.unit_id, r.group_unit_id, r.followed_unit_id) and u.path @> array[${unitId}]::text[]
      ) as belongs,
      exists (
        select 1 from opinion_authors a join opinions o on o.id = a.opinion_id
        where a.resident_id = r.id and o.dialogue_id = ${dialogueId}::uuid
      ) or exists (
        select 1 from attendances a
        where a.resident_id = r.id and a.dialogue_id = ${dialogueId}::uuid and a.answer <> 'no'
      ) as is_registered,
      coalesce(r.group_unit_id, r.unit_id) as place_id
    from residents r where r.id = ${residentId}::uuid`)
  return {
    belongs: row?.belongs ?? false,
    isRegistered: row?.is_registered ?? false,
    placeId: row?.place_id ?? null,
  }
}

/** Whether a place lies in the form's unit. */
export const liesIn = async (database: Queryable, placeId: string, unitId: string): Promise<boolean> => {
  const [row] = await database.execute(
    sql`select 1 from units where id = ${placeId} and path @> array[${unitId}]::text[]`,
  )
  return row !== undefined
}
