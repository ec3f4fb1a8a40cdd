import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { arrayLiteral, type Transaction } from '../database/index.ts'
import { formAnswers, formArrivals, formDays, formTallies, formWords } from '../database/tables/forms.ts'
import type { Values } from './flow.ts'
import type { TallyLine } from './tally.ts'

export type Arrival = typeof formArrivals.$inferSelect

export const insertArrival = async (tx: Transaction, arrival: typeof formArrivals.$inferInsert): Promise<void> => {
  await tx.insert(formArrivals).values(arrival)
}

/**
 * Takes answers that have come since the last time out of the arrivals, in the order of their random ids. `passBusy`
 * leaves those alone that somebody else is taking; without it they are waited for.
 */
export const takeArrivals = async (
  tx: Transaction,
  formId: string,
  { limit, passBusy }: { readonly limit: number; readonly passBusy: boolean },
): Promise<readonly Arrival[]> => {
  const rows = await tx
    .select()
    .from(formArrivals)
    .where(eq(formArrivals.formId, formId))
    .orderBy(formArrivals.id)
    .limit(limit)
    .for('update', passBusy ? { skipLocked: true } : {})
  return rows
}

export const deleteArrivals = async (tx: Transaction, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await tx.delete(formArrivals).where(inArray(formArrivals.id, [...ids]))
}

export const insertAnswers = async (
  tx: Transaction,
  answers: readonly (typeof formAnswers.$inferInsert)[],
): Promise<void> => {
  if (answers.length > 0) await tx.insert(formAnswers).values([...answers])
}

export const insertWords = async (
  tx: Transaction,
  words: readonly (typeof formWords.$inferInsert)[],
): Promise<void> => {
  if (words.length > 0) await tx.insert(formWords).values([...words])
}

/** Adds to what is counted already. */
export const addTallies = async (tx: Transaction, formId: string, lines: readonly TallyLine[]): Promise<void> => {
  if (lines.length === 0) return
  const column = (of: (line: TallyLine) => string | number) => arrayLiteral(lines.map(of))
  await tx.execute(sql`
    insert into form_tallies as t
      (form_id, version, question, value, dimension, cell, is_paper, persons, households, aside)
    select ${formId}::uuid, n.* from unnest(
      ${column((one) => one.version)}::int[], ${column((one) => one.question)}::text[],
      ${column((one) => one.value)}::text[], ${column((one) => one.dimension)}::text[],
      ${column((one) => one.cell)}::text[], ${column((one) => String(one.isPaper))}::boolean[],
      ${column((one) => one.persons)}::bigint[], ${column((one) => one.households)}::bigint[],
      ${column((one) => one.aside)}::bigint[]
    ) as n(version, question, value, dimension, cell, is_paper, persons, households, aside)
    order by 2, 3, 4, 5, 6, 7
    on conflict (form_id, question, dimension, cell, version, value, is_paper) do update set
      persons = t.persons + excluded.persons,
      households = t.households + excluded.households,
      aside = t.aside + excluded.aside`)
}

export const addToDay = async (tx: Transaction, formId: string, day: string, answers: number): Promise<void> => {
  await tx
    .insert(formDays)
    .values({ formId, day, answers })
    .onConflictDoUpdate({
      target: [formDays.formId, formDays.day],
      set: { answers: sql`${formDays.answers} + ${answers}` },
    })
}

/**
 * Places from which fewer than so many have answered are counted as unknown from now on, and words lose such a place:
 * of one answer from a hamlet of one respondent the dump of the database would tell who gave it.
 */
export const mergeSmallPlaces = async (tx: Transaction, formId: string, least: number): Promise<void> => {
  const small = await tx.execute<{ cell: string }>(sql`
    select cell from form_tallies
    where form_id = ${formId}::uuid and question = '*' and value = '*' and dimension = 'place' and cell <> '?'
    group by cell having sum(persons + households + aside) < ${least}`)
  if (small.length === 0) return
  const cells = small.map((row) => row.cell)
  const rows = await tx
    .delete(formTallies)
    .where(and(eq(formTallies.formId, formId), eq(formTallies.dimension, 'place'), inArray(formTallies.cell, cells)))
    .returning()
  const lines = new Map<string, TallyLine>()
  for (const row of rows) {
    const key = JSON.stringify([row.version, row.question, row.value, row.isPaper])
    const line = lines.get(key)
    if (line) {
      line.persons += row.persons
      line.households += row.households
      line.aside += row.aside
    } else lines.set(key, { ...row, dimension: 'place', cell: '?' })
  }
  await addTallies(tx, formId, [...lines.values()])
  await tx
    .update(formWords)
    .set({ placeId: null })
    .where(and(eq(formWords.formId, formId), isNotNull(formWords.placeId), inArray(formWords.placeId, cells)))
  await tx
    .update(formAnswers)
    .set({ placeId: null })
    .where(and(eq(formAnswers.formId, formId), isNotNull(formAnswers.placeId), inArray(formAnswers.placeId, cells)))
}

/**
 * Writes every answer and every word anew in random order, answers under new ids: where a row lies says nothing any more.
 * The ids of words stay, because their seal is bound to them; they are random.
 */
export const shuffleAnswers = async (tx: Transaction, formId: string): Promise<void> => {
  // A million rows take longer than a statement may; half written anew they would still tell who came when.
  await tx.execute(sql`set local statement_timeout = '15min'`)
  await tx.execute(sql`
    with gone as (delete from form_answers where form_id = ${formId}::uuid returning *)
    insert into form_answers (id, form_id, version, resident_id, code, source, place_id, sex, age_band, counts_person,
      counts_household, answers, salt, entered_by, paper_number, checked_by, checked_as)
    select gen_random_uuid(), form_id, version, resident_id, code, source, place_id, sex, age_band, counts_person,
      counts_household, answers, salt, entered_by, paper_number, checked_by, checked_as
    from gone order by random()`)
  await tx.execute(sql`
    with gone as (delete from form_words where form_id = ${formId}::uuid returning *)
    insert into form_words (id, form_id, version, question, answer_id, place_id, words, salt, attachment_ids, opinion_id)
    select id, form_id, version, question, answer_id, place_id, words, salt, attachment_ids, opinion_id
    from gone order by random()`)
}

export const lockAnswer = async (
  tx: Transaction,
  formId: string,
  id: string,
): Promise<typeof formAnswers.$inferSelect | undefined> => {
  const [row] = await tx
    .select()
    .from(formAnswers)
    .where(and(eq(formAnswers.formId, formId), eq(formAnswers.id, id)))
    .for('update')
  return row
}

/** Notes a second look at a paper; with `mended` what stands on the paper takes the place of what was entered. */
export const noteChecked = async (
  tx: Transaction,
  id: string,
  {
    by,
    as,
    mended,
  }: {
    readonly by: string
    readonly as: 'right' | 'mended'
    readonly mended?: { readonly answers: Values; readonly salt: Buffer }
  },
): Promise<void> => {
  await tx
    .update(formAnswers)
    .set({ checkedBy: by, checkedAs: as, ...mended })
    .where(eq(formAnswers.id, id))
}
