import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { formTallies, formWords } from '../database/tables/forms.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { openFormWords } from './sealed-columns.ts'
import type { TallyLine } from './tally.ts'

/** What has been counted of a form; some thousand lines at most, whatever the number of answers. */
export const readTallies = async (database: Queryable, formId: string): Promise<readonly TallyLine[]> => {
  const rows = await database.select().from(formTallies).where(eq(formTallies.formId, formId))
  return rows.map(({ formId: _form, dimension, ...row }) => ({
    ...row,
    dimension: dimension as TallyLine['dimension'],
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
