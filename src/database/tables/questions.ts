import { sql } from 'drizzle-orm'
import { bigint, check, date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** One question or opinion that was handed in. Who wrote it stands in another table, its words in a third. */
export const opinions = pgTable(
  'opinions',
  {
    id: uuid('id').primaryKey(),
    /** Keyed hash of the receipt code; the code itself is sealed, and kept only while its author is known. */
    codeHash: uuid('code_hash').notNull().unique(),
    code: bytes('code'),
    unitId: text('unit_id').notNull(),
    dialogueId: uuid('dialogue_id'),
    opinionClass: text('opinion_class').notNull(),
    naming: text('naming').notNull(),
    /** The name to be shown, sealed; only for those who chose it. */
    shownName: bytes('shown_name'),
    state: text('state').notNull().default('received'),
    channel: text('channel').notNull(),
    enteredBy: uuid('entered_by'),
    language: text('language').notNull(),
    /** For anonymous ones cut to the day. */
    receivedAt: at('received_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
    /**
     * It waits for a person to look before it joins the list; it counts as received all the same. Whether the reason is
     * a flood or a muted author stays unsaid: there are so few muted people that it would point at one of them.
     */
    heldWhy: text('held_why'),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    check(
      'opinions_class',
      sql`${table.opinionClass} in ('livelihood', 'party_building', 'government_building', 'idea', 'question')`,
    ),
    check('opinions_naming', sql`${table.naming} in ('sealed', 'anonymous', 'named')`),
    check('opinions_state', sql`${table.state} in ('received', 'withdrawn', 'erased')`),
    check('opinions_held', sql`${table.heldWhy} in ('review')`),
    check('opinions_channel', sql`${table.channel} in ('zalo', 'telegram', 'web', 'desk', 'phone', 'paper')`),
    index('opinions_dialogue').on(table.dialogueId, table.receivedAt, table.id),
    index('opinions_unit').on(table.unitId, table.receivedAt, table.id),
  ],
)

/** The words as they were sent, sealed. Never "corrected"; a later wording is a later row. */
export const opinionWordings = pgTable(
  'opinion_wordings',
  {
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    source: text('source').notNull(),
    text: bytes('text').notNull(),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.opinionId, table.seq] }),
    check('opinion_wordings_source', sql`${table.source} in ('author', 'officer')`),
  ],
)

/** The link between words and person. Anonymous opinions have no row here. */
export const opinionAuthors = pgTable(
  'opinion_authors',
  {
    opinionId: uuid('opinion_id')
      .primaryKey()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    residentId: uuid('resident_id').notNull(),
    chatId: bigint('chat_id', { mode: 'number' }),
  },
  (table) => [index('opinion_authors_resident').on(table.residentId)],
)

export const opinionAttachments = pgTable(
  'opinion_attachments',
  {
    opinionId: uuid('opinion_id')
      .notNull()
      .references(() => opinions.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    attachmentId: uuid('attachment_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.opinionId, table.seq] }),
    index('opinion_attachments_file').on(table.attachmentId),
  ],
)

/** What was shown another door: only a number is kept, by unit and day. */
export const diversions = pgTable(
  'diversions',
  {
    unitId: text('unit_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    kind: text('kind').notNull(),
    count: integer('count').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.unitId, table.day, table.kind] }),
    check('diversions_kind', sql`${table.kind} in ('complaint', 'denunciation', 'emergency')`),
  ],
)

/**
 * How often one chat has done something within an hour. The key is a keyed hash of chat and kind; rows go when their
 * hour is over, so nothing here tells who wrote what.
 */
export const questionLimits = pgTable(
  'question_limits',
  {
    key: uuid('key').primaryKey(),
    /** Start of the hour. */
    since: at('since').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [index('question_limits_since').on(table.since)],
)
