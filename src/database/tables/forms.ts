import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Phiếu xin ý kiến: what stands about a form whatever its questions are. */
export const forms = pgTable(
  'forms',
  {
    id: uuid('id').primaryKey(),
    unitId: text('unit_id').notNull(),
    /** The session it belongs to. */
    dialogueId: uuid('dialogue_id'),
    purpose: text('purpose').notNull(),
    state: text('state').notNull(),
    /** On posters, slips and in addresses: six digits. */
    code: text('code').notNull(),
    counts: text('counts').notNull(),
    naming: text('naming').notNull(),
    audience: text('audience').notNull(),
    /** One question after the other on the wall of the hall, answered there by QR. */
    isLive: boolean('is_live').notNull().default(false),
    /** Who has answered is shown to group heads; only for forms by name. */
    showsAnswered: boolean('shows_answered').notNull().default(false),
    /** Cells with fewer than this many are not shown. */
    smallestCell: smallint('smallest_cell').notNull().default(5),
    opensAt: at('opens_at').notNull(),
    closesAt: at('closes_at').notNull(),
    closedAt: at('closed_at'),
    /**
     * Thirty-two bytes, sealed: makes the keys that say who has answered. Destroyed at the closing, so that from then on
     * nobody can ask it of anybody.
     */
    key: bytes('key'),
    /** The version that new answers are given to; null before the first approval. */
    openVersion: integer('open_version'),
    createdBy: uuid('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    /** Who saved the words that wait for approval. */
    writtenBy: uuid('written_by').notNull(),
    approvedBy: uuid('approved_by'),
    approvedAt: at('approved_at'),
    approvalNote: text('approval_note'),
    sentBackWhy: text('sent_back_why'),
    /** When the results went to those who answered. */
    resultsTold: at('results_told'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    unique('forms_code').on(table.code),
    check('forms_purpose', sql`${table.purpose} in ('before_dialogue', 'satisfaction', 'community', 'other')`),
    check('forms_state', sql`${table.state} in ('draft', 'asked', 'open', 'closed', 'dropped')`),
    check('forms_counts', sql`${table.counts} in ('persons', 'households', 'both')`),
    check('forms_naming', sql`${table.naming} in ('named', 'anonymous')`),
    check('forms_audience', sql`${table.audience} in ('unit', 'registered', 'codes')`),
    check('forms_times', sql`${table.opensAt} < ${table.closesAt}`),
    check('forms_shows', sql`not ${table.showsAnswered} or ${table.naming} = 'named'`),
    check('forms_key', sql`${table.key} is null or ${table.state} <> 'closed'`),
    check('forms_cell', sql`${table.smallestCell} between 1 and 50`),
    index('forms_unit').on(table.unitId, table.createdAt),
    index('forms_dialogue').on(table.dialogueId),
    index('forms_open')
      .on(table.unitId, table.closesAt)
      .where(sql`state = 'open'`),
  ],
)

/** The questions as they were approved. A version never changes; answers stay with the one they were given to. */
export const formVersions = pgTable(
  'form_versions',
  {
    formId: uuid('form_id').notNull(),
    number: integer('number').notNull(),
    content: jsonb('content').notNull(),
    writtenBy: uuid('written_by').notNull(),
    approvedAt: at('approved_at'),
  },
  (table) => [primaryKey({ columns: [table.formId, table.number] })],
)

/** Keys of who has answered: made with the form's own key, without a time, deleted with it. */
export const formSpent = pgTable(
  'form_spent',
  {
    formId: uuid('form_id').notNull(),
    /** `person`: a resident. `household`: a dwelling. `device`: a browser. `slip`: a printed code. */
    kind: text('kind').notNull(),
    key: uuid('key').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.formId, table.kind, table.key] }),
    check('form_spent_kind', sql`${table.kind} in ('person', 'household', 'device', 'slip')`),
  ],
)

const answerColumns = {
  /** Random, never from the time. */
  id: uuid('id').primaryKey(),
  formId: uuid('form_id').notNull(),
  version: integer('version').notNull(),
  /** Only for forms by name. */
  residentId: uuid('resident_id'),
  code: text('code').notNull(),
  source: text('source').notNull(),
  /** The village or ward group, or the commune for a form of several; null where nobody said. */
  placeId: text('place_id'),
  sex: text('sex'),
  ageBand: text('age_band'),
  countsPerson: boolean('counts_person').notNull(),
  countsHousehold: boolean('counts_household').notNull(),
  /** Question to what was chosen; no words. */
  answers: jsonb('answers').notNull(),
  /** For the leaf of the receipts' tree. */
  salt: bytes('salt').notNull(),
  /** Who typed a paper form in. */
  enteredBy: uuid('entered_by'),
  /** The number written on the paper, to find it again for the sample. */
  paperNumber: text('paper_number'),
}

/**
 * Answers that have just come. They are moved on in groups and in random order, so that what lies beside what says
 * nothing of who came when.
 */
export const formArrivals = pgTable(
  'form_arrivals',
  {
    ...answerColumns,
    /** Words and files of open questions, sealed, as JSON. */
    words: bytes('words'),
  },
  (table) => [
    unique('form_arrivals_code').on(table.code),
    check('form_arrivals_source', sql`${table.source} in ('chat', 'web', 'hall', 'paper')`),
    index('form_arrivals_form').on(table.formId),
    index('form_arrivals_resident').on(table.residentId),
  ],
)

export const formAnswers = pgTable(
  'form_answers',
  {
    ...answerColumns,
    /** The second look at a paper entry. */
    checkedBy: uuid('checked_by'),
    checkedAs: text('checked_as'),
  },
  (table) => [
    unique('form_answers_code').on(table.code),
    check('form_answers_source', sql`${table.source} in ('chat', 'web', 'hall', 'paper')`),
    check('form_answers_checked', sql`${table.checkedAs} in ('right', 'mended')`),
    index('form_answers_form').on(table.formId, table.id),
    index('form_answers_resident').on(table.residentId),
    index('form_answers_paper')
      .on(table.formId, table.paperNumber)
      .where(sql`source = 'paper'`),
  ],
)

/** Words of open questions, apart from what else the same person answered unless the form is by name. */
export const formWords = pgTable(
  'form_words',
  {
    id: uuid('id').primaryKey(),
    formId: uuid('form_id').notNull(),
    version: integer('version').notNull(),
    question: text('question').notNull(),
    answerId: uuid('answer_id'),
    placeId: text('place_id'),
    /** Sealed; null once erased. */
    words: bytes('words'),
    /** Sealed, for the leaf of the receipts' tree; null once erased. */
    salt: bytes('salt'),
    attachmentIds: uuid('attachment_ids').array().notNull().default([]),
    /** What it was taken in as when the form had closed. */
    opinionId: uuid('opinion_id'),
  },
  (table) => [
    index('form_words_form').on(table.formId, table.question, table.id),
    index('form_words_answer').on(table.answerId),
    index('form_words_untaken')
      .on(table.formId)
      .where(sql`opinion_id is null and (words is not null or attachment_ids <> '{}')`),
    index('form_words_opinion')
      .on(table.opinionId)
      .where(sql`opinion_id is not null`),
  ],
)

/** Answers counted ahead, so that no page counts them: by question, value and one dimension at a time. */
export const formTallies = pgTable(
  'form_tallies',
  {
    formId: uuid('form_id').notNull(),
    version: integer('version').notNull(),
    /** `*`: of the form as a whole. */
    question: text('question').notNull(),
    /** What was chosen; `*`: answered at all, `-`: passed over. Of a ranking `choice@place`. */
    value: text('value').notNull(),
    /** `all`, `place`, `sex`, `age`. */
    dimension: text('dimension').notNull(),
    /** The place, sex or age band; `?` where nobody said; empty for `all`. */
    cell: text('cell').notNull(),
    isPaper: boolean('is_paper').notNull(),
    persons: bigint('persons', { mode: 'number' }).notNull(),
    households: bigint('households', { mode: 'number' }).notNull(),
    /** Kept aside: a second answer of a household, of a form that counts households only. */
    aside: bigint('aside', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.formId, table.question, table.dimension, table.cell, table.version, table.value, table.isPaper],
    }),
    check('form_tallies_dimension', sql`${table.dimension} in ('all', 'place', 'sex', 'age')`),
  ],
)

/** How many answered on which day, and no more than that. */
export const formDays = pgTable(
  'form_days',
  {
    formId: uuid('form_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    answers: integer('answers').notNull(),
  },
  (table) => [primaryKey({ columns: [table.formId, table.day] })],
)

/** An unfinished answer of a chat, sealed: days later it goes on where it stopped. Gone when sent, or with the form. */
export const formDrafts = pgTable(
  'form_drafts',
  {
    formId: uuid('form_id').notNull(),
    chatId: bigint('chat_id', { mode: 'number' }).notNull(),
    version: integer('version').notNull(),
    state: bytes('state').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.formId, table.chatId] }),
    index('form_drafts_chat').on(table.chatId),
    index('form_drafts_old').on(table.updatedAt),
  ],
)

/** Codes on printed slips, each for one answer; kept as hashes under the form's key. */
export const formSlips = pgTable(
  'form_slips',
  {
    formId: uuid('form_id').notNull(),
    key: uuid('key').notNull(),
    /** The village or ward group that the slips were printed for. */
    placeId: text('place_id'),
    batch: uuid('batch').notNull(),
  },
  (table) => [primaryKey({ columns: [table.formId, table.key] }), index('form_slips_batch').on(table.batch)],
)
