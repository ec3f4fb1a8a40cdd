import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** What is going on in the hall of a session: one row from its opening on. */
export const halls = pgTable(
  'halls',
  {
    dialogueId: uuid('dialogue_id').primaryKey(),
    openedAt: at('opened_at').notNull(),
    closedAt: at('closed_at'),
    /** What is spoken of now: a line of the agenda, or a question from the floor. */
    currentKind: text('current_kind'),
    currentId: uuid('current_id'),
    currentSince: at('current_since'),
    /** Minutes added to the current one by the moderator. */
    extraMinutes: integer('extra_minutes').notNull().default(0),
    /** People in the hall may send questions. */
    isFloorOpen: boolean('is_floor_open').notNull().default(false),
    /** The moment of the newest act: one that was made while the network was down is never dated before it. */
    lastActAt: at('last_act_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    check('halls_current_kind', sql`${table.currentKind} in ('line', 'floor')`),
    check(
      'halls_current',
      sql`(${table.currentKind} is null) = (${table.currentId} is null) and (${table.currentId} is null) = (${table.currentSince} is null)`,
    ),
  ],
)

/** Acts by the key that the moderator's phone gave them: sent twice after a dead network, done once. */
export const hallActs = pgTable(
  'hall_acts',
  {
    dialogueId: uuid('dialogue_id').notNull(),
    key: uuid('key').notNull(),
    kind: text('kind').notNull(),
    at: at('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.dialogueId, table.key] })],
)

/** Questions from people in the hall. Words are sealed; nobody is kept with them. */
export const floorQuestions = pgTable(
  'floor_questions',
  {
    id: uuid('id').primaryKey(),
    dialogueId: uuid('dialogue_id').notNull(),
    /** `phone`: sent by the QR code on the wall. `voice`: said, and noted by the moderator. */
    source: text('source').notNull(),
    words: bytes('words').notNull(),
    askedAt: at('asked_at').notNull(),
    state: text('state').notNull().default('waiting'),
    /** For the board, in neutral words. */
    title: text('title'),
    refusedWhy: text('refused_why'),
    /** What it was taken in as, and its receipt code, sealed, for the page of whoever asked. */
    opinionId: uuid('opinion_id'),
    code: bytes('code'),
    usedSeconds: integer('used_seconds'),
  },
  (table) => [
    check('floor_questions_source', sql`${table.source} in ('phone', 'voice')`),
    check('floor_questions_state', sql`${table.state} in ('waiting', 'accepted', 'refused', 'done')`),
    check(
      'floor_questions_refused',
      sql`${table.refusedWhy} in ('unclear', 'off_topic', 'insult', 'repeat', 'other_procedure')`,
    ),
    index('floor_questions_dialogue').on(table.dialogueId, table.askedAt),
  ],
)

/** What was answered, promised or decided, noted as it was spoken. */
export const hallNotes = pgTable(
  'hall_notes',
  {
    id: uuid('id').primaryKey(),
    dialogueId: uuid('dialogue_id').notNull(),
    /** What was being spoken of; null between two questions. */
    aboutKind: text('about_kind'),
    aboutId: uuid('about_id'),
    kind: text('kind').notNull(),
    /** Who spoke, by office. */
    speaker: text('speaker'),
    words: bytes('words').notNull(),
    at: at('at').notNull(),
    notedBy: uuid('noted_by').notNull(),
    undoneAt: at('undone_at'),
  },
  (table) => [
    check('hall_notes_kind', sql`${table.kind} in ('answer', 'promise', 'decision')`),
    check('hall_notes_about', sql`${table.aboutKind} in ('line', 'floor')`),
    index('hall_notes_dialogue').on(table.dialogueId, table.at),
  ],
)
