import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { formWords } from '../database/tables/forms.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { openFormWords } from './sealed-columns.ts'
import type { TallyLine } from './tally.ts'

type Line = [number, string, string, TallyLine['dimension'], string, boolean, number, number, number]

/**
 * What has been counted of a form; some thousand lines at most, whatever the number of answers. Ways and versions are told
 * apart for the whole alone. They come as one text, which is read several times as fast as rows are.
 */
export const readTallies = async (database: Queryable, formId: string): Promise<readonly TallyLine[]> => {
  const [row] = await database.execute<{ lines: Line[] | null }>(sql`
    select json_agg(json_build_array(version, question, value, dimension, cell, is_paper, persons, households, aside)) as lines
    from (
      select case dimension when 'all' then version else 0 end as version, question, value, dimension, cell,
        is_paper and dimension = 'all' as is_paper,
        sum(persons)::bigint as persons, sum(households)::bigint as households, sum(aside)::bigint as aside
      from form_tallies where form_id = ${formId}::uuid group by 1, 2, 3, 4, 5, 6
    ) as summed`)
  return (row?.lines ?? []).map(([version, question, value, dimension, cell, isPaper, persons, households, aside]) => ({
    version,
    question,
    value,
    dimension,
    cell,
    isPaper,
    persons,
    households,
    aside,
  }))
}

export type AskedPlace = { readonly id: string; readonly name: string; readonly residents: number }

/** Villages and ward groups of a form's unit, or the unit itself where it has none, with how many residents they know. */
export const askedPlaces = async (database: Queryable, unitId: string): Promise<readonly AskedPlace[]> => {
  const rows = await database.execute<{ id: string; name: string; residents: number }>(sql`
    select u.id, u.full_name as name, count(r.id)::int as residents
    from units u
    left join residents r on coalesce(r.group_unit_id, r.unit_id) = u.id
    where u.path @> ${arrayLiteral([unitId])}::text[] and u.valid_until is null
      and (u.level = 'group' or u.id = ${unitId})
    group by u.id, u.full_name, u.folded, u.level
    order by u.level = 'group', u.folded, u.id
    limit 500`)
  return rows.map(({ id, name, residents }) => ({ id, name, residents }))
}

/** Words of one open question, in the order of their random ids; `after` is the last id of the page before. */
export const readFormWords = async (
  database: Queryable,
  keyring: Keyring,
  {
    formId,
    question,
    after,
    limit,
  }: {
    readonly formId: string
    readonly question: string
    readonly after?: string
    readonly limit: number
  },
): Promise<readonly { readonly id: string; readonly text: string }[]> => {
  const rows = await database
    .select({ id: formWords.id, words: formWords.words })
    .from(formWords)
    .where(
      and(
        eq(formWords.formId, formId),
        eq(formWords.question, question),
        isNotNull(formWords.words),
        ...(after === undefined ? [] : [gt(formWords.id, after)]),
      ),
    )
    .orderBy(asc(formWords.id))
    .limit(limit)
  return rows.flatMap(({ id, words }) =>
    words ? [{ id, text: openFormWords(keyring, 'form_words.words', id, words) }] : [],
  )
}
