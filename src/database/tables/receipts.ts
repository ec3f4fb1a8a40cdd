import { sql } from 'drizzle-orm'
import {
  bigint,
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

const leafKinds = sql.raw(`('opinion', 'correction', 'form_answer', 'form_words', 'request')`)

/** A log of receipts: one for each collection. Append-only, as are leaves, nodes and closings. */
export const receiptLogs = pgTable(
  'receipt_logs',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    unitId: text('unit_id').notNull(),
    dialogueId: uuid('dialogue_id'),
    formId: uuid('form_id'),
    /** Calendar year, of what has neither session nor form. */
    year: smallint('year'),
  },
  (table) => [
    check('receipt_logs_kind', sql`${table.kind} in ('dialogue', 'unit', 'form', 'requests')`),
    check(
      'receipt_logs_of',
      sql`num_nonnulls(${table.dialogueId}, ${table.formId}, ${table.year}) = 1
        and (${table.kind} = 'dialogue') = (${table.dialogueId} is not null)
        and (${table.kind} = 'form') = (${table.formId} is not null)`,
    ),
    unique('receipt_logs_one')
      .on(table.kind, table.unitId, table.dialogueId, table.formId, table.year)
      .nullsNotDistinct(),
    index('receipt_logs_unit').on(table.unitId),
  ],
)

/** Leaves without a place: they get one at the next closing, in the order of their hashes, and leave this table. */
export const receiptWaiting = pgTable(
  'receipt_waiting',
  {
    logId: uuid('log_id')
      .notNull()
      .references(() => receiptLogs.id),
    hash: bytes('hash').notNull(),
    kind: text('kind').notNull(),
    /** The day it came, in Vietnam: a nightly closing takes whole days, so that it tells no more than the day. */
    day: date('day', { mode: 'string' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.logId, table.hash] }),
    unique('receipt_waiting_hash').on(table.hash),
    check('receipt_waiting_hash_size', sql`octet_length(${table.hash}) = 32`),
    check('receipt_waiting_kind', sql`${table.kind} in ${leafKinds}`),
  ],
)

/** The log itself. Nothing here tells what a leaf stands for, or when it came. */
export const receiptLeaves = pgTable(
  'receipt_leaves',
  {
    logId: uuid('log_id')
      .notNull()
      .references(() => receiptLogs.id),
    position: bigint('position', { mode: 'number' }).notNull(),
    hash: bytes('hash').notNull(),
    kind: text('kind').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.logId, table.position] }),
    unique('receipt_leaves_hash').on(table.hash),
    check('receipt_leaves_hash_size', sql`octet_length(${table.hash}) = 32`),
    check('receipt_leaves_kind', sql`${table.kind} in ${leafKinds}`),
  ],
)

/** Hashes of the complete subtrees above the leaves: level 1 holds two leaves, level 2 four. */
export const receiptNodes = pgTable(
  'receipt_nodes',
  {
    logId: uuid('log_id')
      .notNull()
      .references(() => receiptLogs.id),
    level: smallint('level').notNull(),
    index: bigint('index', { mode: 'number' }).notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.logId, table.level, table.index] }),
    check('receipt_nodes_level', sql`${table.level} > 0`),
    check('receipt_nodes_hash_size', sql`octet_length(${table.hash}) = 32`),
  ],
)

/** The root over the first `size` leaves, fixed at a moment. */
export const receiptClosings = pgTable(
  'receipt_closings',
  {
    logId: uuid('log_id')
      .notNull()
      .references(() => receiptLogs.id),
    seq: integer('seq').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    root: bytes('root').notNull(),
    /** Leaves of each kind among the first `size`. */
    counts: jsonb('counts').$type<Readonly<Record<string, number>>>().notNull(),
    closedAt: timestamp('closed_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.logId, table.seq] }),
    unique('receipt_closings_size').on(table.logId, table.size),
    check('receipt_closings_seq', sql`${table.seq} > 0`),
    check('receipt_closings_root_size', sql`octet_length(${table.root}) = 32`),
  ],
)

/** What a leaf stands for, and its salt. The salt goes when the words do; the hash stays. Form answers hold theirs. */
export const receiptSalts = pgTable(
  'receipt_salts',
  {
    subjectKind: text('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** Which wording of an opinion; 0 for what came without words, and for requests. */
    wording: integer('wording').notNull(),
    logId: uuid('log_id')
      .notNull()
      .references(() => receiptLogs.id),
    hash: bytes('hash').notNull(),
    kind: text('kind').notNull(),
    /** Sealed: the salt, and what binds the leaf to its receipt code. Null once the words are erased. */
    salt: bytes('salt'),
  },
  (table) => [
    primaryKey({ columns: [table.subjectKind, table.subjectId, table.wording] }),
    unique('receipt_salts_hash').on(table.hash),
    check('receipt_salts_subject', sql`${table.subjectKind} in ('opinion', 'request')`),
    check('receipt_salts_kind', sql`${table.kind} in ${leafKinds}`),
    index('receipt_salts_log').on(table.logId),
  ],
)

/** Leaves of form answers whose words were erased or put right on purpose. */
export const receiptReleases = pgTable(
  'receipt_releases',
  {
    hash: bytes('hash').primaryKey(),
    why: text('why').notNull(),
  },
  (table) => [check('receipt_releases_why', sql`${table.why} in ('erased', 'mended')`)],
)
