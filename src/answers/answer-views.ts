import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm'
import { arrayLiteral, type Queryable } from '../database/index.ts'
import { answerTellings, itemAnswers, itemReopenings } from '../database/tables/answers.ts'
import { isId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Answer, AnswerState, Decision } from './answer.ts'
import { openWords } from './sealed-words.ts'

export const asAnswer = (keyring: Keyring, row: typeof itemAnswers.$inferSelect): Answer => ({
  id: row.id,
  itemId: row.itemId,
  unitId: row.unitId,
  seq: row.seq,
  state: row.state as AnswerState,
  decision: row.decision as Decision,
  words: openWords(keyring, 'item_answers.words', row.id, row.words),
  basis: row.basis,
  responsible: row.responsible,
  dueOn: row.dueOn as PlainDate | null,
  doneOn: row.doneOn as PlainDate | null,
  whatIsNew: row.whatIsNew,
  answeringBody: row.answeringBody,
  post: row.post,
  personName: row.personName,
  answeredOn: row.answeredOn as PlainDate,
  writtenBy: row.writtenBy,
  writtenAt: row.writtenAt,
  askedAt: row.askedAt,
  sentBackWhy: row.sentBackWhy,
  approvedBy: row.approvedBy,
  approvedAt: row.approvedAt,
  aloneBecause: row.aloneBecause,
  version: row.version,
})

export const readAnswer = async (database: Queryable, keyring: Keyring, id: string): Promise<Answer | undefined> => {
  const [row] = isId(id) ? await database.select().from(itemAnswers).where(eq(itemAnswers.id, id)) : []
  return row && asAnswer(keyring, row)
}

/** All answers of a matter, the newest first. */
export const answersOfItem = async (database: Queryable, keyring: Keyring, itemId: string): Promise<Answer[]> => {
  const rows = await database
    .select()
    .from(itemAnswers)
    .where(eq(itemAnswers.itemId, itemId))
    .orderBy(desc(itemAnswers.seq))
  return rows.map((row) => asAnswer(keyring, row))
}

/** The answer that stands for an opinion: of the matter in which it is now, or of the one that was joined from. */
export const answerOfOpinion = async (
  database: Queryable,
  keyring: Keyring,
  opinionId: string,
): Promise<Answer | undefined> => {
  const [found] = await database.execute<{ id: string }>(sql`
    select a.id from opinions o
    join item_answers a on a.state = 'approved' and (a.item_id = o.item_id or a.item_id in (
      select m.from_item_id from opinion_moves m
      where m.opinion_id = o.id and m.why = 'merged' and m.undone_at is null))
    where o.id = ${opinionId}::uuid and o.state = 'received' and o.triage = 'kept'
    order by (a.item_id = o.item_id) desc, a.approved_at desc limit 1`)
  return found && (await readAnswer(database, keyring, found.id))
}

/** The answer of a matter that residents may read: approved, the newest. */
export const answerOfItem = async (
  database: Queryable,
  keyring: Keyring,
  itemId: string,
): Promise<Answer | undefined> => {
  const [row] = await database
    .select()
    .from(itemAnswers)
    .where(and(eq(itemAnswers.itemId, itemId), eq(itemAnswers.state, 'approved')))
    .orderBy(desc(itemAnswers.seq))
    .limit(1)
  return row && asAnswer(keyring, row)
}

export type AnsweredItem = {
  readonly itemId: string
  readonly answerId: string
  readonly decision: Decision
  readonly answeringBody: string
  readonly answeredOn: PlainDate
  readonly approvedAt: Date
  /** An author has said since that it does not answer them. */
  readonly isReopened: boolean
}

/**
 * Which of these matters have an approved answer, by their ids. One that was opened again and has no newer answer is
 * pending again. An opinion is answered directly where its matter holds nothing else, else through a merged item.
 */
export const answeredItems = async (
  database: Queryable,
  itemIds: readonly string[],
): Promise<Map<string, AnsweredItem>> => {
  if (itemIds.length === 0) return new Map()
  const rows = await database.execute<{
    item_id: string
    id: string
    decision: string
    answering_body: string
    answered_on: string
    approved_at: string
    is_reopened: boolean
  }>(sql`
    select distinct on (a.item_id) a.item_id, a.id, a.decision, a.answering_body,
      a.answered_on::text, a.approved_at::text,
      exists (select 1 from item_reopenings r where r.answer_id = a.id) as is_reopened
    from item_answers a
    where a.item_id = any(${arrayLiteral(itemIds)}::uuid[]) and a.state = 'approved'
    order by a.item_id, a.seq desc`)
  return new Map(
    rows.map((row) => [
      row.item_id,
      {
        itemId: row.item_id,
        answerId: row.id,
        decision: row.decision as Decision,
        answeringBody: row.answering_body,
        answeredOn: row.answered_on as PlainDate,
        approvedAt: new Date(row.approved_at),
        isReopened: row.is_reopened,
      },
    ]),
  )
}

export type Reopening = { readonly answerId: string; readonly words: string | null; readonly reopenedAt: Date }

/** What authors said when they opened a matter again; never who. */
export const reopeningsOfItem = async (database: Queryable, keyring: Keyring, itemId: string): Promise<Reopening[]> => {
  const rows = await database
    .select()
    .from(itemReopenings)
    .where(eq(itemReopenings.itemId, itemId))
    .orderBy(asc(itemReopenings.reopenedAt))
  return rows.map(({ id, answerId, words, reopenedAt }) => ({
    answerId,
    words: words && openWords(keyring, 'item_reopenings.words', id, words),
    reopenedAt,
  }))
}

/** How many of those who are to hear of these answers have. */
export const toldCounts = async (
  database: Queryable,
  answerIds: readonly string[],
): Promise<Map<string, { readonly told: number; readonly all: number }>> => {
  if (answerIds.length === 0) return new Map()
  const rows = await database
    .select({ id: answerTellings.answerId, all: count(), told: count(answerTellings.toldAt) })
    .from(answerTellings)
    .where(inArray(answerTellings.answerId, [...answerIds]))
    .groupBy(answerTellings.answerId)
  return new Map(rows.map(({ id, all, told }) => [id, { all, told }]))
}
