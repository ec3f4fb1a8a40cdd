import { check, date, index, integer, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { dialogues } from './dialogues.ts'
import { attachments } from './attachments.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A link of its own for each ward group's chat, so that it shows which group reads what it is sent. */
export const groupLinks = pgTable(
  'group_links',
  {
    token: text('token').primaryKey(),
    dialogueId: uuid('dialogue_id')
      .notNull()
      .references(() => dialogues.id, { onDelete: 'cascade' }),
    /** The village or ward group. */
    unitId: text('unit_id').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (table) => [unique('group_links_one').on(table.dialogueId, table.unitId)],
)

/** How often a link was opened on a day, and nothing of who did. */
export const groupLinkOpenings = pgTable(
  'group_link_openings',
  {
    token: text('token')
      .notNull()
      .references(() => groupLinks.token, { onDelete: 'cascade' }),
    day: date('day', { mode: 'string' }).notNull(),
    openings: integer('openings').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.token, table.day] }),
    check('group_link_openings_some', sql`${table.openings} > 0`),
  ],
)

/** The text for loudspeakers, read by somebody, for everybody to hear. One stands at a time. */
export const dialogueSounds = pgTable(
  'dialogue_sounds',
  {
    dialogueId: uuid('dialogue_id')
      .primaryKey()
      .references(() => dialogues.id, { onDelete: 'cascade' }),
    attachmentId: uuid('attachment_id')
      .notNull()
      .references(() => attachments.id),
    /** Digest of the facts that are heard: when people are told others, the sound is out of date. */
    textDigest: text('text_digest').notNull(),
    addedBy: uuid('added_by').notNull(),
    addedAt: at('added_at').notNull(),
  },
  (table) => [index('dialogue_sounds_attachment').on(table.attachmentId)],
)
