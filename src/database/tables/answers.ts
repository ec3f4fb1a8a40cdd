import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** What was answered to a matter: written by one person, approved by another, told to everybody who asked. */
export const itemAnswers = pgTable(
  'item_answers',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id').notNull(),
    unitId: text('unit_id').notNull(),
    /** A matter that was opened again gets a second answer; the first stays. */
    seq: integer('seq').notNull(),
    state: text('state').notNull().default('draft'),
    decision: text('decision').notNull(),
    /** The answer itself, sealed: it may repeat what somebody asked. */
    words: bytes('words').notNull(),
    /** Căn cứ: document, minutes, inspection. */
    basis: text('basis').notNull(),
    /** Who does it from here, or to whom it was passed on. */
    responsible: text('responsible').notNull().default(''),
    dueOn: date('due_on', { mode: 'string' }),
    /** When that was done which the answer says is done. */
    doneOn: date('done_on', { mode: 'string' }),
    /** What a second answer says that the first did not. */
    whatIsNew: text('what_is_new').notNull().default(''),
    answeringBody: text('answering_body').notNull(),
    post: text('post').notNull(),
    personName: text('person_name'),
    answeredOn: date('answered_on', { mode: 'string' }).notNull(),
    writtenBy: uuid('written_by').notNull(),
    writtenAt: at('written_at').notNull(),
    askedAt: at('asked_at'),
    sentBackBy: uuid('sent_back_by'),
    sentBackWhy: text('sent_back_why'),
    approvedBy: uuid('approved_by'),
    approvedAt: at('approved_at'),
    /** Why nobody else could approve it. */
    aloneBecause: text('alone_because'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    unique('item_answers_seq').on(table.itemId, table.seq),
    check('item_answers_state', sql`${table.state} in ('draft', 'asked', 'sent_back', 'approved')`),
    check(
      'item_answers_decision',
      sql`${table.decision} in ('accepted', 'explained', 'resolved', 'transferred', 'declined')`,
    ),
    check('item_answers_approved', sql`(${table.state} = 'approved') = (${table.approvedAt} is not null)`),
    index('item_answers_unit').on(table.unitId, table.state),
    index('item_answers_approved_at').on(table.approvedAt),
  ],
)

/** Who is to be told an answer, and who has been: once each. */
export const answerTellings = pgTable(
  'answer_tellings',
  {
    answerId: uuid('answer_id')
      .notNull()
      .references(() => itemAnswers.id, { onDelete: 'cascade' }),
    residentId: uuid('resident_id').notNull(),
    toldAt: at('told_at'),
  },
  (table) => [
    primaryKey({ columns: [table.answerId, table.residentId] }),
    index('answer_tellings_resident').on(table.residentId),
    index('answer_tellings_untold')
      .on(table.answerId)
      .where(sql`${table.toldAt} is null`),
  ],
)

/** How one asker found an answer. Shown by body, never by person, and not for fewer than five. */
export const answerRatings = pgTable(
  'answer_ratings',
  {
    id: uuid('id').primaryKey(),
    answerId: uuid('answer_id')
      .notNull()
      .references(() => itemAnswers.id, { onDelete: 'cascade' }),
    /** Null where the author of the opinion is not known: then its keyed hash stands for them. */
    residentId: uuid('resident_id'),
    opinionKey: text('opinion_key'),
    score: text('score').notNull(),
    reason: text('reason'),
    words: bytes('words'),
    ratedAt: at('rated_at').notNull(),
    changedAt: at('changed_at'),
  },
  (table) => [
    unique('answer_ratings_resident').on(table.answerId, table.residentId),
    unique('answer_ratings_opinion').on(table.answerId, table.opinionKey),
    check('answer_ratings_one', sql`(${table.residentId} is null) <> (${table.opinionKey} is null)`),
    check('answer_ratings_score', sql`${table.score} in ('satisfied', 'partly', 'not')`),
    check(
      'answer_ratings_reason',
      sql`${table.reason} in ('general', 'wrong_body', 'not_done', 'late', 'unclear', 'other')`,
    ),
    index('answer_ratings_resident_only').on(table.residentId),
  ],
)

/** An author says that the answer is not to what they asked: once a matter, in their own words. */
export const itemReopenings = pgTable(
  'item_reopenings',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id').notNull(),
    answerId: uuid('answer_id')
      .notNull()
      .references(() => itemAnswers.id, { onDelete: 'cascade' }),
    residentId: uuid('resident_id'),
    opinionKey: text('opinion_key'),
    /** Sealed; null once erased. */
    words: bytes('words'),
    reopenedAt: at('reopened_at').notNull(),
  },
  (table) => [
    unique('item_reopenings_resident').on(table.itemId, table.residentId),
    unique('item_reopenings_opinion').on(table.itemId, table.opinionKey),
    index('item_reopenings_answer').on(table.answerId),
    index('item_reopenings_resident_only').on(table.residentId),
  ],
)
