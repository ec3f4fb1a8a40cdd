import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/**
 * What residents sent besides text. No column leads to a person: whoever holds a file (a question, say) knows it,
 * the file knows the holder. Ids are random, because the time inside a UUIDv7 would tell when an anonymous author wrote.
 */
export const attachments = pgTable(
  'attachments',
  {
    id: uuid('id').primaryKey(),
    state: text('state').notNull(),
    /** Where the bytes can be had and whom to tell what became of them; sealed, gone once that is settled. */
    source: bytes('source'),
    /** The name that the sender's device gave it, sealed. */
    name: bytes('name'),
    mediaType: text('media_type'),
    size: integer('size'),
    /** Keyed hash of the bytes as kept: the same file twice is seen without being read. */
    digest: uuid('digest'),
    /** What it belongs to, such as `question:<id>`; nothing yet while the person is still writing. */
    holder: text('holder'),
    refusedWhy: text('refused_why'),
    attempts: integer('attempts').notNull().default(0),
    dueAt: at('due_at'),
    leasedUntil: at('leased_until'),
    /** Only the day when the author is anonymous. */
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    check('attachments_state', sql`${table.state} in ('pending', 'stored', 'refused', 'erased')`),
    check(
      'attachments_pending',
      sql`(${table.state} = 'pending') = (${table.source} is not null and ${table.dueAt} is not null)`,
    ),
    check(
      'attachments_stored',
      sql`(${table.state} = 'stored') = (${table.mediaType} is not null and ${table.size} is not null and ${table.digest} is not null)`,
    ),
    check('attachments_refused', sql`(${table.state} = 'refused') = (${table.refusedWhy} is not null)`),
    check('attachments_erased', sql`${table.state} <> 'erased' or (${table.name} is null and ${table.holder} is null)`),
    index('attachments_due')
      .on(table.dueAt)
      .where(sql`${table.state} = 'pending'`),
    index('attachments_holder')
      .on(table.holder)
      .where(sql`${table.holder} is not null`),
    index('attachments_abandoned')
      .on(table.createdAt)
      .where(sql`${table.holder} is null and ${table.state} <> 'erased'`),
  ],
)

/** The bytes of stored files, sealed piece by piece. */
export const attachmentChunks = pgTable(
  'attachment_chunks',
  {
    attachmentId: uuid('attachment_id')
      .notNull()
      .references(() => attachments.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.attachmentId, table.seq] }),
    check('attachment_chunks_size', sql`octet_length(${table.bytes}) <= 262144`),
  ],
)
