import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Queryable } from '../database/index.ts'
import { formAnswers, formArrivals } from '../database/tables/forms.ts'
import { isId } from '../kernel/ids.ts'
import type { Values } from './flow.ts'

export type PaperFigures = {
  readonly papers: number
  readonly checked: number
  readonly mended: number
  /** Entered, and waiting to be mixed in. */
  readonly waiting: number
}

export const paperFigures = async (database: Queryable, formId: string): Promise<PaperFigures> => {
  const [row] = await database
    .select({
      papers: sql<number>`count(*)::int`,
      checked: sql<number>`count(${formAnswers.checkedBy})::int`,
      mended: sql<number>`count(*) filter (where ${formAnswers.checkedAs} = 'mended')::int`,
    })
    .from(formAnswers)
    .where(and(eq(formAnswers.formId, formId), eq(formAnswers.source, 'paper')))
  const waiting = await database.$count(
    formArrivals,
    and(eq(formArrivals.formId, formId), eq(formArrivals.source, 'paper')),
  )
  return { papers: row?.papers ?? 0, checked: row?.checked ?? 0, mended: row?.mended ?? 0, waiting }
}

export type PaperToCheck = {
  readonly id: string
  readonly version: number
  readonly paperNumber: string | null
  readonly answers: Values
}

/** A paper that somebody else entered and nobody has compared yet, any of them; or the one that is asked for. */
export const paperToCheck = async (
  database: Queryable,
  { formId, officerId, answerId }: { readonly formId: string; readonly officerId: string; readonly answerId?: string },
): Promise<PaperToCheck | undefined> => {
  if (answerId !== undefined && !isId(answerId)) return undefined
  const [row] = await database
    .select({
      id: formAnswers.id,
      version: formAnswers.version,
      paperNumber: formAnswers.paperNumber,
      answers: formAnswers.answers,
    })
    .from(formAnswers)
    .where(
      and(
        eq(formAnswers.formId, formId),
        eq(formAnswers.source, 'paper'),
        isNull(formAnswers.checkedBy),
        ne(formAnswers.enteredBy, officerId),
        answerId === undefined ? undefined : eq(formAnswers.id, answerId),
      ),
    )
    .orderBy(sql`random()`)
    .limit(1)
  return row ? { ...row, answers: row.answers as Values } : undefined
}

/** The number after the highest that was written on a paper so far. */
export const nextPaperNumber = async (database: Queryable, formId: string): Promise<number> => {
  const [row] = await database.execute<{ highest: number | null }>(sql`
    select max(n)::int as highest from (
      select substring(paper_number from '^[0-9]{1,6}$')::int as n from form_answers
      where form_id = ${formId}::uuid and source = 'paper'
      union all
      select substring(paper_number from '^[0-9]{1,6}$')::int from form_arrivals
      where form_id = ${formId}::uuid and source = 'paper') p`)
  return (row?.highest ?? 0) + 1
}
