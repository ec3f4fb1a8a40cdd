import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** What stands on the page of a web chat, both sides, so that a browser that reconnects can catch up. Pruned. */
export const webMessages = pgTable(
  'web_messages',
  {
    chatKey: uuid('chat_key').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    /** Keyed hash of what it came from (outbox row, or the browser's id of the message): a repeat is written once. */
    key: uuid('key').notNull().unique(),
    side: text('side').notNull(),
    body: bytes('body').notNull(),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.chatKey, table.seq] }),
    index('web_messages_at').on(table.at),
    check('web_messages_side', sql`${table.side} in ('own', 'house', 'notice')`),
  ],
)

/** A browser that proved to be one. The keyed hash of its cookie's id is the key of the chat. */
export const webVisitors = pgTable(
  'web_visitors',
  {
    chatKey: uuid('chat_key').primaryKey(),
    lastSeq: bigint('last_seq', { mode: 'number' }).notNull().default(0),
    /** Up to here the page has shown it; what nobody has seen yet is kept longer. */
    seenSeq: bigint('seen_seq', { mode: 'number' }).notNull().default(0),
    isKiosk: boolean('is_kiosk').notNull().default(false),
    /** The allowance of messages, as a bucket that fills with time. */
    allowance: doublePrecision('allowance').notNull(),
    allowanceAt: at('allowance_at').notNull(),
    uploadDay: text('upload_day').notNull().default(''),
    uploadBytes: bigint('upload_bytes', { mode: 'number' }).notNull().default(0),
    createdAt: at('created_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
    /** The person left a shared device. The row stays a while, so that the old proof of work makes nothing new. */
    endedAt: at('ended_at'),
  },
  (table) => [index('web_visitors_seen').on(table.lastSeenAt)],
)

/** How many new browsers came from a network of addresses, by keyed hash and window of minutes; pruned after hours. */
export const webArrivals = pgTable(
  'web_arrivals',
  {
    bucket: uuid('bucket').notNull(),
    windowAt: at('window_at').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.bucket, table.windowAt] }), index('web_arrivals_at').on(table.windowAt)],
)
